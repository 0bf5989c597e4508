import { EditorState, type Extension } from "@codemirror/state";
import {
  Decoration,
  EditorView,
  ViewPlugin,
  type DecorationSet,
  type ViewUpdate,
} from "@codemirror/view";
import { blockAt } from "./blocks";
import { placed } from "./steady";

/** How one writes. */
export interface Writing {
  readonly focusing: boolean;
  readonly typewriter: boolean;
  readonly zoom: number;
}

const lit = Decoration.line({ class: "md-lit" });

/** Marks the lines of the block of the caret; all others are dimmed. */
class Light {
  decorations: DecorationSet;

  constructor(view: EditorView) {
    this.decorations = this.#shed(view);
  }

  update({ docChanged, selectionSet, view }: ViewUpdate): void {
    if (docChanged || selectionSet) this.decorations = this.#shed(view);
  }

  #shed({ state, viewport }: EditorView): DecorationSet {
    const { doc, selection } = state;
    const block = blockAt(state, selection.main.head);
    const line = doc.lineAt(selection.main.head);
    const from = Math.max(block?.from ?? line.from, viewport.from);
    const to = Math.min(block?.to ?? line.to, viewport.to);
    const lines = [];
    for (let at = from; at <= to;) {
      const { from: start, to: end } = doc.lineAt(at);
      lines.push(lit.range(start));
      at = end + 1;
    }
    return Decoration.set(lines.length === 0 ? [lit.range(line.from)] : lines);
  }
}

/** Dims all but the paragraph of the caret. */
export const focusing: Extension = [
  ViewPlugin.fromClass(Light, { decorations: ({ decorations }) => decorations }),
  EditorView.editorAttributes.of({ class: "focusing" }),
];

/** Keeps the line of the caret in the middle of the window. */
export const typewriter: Extension = [
  EditorState.transactionExtender.of(({ newSelection, docChanged, selection }) =>
    docChanged || selection !== undefined
      ? { effects: EditorView.scrollIntoView(newSelection.main.head, { y: "center" }) }
      : null,
  ),
  placed.of(true),
  EditorView.editorAttributes.of({ class: "typewriter" }),
];
