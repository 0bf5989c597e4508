import { ensureSyntaxTree } from "@codemirror/language";
import { markdown, markdownLanguage } from "@codemirror/lang-markdown";
import { EditorState, type StateCommand } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { blockAt, duplicate, moveDown, moveUp, selectBlock } from "../src/editor/blocks";
import { dialect } from "../src/editor/dialect";
import { endList } from "../src/editor/lists";
import { likeness } from "../src/editor/menu";

const CARET = "▮";

function state(text: string): EditorState {
  const at = text.indexOf(CARET);
  return EditorState.create({
    doc: text.replace(CARET, ""),
    selection: { anchor: Math.max(0, at) },
    extensions: markdown({ base: markdownLanguage, extensions: dialect }),
  });
}

function after(command: StateCommand, text: string): string {
  let now = state(text);
  command({ state: now, dispatch: (transaction) => (now = transaction.state) });
  const { head } = now.selection.main;
  return now.sliceDoc(0, head) + CARET + now.sliceDoc(head);
}

function nodes(text: string): string[] {
  const found: string[] = [];
  const made = state(text);
  ensureSyntaxTree(made, text.length, 1000)?.iterate({
    enter: ({ name, from, to }) => void found.push(`${name} ${text.slice(from, to)}`),
  });
  return found;
}

describe("the dialect", () => {
  it("knows renvois, figures, notes and languages", () => {
    const found = nodes("Voir [[2026-11-20#puces|là]], ![[image]], note[^1] et [keep]{lang=en}.");
    expect(found).toContain("CrossReference [[2026-11-20#puces|là]]");
    expect(found).toContain("ReferenceTarget 2026-11-20#puces");
    expect(found).toContain("Figure ![[image]]");
    expect(found).toContain("FootnoteCall [^1]");
    expect(found).toContain("LanguageTag {lang=en}");
  });

  it("closes a container at its colons, and goes on after it", () => {
    const found = nodes("Avant.\n:::abonnés\nDedans.\n\n> Cité.\n:::\nAprès.");
    expect(found).toContain("Container :::abonnés\nDedans.\n\n> Cité.\n:::");
    expect(found).toContain("Paragraph Avant.");
    expect(found).toContain("Paragraph Après.");
  });

  it("leaves code and broken signs alone", () => {
    const found = nodes("`[[x]]` et [[sans fin et {lang=en} et :::seul");
    expect(found.some((node) => /^(CrossReference|LanguageTag|Container)/.test(node))).toBe(false);
  });
});

describe("a list that ends", () => {
  it("leaves the blank line that keeps what follows out of its last item", () => {
    expect(after(endList, "- un\n- deux\n- ▮")).toBe("- un\n- deux\n\n▮");
    expect(after(endList, "Mot\n\n1. un\n2. ▮\n\nFin")).toBe("Mot\n\n1. un\n\n▮\n\nFin");
  });

  it("is left to Markdown inside another, before another item, or under a blank line", () => {
    for (const text of [
      "- un\n  - ▮",
      "- un\n- ▮\n- trois",
      "- un\n\n- ▮",
      "- un ▮",
      "> - un\n> - ▮",
    ])
      expect(after(endList, text)).toBe(text);
  });
});

describe("moving what one writes", () => {
  it("swaps paragraphs whole, however many lines they have", () => {
    expect(after(moveDown, "Un\nde▮ux\n\nTrois\n\nQuatre")).toBe("Trois\n\nUn\nde▮ux\n\nQuatre");
    expect(after(moveUp, "Un\n\n> Deux\n> t▮rois\n\nQuatre")).toBe(
      "> Deux\n> t▮rois\n\nUn\n\nQuatre",
    );
  });

  it("stays where there is nowhere to go", () => {
    expect(after(moveUp, "U▮n\n\nDeux")).toBe("U▮n\n\nDeux");
    expect(after(moveDown, "Un\n\nDeux▮")).toBe("Un\n\nDeux▮");
  });

  it("swaps items with what they hold, inside their list", () => {
    expect(after(moveDown, "- u▮n\n  - bis\n- deux\n\nFin")).toBe("- deux\n- u▮n\n  - bis\n\nFin");
    expect(after(moveUp, "- un\n  - a\n  - b▮\n- deux")).toBe("- un\n  - b▮\n  - a\n- deux");
  });

  it("keeps numbers in their order", () => {
    expect(after(moveDown, "1. u▮n\n2. deux\n3. trois")).toBe("1. deux\n2. u▮n\n3. trois");
  });

  it("takes a section along with its heading, past its equals alone", () => {
    const text = "Intro\n\n## A▮\n\na\n\n### A1\n\na1\n\n## B\n\nb";
    expect(after(moveDown, text)).toBe("Intro\n\n## B\n\nb\n\n## A▮\n\na\n\n### A1\n\na1");
    expect(after(moveUp, "## A\n\na\n\n## B▮\n\nb\n\n## C")).toBe(
      "## B▮\n\nb\n\n## A\n\na\n\n## C",
    );
  });

  it("duplicates below, and selects a block", () => {
    expect(after(duplicate, "U▮n\n\nDeux")).toBe("Un\n\nU▮n\n\nDeux");
    expect(after(duplicate, "- u▮n\n- deux")).toBe("- un\n- u▮n\n- deux");
    let now = state("Un\n\n> De▮ux\n> trois\n\nQuatre");
    selectBlock({ state: now, dispatch: (transaction) => (now = transaction.state) });
    expect(now.sliceDoc(now.selection.main.from, now.selection.main.to)).toBe("> Deux\n> trois");
  });

  it("finds the block of a caret at its end and on its blank lines none", () => {
    const made = state("Un▮\n\nDeux");
    expect(blockAt(made, 2)?.name).toBe("Paragraph");
    expect(blockAt(made, 3)).toBeNull();
  });
});

describe("the menu of insertions", () => {
  it("finds what is meant, whatever the accents and the gaps", () => {
    expect(likeness("Encadré « À surveiller »", "encadre")).toBe(0);
    expect(likeness("Encadré « À surveiller »", "surv")).toBe(1);
    expect(likeness("Encadré « À surveiller »", "veil")).toBe(2);
    expect(likeness("Encadré « À surveiller »", "edv")).toBe(3);
    expect(likeness("Encadré « À surveiller »", "xyz")).toBeNull();
  });
});
