// Pictures that stayed on the web when their page was pasted: the links that stand for them, and
// the figure that takes a link's place once its picture is in the newsroom.

import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { blockAt } from "./blocks";
import { standing, standsBlock } from "./standing";

/** Time enough to read a long text to its end, once. */
const PATIENCE = 400;

/** A picture of the web, as a text names it. */
export interface RemotePicture {
  address: string;
  name: string;
}

interface Link extends RemotePicture {
  from: number;
  to: number;
}

/** What was escaped in an address, or put between brackets, as it is. */
const bare = (address: string) =>
  address.replace(/^<(.*)>$/, "$1").replace(/\\([!-/:-@[-`{-~])/g, "$1");

function links(state: EditorState, from: number, to: number): Link[] {
  const found: Link[] = [];
  const tree = ensureSyntaxTree(state, to, PATIENCE) ?? syntaxTree(state);
  tree.iterate({
    from,
    to,
    enter: ({ name, node }) => {
      if (name !== "Link") return;
      const url = node.getChild("URL");
      const [open, close] = node.getChildren("LinkMark");
      if (url === null || open === undefined || close === undefined) return;
      const address = bare(state.sliceDoc(url.from, url.to));
      if (!/^https?:/i.test(address)) return;
      const words = state.sliceDoc(open.to, close.from).replace(/\\([!-/:-@[-`{-~])/g, "$1");
      found.push({ address, name: words, from: node.from, to: node.to });
    },
  });
  return found;
}

/** The links of the selection; of the caret's line, the one that the caret is in, else all. */
export function linksHere(state: EditorState): RemotePicture[] {
  const { from, to } = state.selection.main;
  const [first, last] = [state.doc.lineAt(from).from, state.doc.lineAt(to).to];
  const all = links(state, first, last);
  const touched = all.filter((link) => link.from <= to && link.to >= from);
  return touched.length > 0 ? touched : all;
}

/** A blank line after what is put at `at`, unless there is one or the text ends. */
function gapAfter({ doc }: EditorState, at: number): string {
  const rest = doc.sliceString(at, Math.min(doc.length, at + 2));
  return rest === "" || rest.startsWith("\n\n") || rest === "\n" ? "" : "\n";
}

/** Puts the picture called `key` in the place of the link to `address`; says whether one is left. */
export function illustrate(view: EditorView, address: string, key: string): boolean {
  const { state } = view;
  if (state.readOnly) return false;
  const link = links(state, 0, state.doc.length).find((one) => one.address === address);
  if (link === undefined) return false;
  const figure = `![[${key}]]`;
  if (!standsBlock(state, link.from)) {
    const end = blockAt(state, link.from)?.to ?? link.to;
    const at = state.doc.lineAt(Math.min(end, state.doc.length)).to;
    const changes = [
      { from: link.from, to: link.to, insert: link.name },
      { from: at, insert: `\n\n${figure}${gapAfter(state, at)}` },
    ];
    view.dispatch({ changes, userEvent: "input.complete" });
    return true;
  }
  // What was a space between words is none beside a block.
  const line = state.doc.lineAt(link.from);
  const before = state.sliceDoc(line.from, link.from);
  const after = state.sliceDoc(link.to, state.doc.lineAt(link.to).to);
  const to = link.to + (after.length - after.trimStart().length);
  const insert = standing(state, figure, link.from, to);
  const spare = insert.startsWith("\n") ? before.length - before.trimEnd().length : 0;
  view.dispatch({
    changes: { from: link.from - spare, to, insert },
    userEvent: "input.complete",
  });
  return true;
}
