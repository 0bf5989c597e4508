import { markdown } from "@codemirror/lang-markdown";
import { EditorSelection, EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { describe, expect, it } from "vitest";
import { dialect } from "../src/editor/dialect";
import { illustrate, linksHere } from "../src/editor/remote";

function editor(doc: string, from = 0, to = from): EditorView {
  const extensions = [markdown({ extensions: dialect })];
  const selection = EditorSelection.single(from, to);
  return new EditorView({ state: EditorState.create({ doc, extensions, selection }) });
}

const ADDRESS = "https://a.example/p.jpg";

describe("the links that stand for pictures of the web", () => {
  const text = `Un [quai](${ADDRESS}) et [une \\[grue\\]](<https://b.example/a b.png>), [ici](#a).\n\nFin`;

  it("are those of the caret's line, or the one that the caret is in", () => {
    const names = (view: EditorView) => linksHere(view.state).map(({ name }) => name);
    expect(names(editor(text))).toEqual(["quai", "une [grue]"]);
    expect(names(editor(text, 6))).toEqual(["quai"]);
    expect(names(editor(text, 0, text.length))).toEqual(["quai", "une [grue]"]);
    expect(names(editor(text, text.length))).toEqual([]);
    expect(linksHere(editor(text).state).map(({ address }) => address)).toEqual([
      ADDRESS,
      "https://b.example/a b.png",
    ]);
  });

  const placed = (doc: string) => {
    const view = editor(doc);
    const isPlaced = illustrate(view, ADDRESS, "quai");
    return isPlaced ? view.state.doc.toString() : null;
  };

  it("leave their place to the figure, alone between blank lines", () => {
    expect(placed(`[quai](${ADDRESS})`)).toBe("![[quai]]");
    expect(placed(`Voir [quai](${ADDRESS}) ici.`)).toBe("Voir\n\n![[quai]]\n\nici.");
    expect(placed(`> Voir [quai](${ADDRESS})\n\nFin`)).toBe("> Voir\n>\n> ![[quai]]\n\nFin");
  });

  it("keep their words in a heading, and have the figure after it", () => {
    expect(placed(`## Le [quai](${ADDRESS})\n\nFin`)).toBe("## Le quai\n\n![[quai]]\n\nFin");
    expect(placed(`## Le [quai](${ADDRESS})\nFin`)).toBe("## Le quai\n\n![[quai]]\n\nFin");
  });

  it("are left alone when they are gone", () => {
    expect(placed("Rien")).toBeNull();
  });
});
