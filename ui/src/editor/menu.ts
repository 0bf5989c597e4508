import {
  autocompletion,
  closeCompletion,
  completionStatus,
  pickedCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { Prec, StateEffect, StateField, type Extension } from "@codemirror/state";
import { ViewPlugin, keymap, type EditorView } from "@codemirror/view";
import type { ReferenceProposal } from "../backend/bindings/ReferenceProposal";
import { folded } from "../parts/folded";
import { longDay, say } from "../words";
import type { Action } from "./actions";
import { around, type Picture } from "./around";
import type { References } from "./references";
import { standing, standsBlock } from "./standing";

/** `/` and letters, at the start of a line or after a space. */
const SLASH = /(?:^|[\s>])\/[\p{L}\p{N}-]*$/u;
const REFERENCE = /(^|[^!])\[\[[^[\]|\n]*$/;
const PICTURE = /!\[\[[^[\]|\n]*$/;
const PICTURES = 60;

interface Drawn extends Completion {
  picture?: Picture;
}

/** How well `words` are what was typed: 0 is best, `null` not at all. */
export function likeness(words: string, typed: string): number | null {
  const text = folded(words);
  const wanted = folded(typed);
  if (wanted === "") return 0;
  if (text.startsWith(wanted)) return 0;
  const at = text.search(new RegExp(`(?:^|[^\\p{L}\\p{N}])${wanted.replace(/\W/g, "\\$&")}`, "u"));
  if (at >= 0) return 1;
  if (text.includes(wanted)) return 2;
  let from = 0;
  for (const letter of wanted) {
    from = text.indexOf(letter, from) + 1;
    if (from === 0) return null;
  }
  return 3;
}

/** Where the menu was sent away: it stays away until another sign is typed. */
const sentAway = StateEffect.define<number>();
const away = StateField.define<number | null>({
  create: () => null,
  update(at, { effects, changes }) {
    for (const effect of effects) if (effect.is(sentAway)) return effect.value;
    return at === null ? null : changes.mapPos(at, -1);
  },
});

/** The start of what the menu is about. */
function beginning(
  context: CompletionContext,
  sign: RegExp,
): { from: number; text: string } | null {
  const found = context.matchBefore(sign);
  if (found === null) return null;
  const lead = found.text.length - found.text.replace(/^[^/![]+/, "").length;
  const from = found.from + lead;
  if (!context.explicit && context.state.field(away, false) === from) return null;
  return { from, text: found.text.slice(lead) };
}

function insertions(actions: readonly Action[]) {
  return (context: CompletionContext): CompletionResult | null => {
    const found = beginning(context, SLASH);
    if (found === null) return null;
    const typed = found.text.slice(1);
    const options = actions
      .filter(({ about }) => about !== undefined)
      .map((action) => ({ action, rank: likeness(`${action.title} ${action.about}`, typed) }))
      .filter(({ rank }) => rank !== null)
      .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
      .map(({ action }): Completion => ({
        label: action.title,
        detail: action.about ?? "",
        apply: (view, completion, from, to) => {
          view.dispatch({
            changes: { from, to },
            annotations: pickedCompletion.of(completion),
            userEvent: "input.complete",
          });
          action.run(view);
        },
      }));
    return options.length === 0 ? null : { from: found.from, options, filter: false };
  };
}

/** Puts `words` in place of what was typed, brackets already closed included. */
function put(view: EditorView, completion: Completion, words: string, from: number, to: number) {
  const end = view.state.sliceDoc(to, to + 2) === "]]" ? to + 2 : to;
  const insert = standing(view.state, words, from, end);
  const before = view.state.sliceDoc(view.state.doc.lineAt(from).from, from);
  // What was a space between words is none before a line's end.
  const start = insert.startsWith("\n") ? from - (before.length - before.trimEnd().length) : from;
  view.dispatch({
    changes: { from: start, to: end, insert },
    selection: { anchor: start + insert.trimEnd().length },
    annotations: pickedCompletion.of(completion),
    userEvent: "input.complete",
  });
}

function where({ date, article }: ReferenceProposal): string {
  if (!article) return "";
  return date === null ? say("editor.reference.here") : longDay(date);
}

function proposals(references: References) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const found = beginning(context, REFERENCE);
    if (found === null) return null;
    const proposed = await references.propose(found.text.slice(2));
    if (context.aborted || proposed.length === 0) return null;
    const options = proposed.map((proposal): Completion => ({
      label: proposal.article || proposal.date === null ? proposal.title : longDay(proposal.date),
      detail: proposal.article ? where(proposal) : proposal.title,
      apply: (view, completion, from, to) =>
        put(view, completion, `[[${proposal.target}]]`, from, to),
    }));
    return { from: found.from, options, filter: false };
  };
}

function figures(context: CompletionContext): CompletionResult | null {
  const found = beginning(context, PICTURE);
  if (found === null || !standsBlock(context.state, found.from)) return null;
  const typed = found.text.slice(3);
  const options = [...context.state.facet(around).pictures.values()]
    .map((picture) => ({ picture, rank: likeness(`${picture.label} ${picture.key}`, typed) }))
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .slice(0, PICTURES)
    .map(({ picture }): Drawn => ({
      label: picture.label,
      detail: picture.key,
      picture,
      apply: (view, completion, from, to) => put(view, completion, `![[${picture.key}]]`, from, to),
    }));
  return options.length === 0 ? null : { from: found.from, options, filter: false };
}

/** The picture of an option that has one. */
function thumbnail(completion: Drawn): Node | null {
  const { picture } = completion;
  if (picture === undefined) return null;
  const image = document.createElement("img");
  image.src = picture.address;
  image.alt = "";
  image.className = "menu-picture";
  return image;
}

function dismiss(view: EditorView): boolean {
  if (completionStatus(view.state) === null) return false;
  const { head } = view.state.selection.main;
  const line = view.state.doc.lineAt(head);
  const typed = line.text.slice(0, head - line.from);
  const at = Math.max(typed.lastIndexOf("/"), typed.lastIndexOf("[["));
  const bang = typed[at - 1] === "!" && typed[at] === "[" ? 1 : 0;
  if (at >= 0) view.dispatch({ effects: sentAway.of(line.from + at - bang) });
  return closeCompletion(view);
}

/** A list that scrolls can be reached by who reads the window without a pointer. */
const reachable = ViewPlugin.define((view) => ({
  update({ state }) {
    if (completionStatus(state) !== "active") return;
    view.requestMeasure({
      key: "menu",
      read: () => view.dom.querySelector(".menu > ul"),
      write: (list) => list?.setAttribute("tabindex", "0"),
    });
  },
}));

/** The menus of the text: `/` inserts, `[[` proposes renvois, `![[` pictures. */
export function menus(actions: readonly Action[], references: References): Extension {
  return [
    away,
    reachable,
    autocompletion({
      override: [insertions(actions), proposals(references), figures],
      icons: false,
      // Who writes fast knows the choice before the eye has read it.
      interactionDelay: 0,
      maxRenderedOptions: PICTURES,
      tooltipClass: () => "menu",
      optionClass: (completion: Drawn) => (completion.picture ? "menu-with-picture" : ""),
      addToOptions: [{ render: thumbnail, position: 20 }],
    }),
    Prec.highest(keymap.of([{ key: "Escape", run: dismiss }])),
  ];
}
