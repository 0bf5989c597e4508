// Where a block can stand in a text: alone between blank lines, under the signs of the quotes that
// hold it, and nowhere in a line that can hold words only.

import { syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";

/** Markdown that can stand in the middle of a line. */
const INLINE = /^(?!#{1,6} |> |[-+*] |\d+[.)] |\||!\[\[|:::|```)[^\n]*$/;
/** The signs of the quotes and callouts that a line stands in. */
const QUOTED = /^(?: {0,3}>[ \t]?)+/;
const ITEM = /^[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]+/;
const CALLOUT_TITLE = /^\[![\p{L}\p{N}-]+\]/u;
const WORDS_ONLY = /^(?:(?:ATX|Setext)Heading\d|Table|FencedCode|CodeBlock|InlineCode|HTMLBlock)$/;

/** A line without the signs of its quotes, and those signs. */
function parts(line: string): { quoted: string; rest: string } {
  const quoted = QUOTED.exec(line)?.[0] ?? "";
  return { quoted, rest: line.slice(quoted.length) };
}

/** Whether a block can be put where `at` is: not in a heading, a table, code, or a title. */
export function standsBlock(state: EditorState, at: number): boolean {
  const { text } = state.doc.lineAt(at);
  const { quoted, rest } = parts(text);
  if (quoted !== "" && CALLOUT_TITLE.test(rest)) return false;
  let node = syntaxTree(state).resolveInner(at, -1);
  for (;;) {
    if (WORDS_ONLY.test(node.name)) return false;
    if (node.parent === null) return true;
    node = node.parent;
  }
}

/** `words` with the blank lines that a block needs around it at `from`–`to`. */
export function standing({ doc }: EditorState, words: string, from: number, to: number): string {
  if (INLINE.test(words)) return words;
  const [line, last] = [doc.lineAt(from), doc.lineAt(to)];
  const { quoted } = parts(line.text.slice(0, from - line.from));
  const next = `\n${quoted}`;
  const gap = `\n${quoted.trimEnd()}${next}`;

  const begun = line.text.slice(quoted.length, from - line.from).replace(ITEM, "");
  const isItem = begun.length < from - line.from - quoted.length;
  const above = line.number === 1 ? "" : parts(doc.line(line.number - 1).text).rest.trim();
  const isProse = INLINE.test(words.split("\n", 1)[0] ?? "");
  let open = "";
  if (begun.trim() !== "") open = isProse ? "" : gap;
  else if (!isItem && above !== "" && !(quoted !== "" && CALLOUT_TITLE.test(above))) open = next;

  const below = last.number === doc.lines ? "" : parts(doc.line(last.number + 1).text).rest.trim();
  let close = "";
  if (doc.sliceString(to, last.to).trim() !== "") close = gap;
  else if (below !== "" && !ITEM.test(below)) close = next.trimEnd() === "" ? "\n" : next.trimEnd();

  const lines = words.split("\n").map((one, rank) => {
    if (rank === 0) return one;
    return one === "" ? quoted.trimEnd() : quoted + one;
  });
  return open + lines.join("\n") + close;
}
