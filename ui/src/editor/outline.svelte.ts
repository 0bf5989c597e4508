import { ensureSyntaxTree } from "@codemirror/language";
import type { EditorState, Extension } from "@codemirror/state";
import { type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";

/** A subhead of the text. */
export interface Heading {
  level: number;
  words: string;
  from: number;
}

const HEADING = /^(?:ATX|Setext)Heading(\d)$/;
const REST = 200;
/** What reading the tree may take, in milliseconds. */
const PATIENCE = 50;

function headings(state: EditorState): Heading[] {
  const found: Heading[] = [];
  ensureSyntaxTree(state, state.doc.length, PATIENCE)?.iterate({
    enter({ name, from, to }) {
      const level = HEADING.exec(name)?.[1];
      if (level === undefined) return name === "Document";
      const [line = ""] = state.sliceDoc(from, to).split("\n");
      const words = line.replace(/^#+\s*|\s*#*\s*$/g, "");
      if (words !== "") found.push({ level: Number(level), words, from });
      return false;
    },
  });
  return found;
}

/** The plan of the text on the desk, read once nobody types. */
export class Outline {
  headings = $state.raw<Heading[]>([]);

  /** What makes an editor's text be read. */
  follow(): Extension {
    const read = (state: EditorState) => (this.headings = headings(state));
    return ViewPlugin.define((view: EditorView) => {
      let timer = setTimeout(() => read(view.state), 0);
      return {
        update({ docChanged }: ViewUpdate) {
          if (!docChanged) return;
          clearTimeout(timer);
          timer = setTimeout(() => read(view.state), REST);
        },
        destroy: () => clearTimeout(timer),
      };
    });
  }
}
