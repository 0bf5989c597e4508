import { RangeSetBuilder, StateEffect, StateField, type Extension } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";
import type { Passage } from "../backend/bindings/Passage";
import { instant, say } from "../words";

/** As many ways to underline as there are; the seventh person shares the first one's. */
const WAYS = 6;

/** Shows who wrote each passage, or nothing any more. */
export const sign = StateEffect.define<readonly Passage[] | null>();

/** The name under which a passage is shown. */
export const signature = ({ who, imported }: Passage): string =>
  imported ? say("signed.imported") : who || say("past.nobody");

/** Everyone who wrote, in the order of their first passage, with the way they are underlined. */
export function signatures(passages: readonly Passage[]): Map<string, number> {
  const ways = new Map<string, number>();
  for (const passage of passages) {
    const name = signature(passage);
    if (!ways.has(name)) ways.set(name, ways.size % WAYS);
  }
  return ways;
}

class Told {
  constructor(readonly passage: Passage) {}
}

function drawn(passages: readonly Passage[]): DecorationSet {
  const set = new RangeSetBuilder<Decoration>();
  const ways = signatures(passages);
  let at = 0;
  for (const passage of passages) {
    const name = signature(passage);
    const look = Decoration.mark({
      class: `signed signed-${ways.get(name) ?? 0}`,
      attributes: { title: say("signed.passage", { who: name, at: instant(passage.at) }) },
      told: new Told(passage),
    });
    set.add(at, at + passage.units, look);
    at += passage.units;
  }
  return set.finish();
}

const passages = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(set, transaction) {
    const told = transaction.effects.find((effect) => effect.is(sign));
    if (told !== undefined) return told.value === null ? Decoration.none : drawn(told.value);
    return set.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Underlines every passage after who wrote it, and tells whose passage the caret is in. */
export function signed(here: (passage: Passage | null) => void): Extension {
  return [
    passages,
    EditorView.updateListener.of(({ state, selectionSet, docChanged, transactions }) => {
      const told = transactions.some(({ effects }) => effects.some((effect) => effect.is(sign)));
      if (!selectionSet && !docChanged && !told) return;
      const set = state.field(passages);
      if (set === Decoration.none && !told) return;
      const { head } = state.selection.main;
      let found: Passage | null = null;
      set.between(head, head, (_from, _to, { spec }) => {
        const { told } = spec as { told?: unknown };
        if (told instanceof Told) found = told.passage;
      });
      here(found);
    }),
  ];
}
