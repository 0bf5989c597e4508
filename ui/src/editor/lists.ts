// How a list ends under the fingers.

import { syntaxTree } from "@codemirror/language";
import type { StateCommand } from "@codemirror/state";

const EMPTY = /^(?:[-+*]|\d{1,9}[.)])[ \t]*$/;

/**
 * Ends the list at its last item when that is empty. The blank line that is left is what keeps the
 * words that follow from being the item’s above.
 */
export const endList: StateCommand = ({ state, dispatch }) => {
  const { main, ranges } = state.selection;
  const line = state.doc.lineAt(main.head);
  if (state.readOnly || !main.empty || ranges.length > 1 || line.number === 1) return false;
  const above = state.doc.line(line.number - 1).text;
  const below = line.number === state.doc.lines ? "" : state.doc.line(line.number + 1).text;
  if (!EMPTY.test(line.text) || above.trim() === "" || below.trim() !== "") return false;
  let node = syntaxTree(state).resolveInner(line.from, 1);
  while (node.name !== "ListItem" && node.parent !== null) node = node.parent;
  const isOutermost = node.name === "ListItem" && node.parent?.parent?.name === "Document";
  if (!isOutermost) return false;
  dispatch(
    state.update({
      changes: { from: line.from, to: line.to, insert: "\n" },
      selection: { anchor: line.from + 1 },
      userEvent: "input",
      scrollIntoView: true,
    }),
  );
  return true;
};
