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

/** A figure, alone on its line; it may stand in quotes and callouts, and begin an item. */
const FIGURE =
  /^((?: {0,3}>[ \t]?)*)[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?!\[\[([^[\]|\n]+)(?:\|[^[\]\n]*)?\]\]\s*$/;

/** The name of the picture of a line that is a figure, and whether a quote holds it. */
function named(line: string): { name: string; quoted: boolean } | null {
  if (!line.includes("![[")) return null;
  const [, quotes = "", written] = FIGURE.exec(line) ?? [];
  const target = written?.trim();
  if (target === undefined) return null;
  const name = (target.split("/").at(-1) ?? target).replace(/\.\w+$/, "");
  return { name, quoted: quotes !== "" };
}

function thumbnails(state: EditorState, doc: Text, from: number, to: number): Range<Decoration>[] {
  const { pictures } = state.facet(around);
  const found: Range<Decoration>[] = [];
  const first = doc.lineAt(from).number;
  const last = doc.lineAt(to).number;
  let at = doc.line(first).from;
  const lines = doc.iterLines(first, last + 1);
  for (const text of lines) {
    const figure = named(text);
    const picture = figure === null ? undefined : pictures.get(figure.name);
    if (figure !== null && picture !== undefined) {
      const widget = new Thumbnail(picture, figure.quoted);
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
