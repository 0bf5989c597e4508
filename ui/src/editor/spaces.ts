import { type Extension } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  MatchDecorator,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";

const look: Record<string, Decoration> = {
  "\u00a0": Decoration.mark({ class: "no-break" }),
  "\u202f": Decoration.mark({ class: "no-break narrow" }),
};

const found = new MatchDecorator({
  regexp: /[\u00a0\u202f]/g,
  decoration: ([space]) => look[space] ?? null,
});

/** Marks the no-break spaces on screen; the page says whether the marks are to be seen. */
export const spaces: Extension = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = found.createDeco(view);
    }

    update(update: ViewUpdate): void {
      this.decorations = found.updateDeco(update, this.decorations);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
