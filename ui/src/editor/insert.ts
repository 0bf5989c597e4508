import { snippet } from "@codemirror/autocomplete";
import { EditorSelection, type EditorState, type TransactionSpec } from "@codemirror/state";
import type { Command, EditorView } from "@codemirror/view";
import { blockAt } from "./blocks";

/** Puts `open` and `close` around each selection; takes them away when they are there. */
export function surround(open: string, close = open): Command {
  return ({ state, dispatch }) => {
    if (state.readOnly) return false;
    const change = state.changeByRange(({ from, to }) => {
      const start = from - open.length;
      const there =
        start >= 0 &&
        state.sliceDoc(start, from) === open &&
        state.sliceDoc(to, to + close.length) === close &&
        !(open === "*" && state.sliceDoc(start - 1, from) === "**");
      if (there) {
        return {
          changes: [
            { from: start, to: from },
            { from: to, to: to + close.length },
          ],
          range: EditorSelection.range(start, to - open.length),
        };
      }
      return {
        changes: [
          { from, insert: open },
          { from: to, insert: close },
        ],
        range: EditorSelection.range(from + open.length, to + open.length),
      };
    });
    dispatch(state.update(change, { userEvent: "input", scrollIntoView: true }));
    return true;
  };
}

/** Where a new block goes: on the empty line of the caret, else after its block. */
function placeForBlock(state: EditorState): { at: number; before: string } {
  const { head } = state.selection.main;
  const line = state.doc.lineAt(head);
  if (line.text.trim() === "") {
    const above = line.number > 1 ? state.doc.line(line.number - 1).text.trim() : "";
    return { at: line.to, before: above === "" ? "" : "\n" };
  }
  const block = blockAt(state, head);
  const end = state.doc.lineAt(Math.max(line.to, Math.min(block?.to ?? 0, state.doc.length))).to;
  return { at: end, before: "\n\n" };
}

/** A blank line under what is inserted, unless there is one or the text ends. */
function gapAfter({ doc }: EditorState, at: number): string {
  const rest = doc.sliceString(at, Math.min(doc.length, at + 2));
  return rest === "" || rest === "\n\n" || rest === "\n" ? "" : "\n";
}

/** Inserts a block of its own. `template` marks the fields that Tab leads through: `${words}`. */
export function block(template: string): Command {
  return (view: EditorView) => {
    const { state } = view;
    if (state.readOnly) return false;
    const { at, before } = placeForBlock(state);
    const spec: TransactionSpec = {
      changes: { from: at, insert: before },
      selection: { anchor: at + before.length },
      userEvent: "input",
    };
    if (before !== "") view.dispatch(spec);
    else view.dispatch({ selection: { anchor: at } });
    const start = at + before.length;
    snippet(template + gapAfter(view.state, start))(view, null, start, start);
    return true;
  };
}

/** Puts `prefix` before the lines selected, or takes it away when all of them have it. */
export function prefixed(prefix: string, other: RegExp): Command {
  return ({ state, dispatch }) => {
    if (state.readOnly) return false;
    const { from, to } = state.selection.main;
    const first = state.doc.lineAt(from).number;
    const last = state.doc.lineAt(to).number;
    const lines = Array.from({ length: last - first + 1 }, (_, rank) =>
      state.doc.line(first + rank),
    );
    const written = lines.filter(({ text }) => text.trim() !== "" || lines.length === 1);
    const all = written.every(({ text }) => text.startsWith(prefix));
    const changes = written.map(({ from: at, text }) => {
      const found = other.exec(text)?.[0].length ?? 0;
      return { from: at, to: at + found, insert: all ? "" : prefix };
    });
    const set = state.changes(changes);
    dispatch(
      state.update({
        changes: set,
        selection: state.selection.map(set, 1),
        userEvent: "input",
        scrollIntoView: true,
      }),
    );
    return true;
  };
}

const ADDRESS = /^(?:https?:\/\/|mailto:)\S+$/i;

/** Makes a link of the selection, and leaves the caret where something is missing. */
export const link: Command = (view) => {
  const { state } = view;
  if (state.readOnly) return false;
  const { from, to } = state.selection.main;
  const words = state.sliceDoc(from, to);
  if (ADDRESS.test(words)) {
    snippet(`[\${}](${words})\${}`)(view, null, from, to);
  } else {
    const safe = words.replace(/[\\$#{}]/g, "\\$&");
    snippet(words === "" ? "[${}](${https://})${}" : `[${safe}](\${https://})\${}`)(
      view,
      null,
      from,
      to,
    );
  }
  return true;
};

/** Marks the selection as words of another language. */
export const languageSpan: Command = (view) => {
  const { state } = view;
  if (state.readOnly) return false;
  const { from, to } = state.selection.main;
  const safe = state.sliceDoc(from, to).replace(/[\\$#{}]/g, "\\$&");
  snippet(`[${safe === "" ? "${}" : safe}]\\{lang=\${en}\\}\${}`)(view, null, from, to);
  return true;
};

const NAMES = /\[\^(\d+)\]/g;

/** Calls a new note after the caret, and writes it at the end of the text. */
export const footnote: Command = ({ state, dispatch }) => {
  if (state.readOnly) return false;
  const at = state.selection.main.to;
  const text = state.doc.toString();
  const numbers = [...text.matchAll(NAMES)].map((found) => Number(found[1]));
  const name = `[^${Math.max(0, ...numbers) + 1}]`;
  const end = state.doc.length;
  const gap = text.endsWith("\n\n") ? "" : text.endsWith("\n") ? "\n" : "\n\n";
  const note = `${gap}${name}: `;
  dispatch(
    state.update({
      changes: [
        { from: at, insert: name },
        { from: end, insert: note },
      ],
      selection: { anchor: end + name.length + note.length },
      userEvent: "input",
      scrollIntoView: true,
    }),
  );
  return true;
};

/** Types words at the caret. */
export function typed(words: string): Command {
  return ({ state, dispatch }) => {
    if (state.readOnly) return false;
    dispatch(
      state.update(state.replaceSelection(words), {
        userEvent: "input.type",
        scrollIntoView: true,
      }),
    );
    return true;
  };
}
