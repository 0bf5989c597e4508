import { ensureSyntaxTree } from "@codemirror/language";
import type { EditorState, Extension } from "@codemirror/state";
import { type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { around } from "./around";
import { CUT } from "./cut";

/** A place of the text that its plan names. */
export interface Landmark {
  is: "heading" | "callout" | "cut";
  level: number;
  words: string;
  from: number;
}

const HEADING = /^(?:ATX|Setext)Heading(\d)$/;
const CALLOUT = /^\s*>\s*\[!([\w-]+)\][+-]?[ \t]*(.*)$/;
const REST = 200;
/** What reading the tree may take, in milliseconds. */
const PATIENCE = 50;
/** A busy machine reads a long text in more than one go. */
const GOES = 40;

function landmarks(state: EditorState): Landmark[] {
  const found: Landmark[] = [];
  let depth = 2;
  const add = (is: Landmark["is"], level: number, words: string, from: number) =>
    found.push({ is, level, words, from });
  let tree = ensureSyntaxTree(state, state.doc.length, PATIENCE);
  for (let go = 1; tree === null && go < GOES; go += 1) {
    tree = ensureSyntaxTree(state, state.doc.length, PATIENCE);
  }
  tree?.iterate({
    enter({ name, from }) {
      if (name === "Document") return true;
      const line = state.doc.lineAt(from).text;
      const level = HEADING.exec(name)?.[1];
      if (level !== undefined) {
        const words = line.replace(/^#+\s*|\s*#*\s*$/g, "");
        depth = Number(level);
        if (words !== "") add("heading", depth, words, from);
      } else if (name === "Blockquote") {
        const [, key, title = ""] = CALLOUT.exec(line) ?? [];
        const callout = state.facet(around).callouts.find((one) => one.key === key?.toLowerCase());
        const words = [callout?.label ?? key, title].filter(Boolean).join("\u00a0: ");
        if (key !== undefined) add("callout", depth + 1, words, from);
      } else if (name === "CommentBlock" && CUT.test(line)) add("cut", 2, "", from);
      return name === "Container";
    },
  });
  return found;
}

/** The plan of the text on the desk, read once nobody types. */
export class Outline {
  landmarks = $state.raw<Landmark[]>([]);
  #head = $state(0);

  /** The rank of the landmark under which the caret is; -1 above the first. */
  readonly current = $derived(this.landmarks.findLastIndex(({ from }) => from <= this.#head));

  /** What makes an editor's text be read. */
  follow(): Extension {
    const read = (state: EditorState) => {
      this.landmarks = landmarks(state);
      this.#head = state.selection.main.head;
    };
    const moved = (state: EditorState) => (this.#head = state.selection.main.head);
    return ViewPlugin.define((view: EditorView) => {
      let timer = setTimeout(() => read(view.state), 0);
      return {
        update({ docChanged, selectionSet, state, startState }: ViewUpdate) {
          if (selectionSet && !docChanged) moved(state);
          if (!docChanged && state.facet(around) === startState.facet(around)) return;
          clearTimeout(timer);
          timer = setTimeout(() => read(view.state), REST);
        },
        destroy: () => clearTimeout(timer),
      };
    });
  }
}
