import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";
import { EditorSelection, type EditorState, type StateCommand } from "@codemirror/state";
import type { SyntaxNode } from "@lezer/common";

/** A stretch of the text that moves as one. */
export interface Unit {
  from: number;
  to: number;
}

/** Time enough to read a long text to its end, once. */
const PATIENCE = 400;

const level = (node: SyntaxNode): number =>
  Number(/^(?:ATX|Setext)Heading(\d)/.exec(node.name)?.[1] ?? 0);

/** The block of the text that holds `at`: a paragraph, a list, a callout, a table… */
export function blockAt(state: EditorState, at: number): SyntaxNode | null {
  const line = state.doc.lineAt(at);
  const tree = ensureSyntaxTree(state, line.to, PATIENCE) ?? syntaxTree(state);
  for (const [place, side] of [
    [at, 1],
    [at, -1],
    [line.from, 1],
  ] as const) {
    let node: SyntaxNode | null = tree.resolveInner(place, side);
    while (node.parent !== null && node.parent.parent !== null) node = node.parent;
    if (node.parent !== null && node.from <= line.to && node.to >= line.from) return node;
  }
  return null;
}

/** A heading and all it heads; any other block by itself. */
function section(node: SyntaxNode): Unit {
  const own = level(node);
  let last = node;
  if (own > 0) {
    for (let next = node.nextSibling; next !== null; next = next.nextSibling) {
      const depth = level(next);
      if (depth > 0 && depth <= own) break;
      last = next;
    }
  }
  return { from: node.from, to: last.to };
}

/** The section before the one that `node` heads, or the block before it. */
function before(node: SyntaxNode): Unit | null {
  const own = level(node);
  const previous = node.prevSibling;
  if (previous === null) return null;
  if (own > 0) {
    for (let one: SyntaxNode | null = previous; one !== null; one = one.prevSibling) {
      const depth = level(one);
      if (depth > 0 && depth <= own) return depth === own ? section(one) : null;
    }
  }
  return { from: previous.from, to: previous.to };
}

function after(node: SyntaxNode): Unit | null {
  const own = section(node);
  let next = node.nextSibling;
  while (next !== null && next.from < own.to) next = next.nextSibling;
  if (next === null) return null;
  if (level(node) > 0) return level(next) === level(node) ? section(next) : null;
  return { from: next.from, to: next.to };
}

/** The item of a list that holds `at`, and its mark when it is a number. */
function itemAt(state: EditorState, at: number): SyntaxNode | null {
  const line = state.doc.lineAt(at);
  const tree = ensureSyntaxTree(state, line.to, PATIENCE) ?? syntaxTree(state);
  const lead = line.from + (/^\s*/.exec(line.text)?.[0].length ?? 0);
  let node: SyntaxNode | null = tree.resolveInner(Math.max(lead, Math.min(at, line.to)), -1);
  if (node.name === "Document" || node.to < lead) node = tree.resolveInner(lead, 1);
  while (node !== null && node.name !== "ListItem") node = node.parent;
  return node;
}

/** The words of an item without its number, which stays in its place. */
function content(state: EditorState, item: SyntaxNode): Unit {
  if (item.parent?.name !== "OrderedList") return { from: item.from, to: item.to };
  const mark = item.getChild("ListMark");
  const from = Math.min(item.to, (mark?.to ?? item.from) + 1);
  return { from: mark === null || from > state.doc.length ? item.from : from, to: item.to };
}

function neighbours(state: EditorState, at: number, by: 1 | -1): [Unit, Unit] | null {
  const item = itemAt(state, at);
  if (item !== null) {
    const other = by > 0 ? item.nextSibling : item.prevSibling;
    if (other?.name !== "ListItem") return null;
    return [content(state, item), content(state, other)];
  }
  const node = blockAt(state, at);
  if (node === null) return null;
  if (by > 0) ensureSyntaxTree(state, state.doc.length, PATIENCE);
  const fresh = blockAt(state, at) ?? node;
  const other = by > 0 ? after(fresh) : before(fresh);
  return other === null ? null : [section(fresh), other];
}

/** Moves the item, block or section of the caret past its neighbour. */
function move(by: 1 | -1): StateCommand {
  return ({ state, dispatch }) => {
    if (state.readOnly) return false;
    const { anchor, head } = state.selection.main;
    const found = neighbours(state, head, by);
    // The key is ours even where there is nowhere to go.
    if (found === null) return true;
    const [own, other] = found;
    const [first, second] = by > 0 ? [own, other] : [other, own];
    const { doc } = state;
    const between = doc.sliceString(first.to, second.from);
    const insert =
      doc.sliceString(second.from, second.to) + between + doc.sliceString(first.from, first.to);
    const start = by > 0 ? first.from + (second.to - second.from) + between.length : first.from;
    const within = (at: number) => start + Math.min(Math.max(0, at - own.from), own.to - own.from);
    dispatch(
      state.update({
        changes: { from: first.from, to: second.to, insert },
        selection: EditorSelection.range(within(anchor), within(head)),
        userEvent: "move.block",
        scrollIntoView: true,
      }),
    );
    return true;
  };
}

export const moveUp = move(-1);
export const moveDown = move(1);

/** Selects the block of the caret. */
export const selectBlock: StateCommand = ({ state, dispatch }) => {
  const node = blockAt(state, state.selection.main.head);
  if (node === null) return false;
  dispatch(
    state.update({
      selection: EditorSelection.range(node.from, node.to),
      userEvent: "select",
      scrollIntoView: true,
    }),
  );
  return true;
};

/** Writes the item, block or section of the caret once more, below. */
export const duplicate: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly) return false;
  const { head, anchor } = state.selection.main;
  const item = itemAt(state, head);
  const node = item ?? blockAt(state, head);
  if (node === null) return true;
  const { from, to } = item ?? section(node);
  const gap = item === null ? "\n\n" : "\n";
  const insert = gap + state.doc.sliceString(from, to);
  const by = to - from + gap.length;
  dispatch(
    state.update({
      changes: { from: to, insert },
      selection: EditorSelection.range(anchor + by, head + by),
      userEvent: "input.copy",
      scrollIntoView: true,
    }),
  );
  return true;
};
