import { defaultKeymap, historyKeymap } from "@codemirror/commands";
import { markdown, markdownLanguage } from "@codemirror/lang-markdown";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorState, Prec, type Extension } from "@codemirror/state";
import { EditorView, keymap, placeholder, tooltips } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { Pasting } from "../paste/pasting";
import { say } from "../words";
import { actionsOf, type Action, type House } from "./actions";
import { dialect } from "./dialect";
import { figures } from "./figures";
import { finding } from "./find";
import { endList } from "./lists";
import { looks } from "./look";
import { menus } from "./menu";
import { offers } from "./offers";
import { pasted } from "./paste";
import type { References } from "./references";
import { spaces } from "./spaces";
import "./look.css";
import "./menus.css";

const highlight = HighlightStyle.define([
  { tag: tags.heading, class: "md-heading" },
  { tag: tags.strong, class: "md-strong" },
  { tag: tags.emphasis, class: "md-emphasis" },
  { tag: tags.strikethrough, class: "md-strike" },
  { tag: tags.monospace, class: "md-code" },
  { tag: tags.url, class: "md-address" },
  { tag: [tags.comment, tags.meta, tags.processingInstruction], class: "md-sign" },
]);

/** A text as it is written, to be read. */
export const reading: Extension = [
  EditorView.lineWrapping,
  EditorState.readOnly.of(true),
  markdown({ base: markdownLanguage, extensions: dialect, completeHTMLTags: false }),
  syntaxHighlighting(highlight),
  spaces,
  keymap.of(defaultKeymap),
];

/** What an editor of Markdown is here, but for its words. */
export function setup(editable: boolean, references: References, pasting: Pasting): Extension {
  return [
    EditorView.lineWrapping,
    EditorState.readOnly.of(!editable),
    // Before those of Markdown, which would leave no blank line.
    Prec.high(keymap.of([{ key: "Enter", run: endList }])),
    markdown({ base: markdownLanguage, extensions: dialect, completeHTMLTags: false }),
    syntaxHighlighting(highlight),
    tooltips({ position: "fixed" }),
    spaces,
    looks,
    figures,
    finding,
    offers(references),
    pasted(pasting),
    keymap.of([...defaultKeymap, ...historyKeymap]),
  ];
}

/** The keys of the actions that have one. */
function keysOf(actions: readonly Action[]): Extension {
  const bound = actions.flatMap(({ key, run }) =>
    key === undefined ? [] : [{ key, run, preventDefault: true }],
  );
  return Prec.high(keymap.of(bound));
}

/** The editor's words, in the interface's language; the text's own language beside them. */
export function words(language: string, house: House, references: References): Extension {
  const actions = actionsOf(house);
  return [
    keysOf(actions),
    menus(actions, references),
    placeholder(say("editor.placeholder")),
    EditorView.contentAttributes.of({
      "aria-label": say("editor.label"),
      "data-testid": "editor",
      lang: language,
      spellcheck: "false",
      autocorrect: "off",
    }),
  ];
}
