import { isolateHistory } from "@codemirror/commands";
import {
  type ChangeDesc,
  type ChangeSpec,
  type Extension,
  StateField,
  type Transaction,
} from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { Correction } from "../backend/bindings/Correction";
import type { Typed } from "../backend/bindings/Typed";
import type { Sheet } from "./manuscript.svelte";

interface Span {
  from: number;
  to: number;
}

/** Corrections that were made here, and those that the person took back. */
interface Kept {
  made: readonly Span[];
  refused: readonly Span[];
}

/** So many corrections are remembered: one takes back what one has just seen. */
const MEMORY = 32;

function mapped(spans: readonly Span[], changes: ChangeDesc): Span[] {
  return spans
    .map(({ from, to }) => ({ from: changes.mapPos(from, -1), to: changes.mapPos(to, 1) }))
    .filter(({ from, to }) => from < to);
}

function changed(transaction: Transaction): Span[] {
  const spans: Span[] = [];
  transaction.changes.iterChangedRanges((_a, _b, from, to) => spans.push({ from, to }));
  return spans;
}

const meets = (a: Span, b: Span) => a.from <= b.to && b.from <= a.to;

const kept = StateField.define<Kept>({
  create: () => ({ made: [], refused: [] }),
  update(value, transaction) {
    if (!transaction.docChanged) return value;
    let made = mapped(value.made, transaction.changes);
    let refused = mapped(value.refused, transaction.changes);
    if (transaction.isUserEvent("input.correct")) made = [...made, ...changed(transaction)];
    if (transaction.isUserEvent("undo")) {
      const back = changed(transaction);
      const undone = (span: Span) => back.some((one) => meets(one, span));
      refused = [...refused, ...made.filter(undone)];
      made = made.filter((span) => !undone(span));
    }
    return { made: made.slice(-MEMORY), refused: refused.slice(-MEMORY) };
  },
});

/** Typography corrected as one types: the desk says how, and one undo takes it back alone. */
export class Corrections {
  readonly #wanted: () => boolean;
  /** What was typed since it was last looked at. */
  #typed: Span | null = null;
  #pasted = false;
  /** What changed since the question that is on its way. */
  #since: ChangeDesc | null = null;

  constructor(wanted: () => boolean) {
    this.#wanted = wanted;
  }

  /** What notes the words being typed. */
  follow(): Extension {
    return [
      kept,
      EditorView.updateListener.of(({ transactions }) => {
        for (const transaction of transactions) if (transaction.docChanged) this.note(transaction);
      }),
    ];
  }

  /** Notes what a transaction typed. */
  note(transaction: Transaction): void {
    const { changes } = transaction;
    this.#since = this.#since?.composeDesc(changes) ?? null;
    if (this.#typed !== null) {
      const { from, to } = this.#typed;
      this.#typed = { from: changes.mapPos(from, -1), to: changes.mapPos(to, 1) };
    }
    if (transaction.isUserEvent("undo") || transaction.isUserEvent("redo")) this.#typed = null;
    const pasted = transaction.isUserEvent("input.paste") || transaction.isUserEvent("input.drop");
    if (!pasted && !transaction.isUserEvent("input.type")) return;
    for (const { from, to } of changed(transaction)) {
      this.#typed =
        this.#typed === null
          ? { from, to }
          : { from: Math.min(from, this.#typed.from), to: Math.max(to, this.#typed.to) };
    }
    this.#pasted ||= pasted;
  }

  /** What to ask with the words that are sent now. */
  ask(sheet: Sheet): Typed | null {
    const { state, composing } = sheet;
    if (this.#typed === null || composing || !this.#wanted() || state.selection.ranges.length > 1) {
      return null;
    }
    const typed = { ...this.#typed, caret: state.selection.main.head, pasted: this.#pasted };
    this.#typed = null;
    this.#pasted = false;
    this.#since = state.changes().desc;
    return typed;
  }

  /** Makes the corrections that came back, where nothing was typed meanwhile. */
  make(sheet: Sheet, corrections: readonly Correction[]): void {
    const since = this.#since;
    this.#since = null;
    const { state, composing } = sheet;
    if (since === null || composing || !this.#wanted() || corrections.length === 0) return;
    const refused = state.field(kept, false)?.refused ?? [];
    const changes: ChangeSpec[] = [];
    for (const { from, to, insert } of corrections) {
      if (since.touchesRange(from, to) !== false) continue;
      const here = { from: since.mapPos(from, 1), to: since.mapPos(to, -1) };
      if (here.from > here.to || refused.some((span) => meets(span, here))) continue;
      changes.push({ ...here, insert });
    }
    if (changes.length === 0) return;
    sheet.dispatch(
      state.update({
        changes,
        userEvent: "input.correct",
        annotations: isolateHistory.of("full"),
      }),
    );
  }
}
