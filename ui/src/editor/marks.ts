import { RangeSetBuilder, type Extension } from "@codemirror/state";
import {
  Decoration,
  ViewPlugin,
  type DecorationSet,
  type EditorView,
  type ViewUpdate,
} from "@codemirror/view";

const CUT = /^\s*<!--\s*(?:coupe|cut)\s*-->\s*$/;
const RESERVED = /^:::/;
const LABEL = /^>\s*\[!/;
const ASIDE = /^>/;
/** A cross-reference, a figure, or the language of what stands before. */
const REFERENCE = /!?\[\[[^\]]+\]\]|\{lang=[\w-]+\}/g;

const aside = Decoration.line({ class: "md-aside" });
const label = Decoration.line({ class: "md-aside md-label" });
const reserved = Decoration.line({ class: "md-reserved" });
const reference = Decoration.mark({ class: "md-reference" });

/** How a whole line looks, if it is more than words. */
function lineLook(text: string, cut: Decoration): Decoration | null {
  if (CUT.test(text)) return cut;
  if (RESERVED.test(text)) return reserved;
  if (LABEL.test(text)) return label;
  return ASIDE.test(text) ? aside : null;
}

function drawn(view: EditorView, cut: Decoration): DecorationSet {
  const set = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to;) {
      const line = view.state.doc.lineAt(at);
      const look = lineLook(line.text, cut);
      if (look !== null) set.add(line.from, line.from, look);
      for (const { index, 0: words } of line.text.matchAll(REFERENCE)) {
        set.add(line.from + index, line.from + index + words.length, reference);
      }
      at = line.to + 1;
    }
  }
  return set.finish();
}

/** Shows the newsroom's own marks in the text, for the lines on screen alone. */
export function marks(cutLabel: string): Extension {
  const cut = Decoration.line({ class: "md-cut", attributes: { "data-label": cutLabel } });
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;

      constructor(view: EditorView) {
        this.decorations = drawn(view, cut);
      }

      update({ docChanged, viewportChanged, view }: ViewUpdate): void {
        if (docChanged || viewportChanged) this.decorations = drawn(view, cut);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
}
