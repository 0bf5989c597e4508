import { history, historyField, isolateHistory, redo, undo, undoDepth } from "@codemirror/commands";
import {
  ChangeSet,
  Compartment,
  EditorState,
  Prec,
  Transaction,
  type EditorSelection,
  type Extension,
} from "@codemirror/state";
import { EditorView, keymap, type Command } from "@codemirror/view";
import type { Gesture } from "../backend/bindings/Gesture";
import type { Recalled } from "../backend/bindings/Recalled";
import type { RecalledStep } from "../backend/bindings/RecalledStep";

/** As many steps as the desk recalls, at least. */
const remembering = () => history({ minDepth: 240 });
/** Longer than the pause after which the history begins a new step. */
const APART = 1000;

const silent = Transaction.addToHistory.of(false);

/** How a change of the text was made, for the journal. */
export function gestureOf(made: Transaction): Gesture {
  if (made.isUserEvent("undo")) return "undo";
  if (made.isUserEvent("redo")) return "redo";
  if (made.isUserEvent("restore")) return "restore";
  return undoDepth(made.state) === undoDepth(made.startState) ? "joined" : "own";
}

/** Puts the caret somewhere, without a trace in the history. */
function caretAt(state: EditorState, selection: EditorSelection | { anchor: number }): EditorState {
  return state.update({ selection, annotations: silent }).state;
}

function again(state: EditorState, { changes, way }: RecalledStep, time: number): EditorState {
  const set = ChangeSet.fromJSON(changes);
  if (way === "undo" || way === "redo") {
    const wanted = set.apply(state.doc);
    let done: EditorState | null = null;
    (way === "undo" ? undo : redo)({ state, dispatch: (made) => (done = made.state) });
    const after = done as EditorState | null;
    if (after?.doc.eq(wanted) === true) return after;
    return state.update({ changes: set, annotations: silent }).state;
  }
  if (way === "other") return state.update({ changes: set, annotations: silent }).state;
  let anchor = 0;
  set.iterChangedRanges((_, to) => (anchor ||= to));
  const userEvent = way === "joined" ? "input.type.compose" : "input";
  const annotations = Transaction.time.of(time);
  return caretAt(state, { anchor }).update({ changes: set, userEvent, annotations }).state;
}

/** A state without a window that remembers how to undo `steps`, and then what was made `since`. */
export function remembered(past: Recalled, since: readonly Transaction[]): EditorState {
  let state = EditorState.create({ doc: past.text, extensions: remembering() });
  past.steps.forEach((step, at) => (state = again(state, step, (at + 1) * APART)));
  for (const made of since) {
    const kept = [
      Transaction.time,
      Transaction.userEvent,
      Transaction.addToHistory,
      isolateHistory,
    ];
    state = caretAt(state, made.startState.selection).update({
      changes: made.changes,
      annotations: kept.flatMap((type) => {
        const value = made.annotation(type as typeof Transaction.userEvent);
        return value === undefined ? [] : [(type as typeof Transaction.userEvent).of(value)];
      }),
    }).state;
  }
  return state;
}

/** What an editor remembers to undo: at first nothing, and soon what was done before it opened. */
export class Recall {
  #memory = new Compartment();
  /** What was typed before the past is there; nothing once it is. */
  #since: Transaction[] | null = [];
  #there: Promise<void> = Promise.resolve();

  extension(): Extension {
    const wait =
      (command: Command): Command =>
      (view) => {
        if (this.#since === null) return false;
        void this.#there.then(() => command(view));
        return true;
      };
    return [
      this.#memory.of(remembering()),
      Prec.high(
        keymap.of([
          { key: "Mod-z", run: wait(undo), preventDefault: true },
          { key: "Mod-y", run: wait(redo), preventDefault: true },
          { key: "Mod-Shift-z", run: wait(redo), preventDefault: true },
        ]),
      ),
      EditorView.updateListener.of(({ transactions }) => {
        this.#since?.push(...transactions.filter(({ docChanged }) => docChanged));
      }),
    ];
  }

  /** Takes the past in when it comes; without it, the editor remembers what it saw itself. */
  begin(view: EditorView, past: Promise<Recalled>): void {
    const { doc } = view.state;
    this.#there = past.then(
      (past) => {
        const since = this.#since ?? [];
        this.#since = null;
        if (!remembered(past, []).doc.eq(doc)) return;
        const state = remembered(past, since);
        if (!state.doc.eq(view.state.doc)) return;
        const field = historyField.init(() => state.field(historyField));
        view.dispatch({ effects: this.#memory.reconfigure([remembering(), field]) });
      },
      () => void (this.#since = null),
    );
  }
}
