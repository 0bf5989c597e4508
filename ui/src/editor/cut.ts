// The line where a text is cut for who does not subscribe: it has one at most.

import type { EditorState, Line } from "@codemirror/state";
import type { Command } from "@codemirror/view";
import { block } from "./insert";

export const CUT = /^\s*<!--\s*(?:coupe|cut)\s*-->\s*$/;

/** The line of the cut; null when the text has none. */
export function cutLine({ doc }: EditorState): Line | null {
  for (let number = 1; number <= doc.lines; number += 1) {
    const line = doc.line(number);
    if (CUT.test(line.text)) return line;
  }
  return null;
}

const inserted = block("<!-- coupe -->\n\n${}");

/** Cuts the text here; where it was cut before, it no longer is. */
export const cut: Command = (view) => {
  if (view.state.readOnly) return false;
  const { doc } = view.state;
  const standing = cutLine(view.state);
  if (standing !== null) {
    const after = standing.number < doc.lines ? doc.line(standing.number + 1) : standing;
    const next = after.text.trim() === "" ? Math.min(after.to + 1, doc.length) : after.from;
    view.dispatch({ changes: { from: standing.from, to: next }, userEvent: "delete" });
  }
  return inserted(view);
};
