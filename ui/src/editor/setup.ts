import { defaultKeymap, historyKeymap } from "@codemirror/commands";
import { markdown, markdownLanguage } from "@codemirror/lang-markdown";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { search, searchKeymap } from "@codemirror/search";
import { EditorSelection, EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap, placeholder, type Command } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { say } from "../words";
import { marks } from "./marks";
import { spaces } from "./spaces";

const highlight = HighlightStyle.define([
  { tag: tags.heading, class: "md-heading" },
  { tag: tags.strong, class: "md-strong" },
  { tag: tags.emphasis, class: "md-emphasis" },
  { tag: tags.quote, class: "md-quote" },
  { tag: tags.monospace, class: "md-code" },
  { tag: [tags.link, tags.url], class: "md-link" },
  { tag: [tags.comment, tags.meta, tags.processingInstruction], class: "md-sign" },
]);

/** Puts `sign` around each selection. */
function surround(sign: string): Command {
  return ({ state, dispatch }) => {
    const change = state.changeByRange(({ from, to }) => ({
      changes: [
        { from, insert: sign },
        { from: to, insert: sign },
      ],
      range: EditorSelection.range(from + sign.length, to + sign.length),
    }));
    dispatch(state.update(change, { userEvent: "input", scrollIntoView: true }));
    return true;
  };
}

export const bold = surround("**");
export const italic = surround("*");

/** Inserts lines after the paragraph of the caret, and leaves the caret at their end. */
export function insertBlock(view: EditorView, block: string): void {
  const line = view.state.doc.lineAt(view.state.selection.main.head);
  const insert = (line.length > 0 ? "\n\n" : "") + block;
  view.dispatch({
    changes: { from: line.to, insert },
    selection: { anchor: line.to + insert.length },
    userEvent: "input",
    scrollIntoView: true,
  });
  view.focus();
}

const phrases = () =>
  EditorState.phrases.of({
    Find: say("editor.find"),
    Replace: say("editor.replace"),
    next: say("editor.next"),
    previous: say("editor.previous"),
    all: say("editor.all"),
    "match case": say("editor.case"),
    regexp: say("editor.regexp"),
    "by word": say("editor.word"),
    replace: say("editor.replace.one"),
    "replace all": say("editor.replace.all"),
    close: say("editor.close"),
  });

/** What an editor of Markdown is here, but for its words. */
export function setup(editable: boolean): Extension {
  return [
    EditorView.lineWrapping,
    EditorState.readOnly.of(!editable),
    markdown({ base: markdownLanguage }),
    syntaxHighlighting(highlight),
    search({ top: true }),
    spaces,
    keymap.of([
      { key: "Mod-b", run: bold, preventDefault: true },
      { key: "Mod-i", run: italic, preventDefault: true },
      ...defaultKeymap,
      ...historyKeymap,
      ...searchKeymap,
    ]),
  ];
}

/** The editor's words, in the interface's language; the text's own language beside them. */
export function words(language: string): Extension {
  return [
    phrases(),
    marks(say("editor.cut.label")),
    placeholder(say("editor.placeholder")),
    EditorView.contentAttributes.of({
      "aria-label": say("editor.label"),
      "data-testid": "editor",
      lang: language,
      spellcheck: "true",
      autocorrect: "off",
    }),
  ];
}
