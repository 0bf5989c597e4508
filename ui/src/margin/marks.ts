import { StateEffect, StateField, type EditorState, type Extension } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";
import type { NoteId } from "../backend/bindings/NoteId";

/** A mark of the margin on words of the text, in UTF-16 units. */
export interface Marked {
  /** The note that the words carry; none for what is still to be done. */
  note: NoteId | null;
  from: number;
  to: number;
}

/** Draws these marks and no others. */
export const drawMarks = StateEffect.define<readonly Marked[]>();
/** The words that a note is being written about; none takes them away. */
export const holdWords = StateEffect.define<{ from: number; to: number } | null>();

const toDo = Decoration.mark({ class: "md-todo" });
const held = Decoration.mark({ class: "md-held" });
const noted = (note: NoteId) =>
  Decoration.mark({ class: "md-margin-note", attributes: { "data-note": note }, note });

function drawn(marks: readonly Marked[], length: number): DecorationSet {
  const ranges = marks
    .filter(({ from, to }) => from < to && to <= length)
    .map(({ note, from, to }) => (note === null ? toDo : noted(note)).range(from, to));
  return Decoration.set(ranges, true);
}

/** The marks follow the words as they are typed, until the desk says where they are. */
const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(set, { changes, effects, newDoc }) {
    let next = set.map(changes);
    for (const effect of effects) {
      if (effect.is(drawMarks)) next = drawn(effect.value, newDoc.length);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const holding = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(set, { changes, effects }) {
    let next = set.map(changes);
    for (const effect of effects) {
      if (!effect.is(holdWords)) continue;
      const { value } = effect;
      next = value === null ? Decoration.none : Decoration.set(held.range(value.from, value.to));
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Where the words of a note are in the editor; none when they are gone. */
export function wordsOf(state: EditorState, note: NoteId): { from: number; to: number } | null {
  for (const cursor = state.field(marks).iter(); cursor.value !== null; cursor.next()) {
    if ((cursor.value.spec as { note?: NoteId }).note === note) {
      return { from: cursor.from, to: cursor.to };
    }
  }
  return null;
}

/** The note whose words are at `at`. */
export function noteAt(state: EditorState, at: number): NoteId | null {
  let found: NoteId | null = null;
  state.field(marks).between(at, at, (_from, _to, { spec }) => {
    found ??= (spec as { note?: NoteId }).note ?? null;
  });
  return found;
}

/** The words that a note is being written about. */
export function heldWords(state: EditorState): { from: number; to: number } | null {
  const { value, from, to } = state.field(holding).iter();
  return value === null ? null : { from, to };
}

/** Shows the margin's marks in a text. `picked` is told of a click on the words of a note. */
export function marginMarks(picked: (note: NoteId) => void): Extension {
  return [
    marks,
    holding,
    EditorView.domEventHandlers({
      click(event) {
        const words = (event.target as HTMLElement).closest<HTMLElement>("[data-note]");
        if (words?.dataset["note"] !== undefined) picked(words.dataset["note"] as NoteId);
        return false;
      },
    }),
  ];
}
