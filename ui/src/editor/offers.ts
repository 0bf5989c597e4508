import {
  Prec,
  RangeSet,
  RangeValue,
  StateEffect,
  StateField,
  Transaction,
  type EditorState,
  type Extension,
  type Range,
} from "@codemirror/state";
import {
  Decoration,
  EditorView,
  ViewPlugin,
  keymap,
  showTooltip,
  type Command,
  type Tooltip,
  type ViewUpdate,
} from "@codemirror/view";
import type { ReadReference } from "../backend/bindings/ReadReference";
import { keyName, say } from "../words";
import type { References } from "./references";

/** The fingers rest so long before what they wrote is read. */
const REST = 250;
/** More than this is not a paragraph nor a page that was pasted. */
const MOST = 60_000;
export const ACCEPT = "Alt-Enter";

/** Words that could be an object. */
class Offer extends RangeValue {
  override startSide = 1;
  override endSide = -1;
  constructor(readonly reference: ReadReference) {
    super();
  }
  override eq(other: Offer): boolean {
    return this.reference.target === other.reference.target;
  }
}

interface Read {
  from: number;
  to: number;
  offers: Range<Offer>[];
}

const read = StateEffect.define<Read>();

const field = StateField.define<RangeSet<Offer>>({
  create: () => RangeSet.empty,
  update(offers, { changes, docChanged, effects }) {
    let next = offers;
    if (docChanged && offers.size > 0) {
      // Words that were touched are read again.
      next = next.map(changes);
      changes.iterChangedRanges((_a, _b, from, to) => {
        next = next.update({ filter: () => false, filterFrom: from, filterTo: to });
      });
    }
    for (const effect of effects) {
      if (!effect.is(read)) continue;
      const { from, to, offers: add } = effect.value;
      next = next.update({ filter: () => false, filterFrom: from, filterTo: to, add, sort: true });
    }
    return next;
  },
  provide: (own) => [
    EditorView.decorations.from(own, (offers) => {
      const marks: Range<Decoration>[] = [];
      offers.between(0, 1e9, (from, to) => void marks.push(mark.range(from, to)));
      return Decoration.set(marks);
    }),
    showTooltip.computeN([own, "selection"], (state) => {
      const offer = atCaret(state);
      return offer === null ? [] : [tooltip(offer)];
    }),
  ],
});

const mark = Decoration.mark({ class: "md-offer" });

interface Placed {
  from: number;
  to: number;
  reference: ReadReference;
}

function placed(state: EditorState, from: number, to: number): Placed[] {
  const found: Placed[] = [];
  state.field(field).between(from, to, (start, end, { reference }) => {
    found.push({ from: start, to: end, reference });
  });
  return found;
}

/** The offer nearest to the caret, on its line. */
function atCaret(state: EditorState): Placed | null {
  const { head } = state.selection.main;
  const line = state.doc.lineAt(head);
  const distance = ({ from, to }: Placed) => Math.max(0, from - head, head - to);
  const near = placed(state, line.from, line.to);
  return near.sort((a, b) => distance(a) - distance(b)).at(0) ?? null;
}

function tooltip({ from, reference }: Placed): Tooltip {
  return {
    pos: from,
    above: false,
    create: () => {
      const dom = document.createElement("div");
      dom.className = "offer";
      dom.setAttribute("role", "status");
      const words = document.createElement("span");
      words.textContent = say("editor.offer", { words: reference.words });
      const title = document.createElement("span");
      title.className = "offer-title";
      title.textContent = reference.title;
      const key = document.createElement("kbd");
      key.textContent = keyName(ACCEPT);
      dom.append(words, title, key);
      return { dom };
    },
  };
}

/** Puts the object in place of the words; from elsewhere, goes to the first words that wait. */
export const accept: Command = (view) => {
  const { state } = view;
  const offer = atCaret(state);
  if (offer === null) {
    const next = placed(state, 0, state.doc.length).at(0);
    if (next === undefined) return false;
    view.dispatch({ selection: { anchor: next.to }, scrollIntoView: true });
    return true;
  }
  const insert = `[[${offer.reference.target}]]`;
  view.dispatch({
    changes: { from: offer.from, to: offer.to, insert },
    selection: { anchor: offer.from + insert.length },
    userEvent: "input.complete",
  });
  return true;
};

/** Offers the object for references written in plain words, once the fingers rest. */
export function offers(references: References): Extension {
  const declined = new Set<string>();

  class Reader {
    #timer: ReturnType<typeof setTimeout> | undefined;
    #from = Infinity;
    #to = -1;
    readonly #view: EditorView;

    constructor(view: EditorView) {
      this.#view = view;
    }

    update({ docChanged, transactions, changes, view }: ViewUpdate): void {
      if (!docChanged || view.state.readOnly) return;
      if (this.#to >= 0) {
        this.#from = changes.mapPos(this.#from, -1);
        this.#to = changes.mapPos(this.#to, 1);
      }
      const mine = transactions.some((one) => one.annotation(Transaction.userEvent) !== undefined);
      if (!mine) return;
      changes.iterChangedRanges((_a, _b, from, to) => {
        this.#from = Math.min(this.#from, from);
        this.#to = Math.max(this.#to, to);
      });
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#read(), REST);
    }

    destroy(): void {
      clearTimeout(this.#timer);
    }

    async #read(): Promise<void> {
      const { state } = this.#view;
      const from = state.doc.lineAt(Math.min(this.#from, state.doc.length)).from;
      const to = state.doc.lineAt(Math.min(Math.max(this.#to, 0), state.doc.length)).to;
      this.#from = Infinity;
      this.#to = -1;
      if (to - from > MOST) return;
      const found = await references.read(state.sliceDoc(from, to));
      // What was typed meanwhile will be read in its turn.
      if (this.#view.state.doc !== state.doc || !this.#view.dom.isConnected) return;
      const waiting = found.filter(
        (one) => !declined.has(state.sliceDoc(from + one.from, from + one.to)),
      );
      if (waiting.length === 0 && placed(state, from, to).length === 0) return;
      const offers = waiting.map((one) => new Offer(one).range(from + one.from, from + one.to));
      this.#view.dispatch({ effects: read.of({ from, to, offers }) });
    }
  }

  const decline: Command = (view) => {
    const offer = atCaret(view.state);
    if (offer === null) return false;
    declined.add(view.state.sliceDoc(offer.from, offer.to));
    view.dispatch({ effects: read.of({ from: offer.from, to: offer.to, offers: [] }) });
    return true;
  };

  return [
    field,
    ViewPlugin.fromClass(Reader),
    Prec.high(keymap.of([{ key: "Escape", run: decline }])),
  ];
}
