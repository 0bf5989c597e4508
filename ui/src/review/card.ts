import { type EditorState, type Extension, Prec, StateEffect, StateField } from "@codemirror/state";
import {
  EditorView,
  hoverTooltip,
  keymap,
  showTooltip,
  type Tooltip,
  type TooltipView,
} from "@codemirror/view";
import { mount, unmount } from "svelte";
import type { WordRemark } from "../backend/bindings/WordRemark";
import RemarkCard from "./RemarkCard.svelte";
import type { Review } from "./review.svelte";
import { placed, placeOf } from "./underlines";

/** How long a pointer rests on words before their remark is shown. */
const HOVER = 350;

const show = StateEffect.define<string | null>();

/** The remark whose card was asked for by keys. */
const asked = StateField.define<string | null>({
  create: () => null,
  update(id, { effects, docChanged, selection }) {
    for (const effect of effects) if (effect.is(show)) return effect.value;
    return docChanged || selection !== undefined ? null : id;
  },
});

/** Whether the words of a remark may be added to the lexicon. */
export function isUnknown({ rule }: WordRemark): boolean {
  return rule.startsWith("spelling.");
}

function card(review: Review, remark: WordRemark, view: EditorView): TooltipView {
  const dom = document.createElement("div");
  const close = () => {
    view.dispatch({ effects: show.of(null) });
    view.focus();
  };
  const after = (work: () => void) => () => {
    close();
    work();
  };
  const shown = mount(RemarkCard, {
    target: dom,
    props: {
      remark,
      same: review.open.filter(({ rule, fixes }) => rule === remark.rule && fixes.length > 0)
        .length,
      editable: !view.state.readOnly,
      onfix: (fix) => after(() => review.apply(remark, fix))(),
      onrule: after(() => review.applyRule(remark.rule)),
      onleave: after(() => void review.leave(remark, true)),
      onlearn: isUnknown(remark) ? after(() => void review.learn(remark)) : null,
      suggestions: review.suggest(remark),
      onclose: close,
    },
  });
  return { dom, destroy: () => void unmount(shown) };
}

function tooltip(review: Review, state: EditorState, id: string): Tooltip | null {
  const remark = review.open.find((one) => one.id === id);
  const place = placeOf(state, id);
  if (remark === undefined || place === null) return null;
  return { pos: place.from, end: place.to, create: (view) => card(review, remark, view) };
}

/** Opens the card of the remark at the caret, with the focus in it. */
function openHere(review: Review): (view: EditorView) => boolean {
  return (view) => {
    const remark = review.at(view.state.selection.main.head);
    if (remark === null) return false;
    view.dispatch({ effects: show.of(remark.id) });
    requestAnimationFrame(() =>
      view.dom.querySelector<HTMLElement>(".cm-tooltip [data-first]")?.focus(),
    );
    return true;
  };
}

/** Goes to the words of a remark of the text, and shows what is said of them. */
export function landOn(view: EditorView, review: Review, remark: WordRemark): void {
  const now = review.whereNow(remark);
  if (now === null) return;
  view.dispatch({
    selection: { anchor: now.from, head: now.to },
    effects: EditorView.scrollIntoView(now.from, { y: "center" }),
  });
  view.dispatch({ effects: show.of(remark.id) });
  view.focus();
}

/** What shows a remark beside its words: under the pointer, and by keys. */
export function cards(review: Review): Extension {
  return [
    asked,
    showTooltip.compute([asked], (state) => {
      const id = state.field(asked);
      return id === null ? null : tooltip(review, state, id);
    }),
    hoverTooltip(
      (view, position) => {
        const id = placed(view.state, position);
        return id === null || id === view.state.field(asked)
          ? null
          : tooltip(review, view.state, id);
      },
      { hoverTime: HOVER },
    ),
    Prec.high(
      keymap.of([
        { key: "Mod-.", run: openHere(review), preventDefault: true },
        {
          key: "Escape",
          run: (view) => {
            if (view.state.field(asked) === null) return false;
            view.dispatch({ effects: show.of(null) });
            return true;
          },
        },
      ]),
    ),
  ];
}
