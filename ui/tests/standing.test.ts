import { markdown, markdownLanguage } from "@codemirror/lang-markdown";
import { ensureSyntaxTree } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { standing, standsBlock } from "../src/editor/standing";

/** A text whose `|` is the caret. */
function at(text: string): { state: EditorState; head: number } {
  const head = text.indexOf("|");
  const doc = text.slice(0, head) + text.slice(head + 1);
  const state = EditorState.create({ doc, extensions: markdown({ base: markdownLanguage }) });
  ensureSyntaxTree(state, doc.length, 1000);
  return { state, head };
}

/** The text once `words` were put at its caret. */
function put(text: string, words: string): string {
  const { state, head } = at(text);
  const insert = standing(state, words, head, head);
  return state.update({ changes: { from: head, insert } }).state.doc.toString();
}

const FIGURE = "![[grue]]";

describe("a block that is put in a text", () => {
  it("stands alone between blank lines", () => {
    expect(put("|", FIGURE)).toBe(FIGURE);
    expect(put("Avant|", FIGURE)).toBe(`Avant\n\n${FIGURE}`);
    expect(put("Avant|après", FIGURE)).toBe(`Avant\n\n${FIGURE}\n\naprès`);
    expect(put("Avant\n|\nAprès", FIGURE)).toBe(`Avant\n\n${FIGURE}\n\nAprès`);
    expect(put("Avant\n\n|\n\nAprès", FIGURE)).toBe(`Avant\n\n${FIGURE}\n\nAprès`);
  });

  it("stays under the signs of the callout that holds it", () => {
    expect(put("> [!note] Titre\n> |", FIGURE)).toBe(`> [!note] Titre\n> ${FIGURE}`);
    expect(put("> [!note] Titre\n> Un mot.|", FIGURE)).toBe(
      `> [!note] Titre\n> Un mot.\n>\n> ${FIGURE}`,
    );
    expect(put("> Un\n> |\n> Deux", FIGURE)).toBe(`> Un\n> \n> ${FIGURE}\n>\n> Deux`);
    expect(put("> |", "# Un\n\nDeux")).toBe("> # Un\n>\n> Deux");
  });

  it("may begin an item, and words go on in their line", () => {
    expect(put("- un\n- |", FIGURE)).toBe(`- un\n- ${FIGURE}`);
    expect(put("Un mot |ici", "**gras**")).toBe("Un mot **gras**ici");
    expect(put("Un mot |", "gras\n\nPuis")).toBe("Un mot gras\n\nPuis");
  });

  it("is not for a title, a table or code", () => {
    const stands = (text: string) => {
      const { state, head } = at(text);
      return standsBlock(state, head);
    };
    expect(["mot |", "> mot |", "- |", "> [!note] Titre\n> |"].map(stands)).toEqual(
      Array(4).fill(true),
    );
    const places = ["# Titre |", "> [!note] Titre |", "```\n|\n```", "a@ | b\n-- | --\nc | d"];
    expect(places.map((text) => stands(text.replace("@", "|")))).toEqual(Array(4).fill(false));
  });
});
