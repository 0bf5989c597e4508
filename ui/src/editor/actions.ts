import { startCompletion } from "@codemirror/autocomplete";
import { findNext, openSearchPanel } from "@codemirror/search";
import type { Command, EditorView } from "@codemirror/view";
import type { Publication } from "../backend/bindings/Publication";
import { say } from "../words";
import { duplicate, moveDown, moveUp, selectBlock } from "./blocks";
import { cut } from "./cut";
import { block, footnote, languageSpan, link, prefixed, surround, typed } from "./insert";
import { ACCEPT, accept } from "./offers";
import { standsBlock } from "./standing";

/** Something that a person can do to a text, wherever it is reached from. */
export interface Action {
  id: string;
  title: string;
  /** What it is for, in the menu of insertions; only those that say it are in the menu. */
  about?: string;
  /** Its key, as CodeMirror writes it. */
  key?: string;
  run: Command;
}

/** What the actions draw on. */
export type House = Pick<Publication, "callouts" | "house_style">;

const HEAD = /^(?:#{1,6}[ \t]+|>[ \t]?|[-+*][ \t]+|\d+[.)][ \t]+)/;

/** Types the beginning of an object, and opens the menu of what it may be. */
function beginning(words: string): Command {
  const begin = typed(words);
  return (view: EditorView) => begin(view) && startCompletion(view);
}

const begunHere = beginning("![[");
const begunAfter = block("![[${}");

/** Begins a picture: here when one can stand here, else after this block. */
const picture: Command = (view) =>
  standsBlock(view.state, view.state.selection.main.head)
    ? begunHere(view)
    : begunAfter(view) && startCompletion(view);

/** Everything that can be done to a text. The keys, the menu, the palette and the help read it. */
export function actionsOf({ callouts, house_style }: House): Action[] {
  const separator = house_style?.brief_separator ?? "•";
  const more = house_style?.read_more ?? "";
  return [
    ...callouts.map(({ key, label }, rank) => ({
      id: `callout-${key}`,
      title: say("editor.callout", { label }),
      about: say("editor.callout.about"),
      ...(rank < 9 ? { key: `Mod-Shift-${rank + 1}` } : {}),
      run: block(`> [!${key}] \${}\n> \${}`),
    })),
    {
      id: "figure",
      title: say("editor.figure"),
      about: say("editor.figure.about"),
      key: "Mod-Shift-p",
      run: picture,
    },
    {
      id: "reference",
      title: say("editor.reference"),
      about: say("editor.reference.about"),
      key: "Mod-Alt-r",
      run: beginning("[["),
    },
    {
      id: "link",
      title: say("editor.link"),
      about: say("editor.link.about"),
      key: "Mod-l",
      run: link,
    },
    {
      id: "brief",
      title: say("editor.brief"),
      about: say("editor.brief.about"),
      key: "Mod-Shift-j",
      run: block(`**\${${say("editor.brief.title")}}** ${separator} \${} [${more}](\${https://})`),
    },
    {
      id: "cut",
      title: say("editor.cut"),
      about: say("editor.cut.about"),
      run: cut,
    },
    {
      id: "reserved",
      title: say("editor.reserved"),
      about: say("editor.reserved.about"),
      key: "Mod-Shift-a",
      run: block(":::abonnés\n${}\n:::"),
    },
    {
      id: "heading",
      title: say("editor.heading"),
      about: say("editor.heading.about"),
      key: "Mod-Shift-h",
      run: prefixed("## ", HEAD),
    },
    {
      id: "subheading",
      title: say("editor.subheading"),
      about: say("editor.subheading.about"),
      run: prefixed("### ", HEAD),
    },
    {
      id: "list",
      title: say("editor.list"),
      about: say("editor.list.about"),
      key: "Mod-Alt-b",
      run: prefixed("- ", HEAD),
    },
    {
      id: "numbered",
      title: say("editor.numbered"),
      about: say("editor.numbered.about"),
      run: prefixed("1. ", HEAD),
    },
    {
      id: "quote",
      title: say("editor.quote"),
      about: say("editor.quote.about"),
      key: "Mod-Shift-d",
      run: prefixed("> ", HEAD),
    },
    {
      id: "table",
      title: say("editor.table"),
      about: say("editor.table.about"),
      key: "Mod-Alt-g",
      run: block("| ${} | ${} |\n|:--|--:|\n| ${} | ${} |"),
    },
    {
      id: "footnote",
      title: say("editor.footnote"),
      about: say("editor.footnote.about"),
      key: "Mod-Shift-f",
      run: footnote,
    },
    {
      id: "language",
      title: say("editor.language"),
      about: say("editor.language.about"),
      key: "Mod-Shift-l",
      run: languageSpan,
    },
    {
      id: "bold",
      title: say("editor.bold"),
      about: say("editor.bold.about"),
      key: "Mod-b",
      run: surround("**"),
    },
    {
      id: "italic",
      title: say("editor.italic"),
      about: say("editor.italic.about"),
      key: "Mod-i",
      run: surround("*"),
    },
    { id: "insert", title: say("editor.insert"), run: beginning("/") },
    { id: "block-up", title: say("editor.block.up"), key: "Alt-ArrowUp", run: moveUp },
    { id: "block-down", title: say("editor.block.down"), key: "Alt-ArrowDown", run: moveDown },
    {
      id: "block-copy",
      title: say("editor.block.copy"),
      key: "Shift-Alt-ArrowDown",
      run: duplicate,
    },
    { id: "block-select", title: say("editor.block.select"), key: "Alt-l", run: selectBlock },
    { id: "offer", title: say("editor.offer.accept"), key: ACCEPT, run: accept },
    { id: "find", title: say("editor.find.open"), key: "Mod-f", run: openSearchPanel },
    { id: "find-next", title: say("editor.find.next"), key: "F3", run: findNext },
  ];
}
