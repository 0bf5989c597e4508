import en from "../../../docs/guide/en.md?raw";
import fr from "../../../docs/guide/fr.md?raw";
import type { LanguageOfWords } from "../words";

/** Words of the guide, and how they look. */
export interface Words {
  is: "text" | "strong" | "em" | "code";
  words: string;
}

/** A block of the guide. */
export type Block =
  | { is: "heading"; level: number; words: Words[] }
  | { is: "text"; words: Words[] }
  | { is: "list"; items: Words[][] }
  | { is: "table"; rows: Words[][][] }
  | { is: "code"; text: string };

const LOOK = /\*\*(.+?)\*\*|\*(.+?)\*|`(.+?)`|\[(.+?)\]\(.+?\)/g;

function inline(text: string): Words[] {
  const found: Words[] = [];
  let at = 0;
  for (const { index, 0: all, 1: strong, 2: em, 3: code, 4: link } of text.matchAll(LOOK)) {
    if (index > at) found.push({ is: "text", words: text.slice(at, index) });
    if (strong !== undefined) found.push({ is: "strong", words: strong });
    else if (em !== undefined) found.push({ is: "em", words: em });
    else if (code !== undefined) found.push({ is: "code", words: code });
    else found.push({ is: "text", words: link ?? "" });
    at = index + all.length;
  }
  if (at < text.length) found.push({ is: "text", words: text.slice(at) });
  return found;
}

/** The cells of a row; a bar inside code is no border. */
const cells = (row: string) =>
  (row.slice(1, -1).match(/(?:`[^`]*`|[^|`])+/g) ?? []).map((cell) => inline(cell.trim()));

function block(lines: string[]): Block {
  const [first = ""] = lines;
  const heading = /^(#+) (.*)$/.exec(first);
  if (heading !== null) {
    return { is: "heading", level: heading[1]?.length ?? 1, words: inline(heading[2] ?? "") };
  }
  if (first.startsWith("```")) return { is: "code", text: lines.slice(1, -1).join("\n") };
  if (first.startsWith("|")) {
    return { is: "table", rows: lines.filter((line) => !/^\|[-| ]+\|$/.test(line)).map(cells) };
  }
  if (first.startsWith("- ")) {
    return { is: "list", items: lines.map((line) => inline(line.replace(/^- /, ""))) };
  }
  return { is: "text", words: inline(lines.join(" ")) };
}

/** The blocks of a Markdown as the guide writes it: a line is a paragraph, an item or a row. */
export function blocks(markdown: string): Block[] {
  const found: Block[] = [];
  let lines: string[] = [];
  let fenced = false;
  for (const line of [...markdown.split("\n"), ""]) {
    if (line.startsWith("```")) fenced = !fenced;
    if (line.trim() !== "" || fenced) {
      lines.push(line);
    } else if (lines.length > 0) {
      found.push(block(lines));
      lines = [];
    }
  }
  return found;
}

/** The guide in a language. */
export const guide = (language: LanguageOfWords): Block[] => blocks(language === "fr" ? fr : en);
