import { history, redo, undo, undoDepth } from "@codemirror/commands";
import { EditorState, Transaction, type ChangeSet } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import type { Recalled } from "../src/backend/bindings/Recalled";
import type { RecalledStep } from "../src/backend/bindings/RecalledStep";
import type { Way } from "../src/backend/bindings/Way";
import { gestureOf, remembered } from "../src/editor/recall";

/** Numbers that only look random. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** A window that writes, and the journal that another process would read. */
class Writer {
  state: EditorState;
  readonly base: string;
  readonly steps: RecalledStep[] = [];
  #time = 1;

  constructor(base: string) {
    this.base = base;
    this.state = EditorState.create({ doc: base, extensions: history({ minDepth: 240 }) });
  }

  #take(made: Transaction, way: Way): void {
    if (!made.docChanged) return;
    this.state = made.state;
    this.steps.push({
      changes: (made.changes as ChangeSet).toJSON() as RecalledStep["changes"],
      way,
    });
  }

  #made(made: Transaction): void {
    const gesture = gestureOf(made);
    this.#take(made, gesture === "restore" ? "own" : gesture);
  }

  type(at: number, words: string, pause: number): void {
    this.#time += pause;
    const annotations = Transaction.time.of(this.#time);
    const from = Math.min(at, this.state.doc.length);
    const userEvent = "input.type";
    const selection = { anchor: from + words.length };
    this.#made(
      this.state.update({ changes: { from, insert: words }, selection, userEvent, annotations }),
    );
  }

  erase(at: number, length: number): void {
    this.#time += 1000;
    const annotations = Transaction.time.of(this.#time);
    const from = Math.min(at, this.state.doc.length);
    const to = Math.min(from + length, this.state.doc.length);
    this.#made(this.state.update({ changes: { from, to }, userEvent: "delete", annotations }));
  }

  other(at: number, words: string): void {
    const from = Math.min(at, this.state.doc.length);
    const annotations = Transaction.addToHistory.of(false);
    this.#take(this.state.update({ changes: { from, insert: words }, annotations }), "other");
  }

  undo(): void {
    undo({ state: this.state, dispatch: (made) => this.#made(made) });
  }

  redo(): void {
    redo({ state: this.state, dispatch: (made) => this.#made(made) });
  }

  get past(): Recalled {
    return { text: this.base, steps: this.steps };
  }
}

/** Every text that undoing to the end goes through, then redoing. */
function through(state: EditorState): string[] {
  const texts = [state.doc.toString()];
  for (const command of [undo, redo]) {
    while (command({ state, dispatch: (made) => (state = made.state) })) {
      texts.push(state.doc.toString());
    }
  }
  return texts;
}

describe("an editor that opens a text", () => {
  it("undoes and redoes all that the window that was closed would have", () => {
    for (let seed = 1; seed <= 150; seed += 1) {
      const roll = dice(seed);
      const writer = new Writer("Le chemin de fer.");
      for (let step = 0; step < 40; step += 1) {
        const what = roll(10);
        if (what < 5) writer.type(roll(40), "mot "[roll(4)] ?? "x", roll(2) === 0 ? 30 : 900);
        else if (what < 6) writer.erase(roll(30), 1 + roll(4));
        else if (what < 7) writer.other(roll(30), "autre");
        else if (what < 9) writer.undo();
        else writer.redo();
      }
      const again = remembered(writer.past, []);
      expect(through(again), `seed ${seed}`).toEqual(through(writer.state));
    }
  });

  it("goes on with what was typed before the past was there", () => {
    const writer = new Writer("Un");
    writer.type(2, " deux", 1);
    const opened = EditorState.create({ doc: "Un deux", extensions: history() });
    const typed = opened.update({
      changes: { from: 7, insert: " trois" },
      userEvent: "input.type",
    });
    const again = remembered(writer.past, [typed]);
    expect(through(again).slice(0, 3)).toEqual(["Un deux trois", "Un deux", "Un"]);
  });

  it("does not undo what another person wrote", () => {
    const writer = new Writer("Un.");
    writer.type(2, " deux", 1);
    writer.other(0, "[Relu] ");
    const again = remembered(writer.past, []);
    expect(undoDepth(again)).toBe(1);
    expect(through(again)[1]).toBe("[Relu] Un.");
  });

  it("remembers two hundred steps", () => {
    const writer = new Writer("");
    for (let step = 0; step < 220; step += 1) writer.type(0, "x", 900);
    expect(undoDepth(remembered(writer.past, []))).toBe(220);
  });
});
