import { history, redo, undo } from "@codemirror/commands";
import { EditorState, type Transaction } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import type { Correction } from "../src/backend/bindings/Correction";
import { Corrections } from "../src/editor/corrections";
import type { Sheet } from "../src/editor/manuscript.svelte";

const NARROW = "\u202f";

class Page implements Sheet {
  composing = false;
  state: EditorState;

  constructor(
    readonly corrections: Corrections,
    text = "",
  ) {
    const extensions = [history(), corrections.follow()];
    this.state = EditorState.create({ doc: text, selection: { anchor: text.length }, extensions });
  }

  dispatch = (transaction: Transaction) => {
    this.state = transaction.state;
    if (transaction.docChanged) this.corrections.note(transaction);
  };

  type(words: string, userEvent = "input.type") {
    const { head } = this.state.selection.main;
    this.dispatch(
      this.state.update({
        changes: { from: head, insert: words },
        selection: { anchor: head + words.length },
        userEvent,
      }),
    );
  }

  /** The desk as it answers: a space before the last sign becomes a narrow one. */
  answer(): Correction[] {
    const at = this.text.lastIndexOf(" !");
    return at < 0 ? [] : [{ from: at, to: at + 1, insert: NARROW }];
  }

  exchange() {
    const typed = this.corrections.ask(this);
    if (typed !== null) this.corrections.make(this, this.answer());
    return typed;
  }

  get text() {
    return this.state.doc.toString();
  }
}

const open = (text = "", wanted = true) => new Page(new Corrections(() => wanted), text);

describe("typography corrected as one types", () => {
  it("asks about what was typed, and leaves the caret where it is", () => {
    const page = open("Vrai");
    page.type(" ");
    page.type("!");
    expect(page.exchange()).toEqual({ from: 4, to: 6, caret: 6, pasted: false });
    expect(page.text).toBe(`Vrai${NARROW}!`);
    expect(page.state.selection.main.head).toBe(6);
    expect(page.corrections.ask(page)).toBeNull();
  });

  it("is taken back alone by one undo, and not made again", () => {
    const page = open("Vrai");
    page.type(" !");
    page.exchange();
    undo(page);
    expect(page.text).toBe("Vrai !");
    expect(page.corrections.ask(page)).toBeNull();
    page.type(" ");
    page.type("Oui");
    page.exchange();
    expect(page.text).toBe("Vrai ! Oui");
  });

  it("is not asked for after a redo", () => {
    const page = open("Vrai");
    page.type(" !");
    page.exchange();
    undo(page);
    redo(page);
    expect(page.text).toBe(`Vrai${NARROW}!`);
    expect(page.corrections.ask(page)).toBeNull();
  });

  it("keeps its words when one types on meanwhile", () => {
    const page = open("Vrai");
    page.type(" !");
    page.corrections.ask(page);
    const answer = page.answer();
    page.type(" Oui");
    page.corrections.make(page, answer);
    expect(page.text).toBe(`Vrai${NARROW}! Oui`);
    expect(page.state.selection.main.head).toBe(10);
  });

  it("gives way to what is typed in the very place", () => {
    const page = open("Vrai");
    page.type(" !");
    page.corrections.ask(page);
    const answer = page.answer();
    page.dispatch(page.state.update({ changes: { from: 4, to: 5 }, userEvent: "delete" }));
    page.corrections.make(page, answer);
    expect(page.text).toBe("Vrai!");
  });

  it("waits while an input method composes", () => {
    const page = open("Vrai");
    page.type(" !", "input.type.compose");
    page.composing = true;
    expect(page.exchange()).toBeNull();
    page.composing = false;
    expect(page.exchange()).toMatchObject({ from: 4, to: 6 });
    expect(page.text).toBe(`Vrai${NARROW}!`);
  });

  it("says what was pasted, and nothing of what others wrote", () => {
    const page = open("Vrai");
    page.dispatch(page.state.update({ changes: { from: 0, insert: "Ah ! " } }));
    expect(page.corrections.ask(page)).toBeNull();
    page.type(" !", "input.paste");
    expect(page.corrections.ask(page)).toMatchObject({ pasted: true });
  });

  it("is not asked for by who does not want it", () => {
    const page = open("Vrai", false);
    page.type(" !");
    expect(page.exchange()).toBeNull();
  });
});
