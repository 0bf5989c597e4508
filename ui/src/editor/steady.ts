import { Facet, type Transaction } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { moves } from "./look";

/** The element that scrolls the text. */
export function scroller(view: EditorView): HTMLElement | null {
  return view.dom.closest<HTMLElement>("[data-scrolls]");
}

/** Whether something else says where the line of the caret is seen. */
export const placed = Facet.define<boolean, boolean>({ combine: (all) => all.includes(true) });

/**
 * Updates the view so that the line the caret comes to stays where it is: what folds above it, on
 * the line it left, must not pull it along.
 */
export function steadily(transactions: readonly Transaction[], view: EditorView): void {
  const last = transactions.at(-1);
  const around = scroller(view);
  const still = transactions.every(({ docChanged }) => !docChanged);
  const comes = last?.selection !== undefined || moves(last?.effects ?? []);
  const isPlaced = view.state.facet(placed);
  if (last === undefined || around === null || !still || !comes || isPlaced) {
    return view.update(transactions);
  }
  const { doc, selection } = view.state;
  const { head } = last.state.selection.main;
  const left = doc.lineAt(selection.main.head).from;
  if (left === doc.lineAt(head).from && !moves(last.effects)) return view.update(transactions);
  const before = view.coordsAtPos(head)?.top;
  view.update(transactions);
  const after = view.coordsAtPos(head)?.top;
  if (before === undefined || after === undefined || !inSight(around, before)) return;
  around.scrollTop += after - before;
}

function inSight(around: HTMLElement, top: number): boolean {
  const box = around.getBoundingClientRect();
  return top >= box.top && top <= box.bottom;
}
