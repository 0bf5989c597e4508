import {
  type ChangeSet,
  type EditorState,
  type Range,
  StateEffect,
  StateField,
} from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import type { WordRemark } from "../backend/bindings/WordRemark";

/** The remarks of a reading, and what was typed since. */
interface Shown {
  remarks: readonly WordRemark[];
  pending: ChangeSet;
}

/** Shows the remarks of a new reading. */
export const showRemarks = StateEffect.define<Shown>();

const look = ({ id, rule, source, severity }: WordRemark) =>
  Decoration.mark({
    class: `remark remark-${source} remark-${severity} remark-${rule.replaceAll(".", "-")}`,
    attributes: { "data-remark": id },
    id,
  });

function drawn({ remarks, pending }: Shown, length: number): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  for (const remark of remarks) {
    if (remark.place !== "body" || pending.touchesRange(remark.from, remark.to) !== false) continue;
    const from = pending.mapPos(remark.from, 1);
    const to = pending.mapPos(remark.to, -1);
    if (from < to && to <= length) ranges.push(look(remark).range(from, to));
  }
  return Decoration.set(ranges, true);
}

/** The underlines: they move with their words, and go when their words change. */
export const underlines = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(set, { changes, effects, docChanged, state }) {
    let next = set;
    if (docChanged) {
      changes.iterChangedRanges((start, end) => {
        // Words typed between two signs of a range change it; at its edge they do not.
        const filter = (from: number, to: number) => to <= start || from >= end;
        next = next.update({ filter, filterFrom: start, filterTo: end });
      });
      next = next.map(changes);
    }
    for (const effect of effects) {
      if (effect.is(showRemarks)) next = drawn(effect.value, state.doc.length);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Where the words of remark `id` are. */
export function placeOf(state: EditorState, id: string): { from: number; to: number } | null {
  for (const cursor = state.field(underlines).iter(); cursor.value !== null; cursor.next()) {
    if (cursor.value.spec["id"] === id) return { from: cursor.from, to: cursor.to };
  }
  return null;
}

/** The shortest remark on the words at `position`. */
export function placed(state: EditorState, position: number): string | null {
  let found: { id: string; length: number } | null = null;
  state.field(underlines).between(position, position, (from, to, { spec }) => {
    if (found === null || to - from < found.length) {
      found = { id: (spec as { id: string }).id, length: to - from };
    }
  });
  return (found as { id: string } | null)?.id ?? null;
}
