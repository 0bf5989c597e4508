import { tags } from "@lezer/highlight";
import type { BlockContext, InlineContext, Line, MarkdownConfig } from "@lezer/markdown";

/** `[[target|label]]`, with its end; the target may not hold brackets. */
const WIKILINK = /^\[\[([^[\]|\n]+)(?:\|([^[\]\n]*))?\]\]/;
const LANGUAGE = /^\{lang="?([A-Za-z0-9-]+)"?\}/;
const CALL = /^\[\^([^\]\s]+)\]/;
const OPENING = /^(:{3,})[ \t]*\S/;
/** The longest that a sign of the dialect is looked for. */
const REACH = 400;

const BANG = 33;
const BRACKET = 91;
const BRACE = 123;
const COLON = 58;

function rest(cx: InlineContext, at: number): string {
  return cx.slice(at, Math.min(cx.end, at + REACH));
}

function wikilink(cx: InlineContext, next: number, at: number): number {
  const embedded = next === BANG && cx.char(at + 1) === BRACKET;
  if (next !== BRACKET && !embedded) return -1;
  const from = embedded ? at + 1 : at;
  if (cx.char(from + 1) !== BRACKET) return -1;
  const found = WIKILINK.exec(rest(cx, from));
  if (found === null) return -1;
  const to = from + found[0].length;
  const target = from + 2 + (found[1]?.length ?? 0);
  return cx.addElement(
    cx.elt(embedded ? "Figure" : "CrossReference", at, to, [
      cx.elt("ReferenceMark", at, from + 2),
      cx.elt("ReferenceTarget", from + 2, target),
      cx.elt("ReferenceMark", to - 2, to),
    ]),
  );
}

function call(cx: InlineContext, next: number, at: number): number {
  if (next !== BRACKET) return -1;
  const found = CALL.exec(rest(cx, at));
  return found === null ? -1 : cx.addElement(cx.elt("FootnoteCall", at, at + found[0].length));
}

function language(cx: InlineContext, next: number, at: number): number {
  if (next !== BRACE || cx.char(at - 1) !== 93) return -1;
  const found = LANGUAGE.exec(rest(cx, at));
  return found === null ? -1 : cx.addElement(cx.elt("LanguageTag", at, at + found[0].length));
}

/** Begins a `:::name` container; it ends at as many colons alone on their line. */
function container(cx: BlockContext, line: Line): boolean | null {
  if (line.next !== COLON) return false;
  const found = OPENING.exec(line.text.slice(line.pos));
  if (found === null) return false;
  const from = cx.lineStart + line.pos;
  cx.startComposite("Container", line.pos, found[1]?.length ?? 3);
  cx.addElement(cx.elt("ContainerMark", from, cx.lineStart + line.text.length));
  line.moveBase(line.text.length);
  return null;
}

function goesOn(cx: BlockContext, line: Line, colons: number): boolean {
  const words = line.text.slice(line.basePos).trim();
  if (words.length < colons || /[^:]/.test(words)) return true;
  const from = cx.lineStart + line.basePos;
  line.addMarker(cx.elt("ContainerMark", from, cx.lineStart + line.text.length));
  line.moveBase(line.text.length);
  return false;
}

/** What the newsroom's Markdown has beyond GFM: renvois, figures, notes, languages, containers. */
export const dialect: MarkdownConfig = {
  defineNodes: [
    { name: "CrossReference" },
    { name: "Figure" },
    { name: "ReferenceTarget" },
    { name: "ReferenceMark", style: tags.processingInstruction },
    { name: "FootnoteCall", style: tags.link },
    { name: "LanguageTag", style: tags.processingInstruction },
    { name: "Container", block: true, composite: goesOn },
    { name: "ContainerMark", style: tags.processingInstruction },
  ],
  parseInline: [
    { name: "Wikilink", parse: wikilink, before: "Link" },
    { name: "FootnoteCall", parse: call, before: "Link" },
    { name: "LanguageTag", parse: language },
  ],
  parseBlock: [
    {
      name: "Container",
      parse: container,
      before: "Blockquote",
      endLeaf: (_, line) => line.next === COLON && OPENING.test(line.text.slice(line.pos)),
    },
  ],
};
