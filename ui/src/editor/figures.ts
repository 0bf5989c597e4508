import {
  StateField,
  type EditorState,
  type Extension,
  type Range,
  type Text,
} from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";
import { around } from "./around";
import { Thumbnail } from "./widgets";

const FIGURE = /^ {0,3}!\[\[([^[\]|\n]+)(?:\|[^[\]\n]*)?\]\]\s*$/;

/** The name of the picture of a line that is a figure. */
function named(line: string): string | null {
  if (!line.includes("![[")) return null;
  const target = FIGURE.exec(line)?.[1]?.trim();
  if (target === undefined) return null;
  return (target.split("/").at(-1) ?? target).replace(/\.\w+$/, "");
}

function thumbnails(state: EditorState, doc: Text, from: number, to: number): Range<Decoration>[] {
  const { pictures } = state.facet(around);
  const found: Range<Decoration>[] = [];
  const first = doc.lineAt(from).number;
  const last = doc.lineAt(to).number;
  let at = doc.line(first).from;
  const lines = doc.iterLines(first, last + 1);
  for (const text of lines) {
    const picture = pictures.get(named(text) ?? "");
    if (picture !== undefined) {
      const widget = new Thumbnail(picture);
      found.push(Decoration.widget({ widget, block: true, side: -1 }).range(at));
    }
    at += text.length + 1;
  }
  return found;
}

const all = (state: EditorState): DecorationSet =>
  Decoration.set(thumbnails(state, state.doc, 0, state.doc.length));

/** Shows each figure's picture above its line. After a change only its lines are read again. */
export const figures: Extension = StateField.define<DecorationSet>({
  create: all,
  update(shown, transaction) {
    const { state, changes, docChanged, startState } = transaction;
    if (startState.facet(around).pictures !== state.facet(around).pictures) return all(state);
    if (!docChanged) return shown;
    let next = shown.map(changes);
    changes.iterChangedRanges((_a, _b, from, to) => {
      const start = state.doc.lineAt(from).from;
      const end = state.doc.lineAt(to).to;
      next = next.update({
        filter: () => false,
        filterFrom: start,
        filterTo: end,
        add: thumbnails(state, state.doc, from, to),
      });
    });
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});
