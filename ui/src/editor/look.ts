import { syntaxTree } from "@codemirror/language";
import {
  StateEffect,
  type EditorState,
  type Extension,
  type Line,
  type Range,
} from "@codemirror/state";
import {
  Decoration,
  ViewPlugin,
  type DecorationSet,
  type EditorView,
  type ViewUpdate,
} from "@codemirror/view";
import type { SyntaxNode, SyntaxNodeRef } from "@lezer/common";
import { say } from "../words";
import { around, arrived, type Around } from "./around";
import { CUT } from "./cut";
import { Words, chip } from "./widgets";

const CALLOUT = /^(\s{0,3}>\s*)\[!([\w-]+)\][+-]?[ \t]*/;
const NOTE = /^\[\^([^\]\s]+)\]:[ \t]*/;
const BULLET = /^(\s*)([-+*]|\d+[.)])([ \t]|$)/;
const RESERVED = /^:::+\s*(?:abonnés|abonnes|subscribers)\s*$/i;
const LANGUAGE = /^:::+\s*\{?\s*lang="?([\w-]+)"?\s*\}?\s*$/;

const hidden = Decoration.replace({});
const lineLook = (look: string) => Decoration.line({ class: look });
const look = (name: string) => Decoration.mark({ class: name });
const headings = [1, 2, 3, 4, 5, 6].map((level) => lineLook(`md-heading-line md-h${level}`));
const headingSign = look("md-heading-sign");
const quoteSign = look("md-quote-sign");
const calloutLine = lineLook("md-callout");
const calloutFirst = lineLook("md-callout md-callout-first");
const calloutLast = lineLook("md-callout-last");
const quoteLine = lineLook("md-quotation");
const reservedLine = lineLook("md-reserved");
const containerLine = lineLook("md-container-line");
const noteLine = lineLook("md-note");
const codeLine = lineLook("md-code-line");
const tableLine = lineLook("md-table");
const figureLine = lineLook("md-figure-line");
const cutLine = lineLook("md-cut");
const reference = look("md-reference");
const callSign = look("md-call");
const linkWords = look("md-link-words");

/** The pointer let go of the text. */
const released = StateEffect.define();

/** Draws what is on screen: words as they will look, and their signs where the caret is. */
class Drawing {
  readonly found: Range<Decoration>[] = [];
  readonly #state: EditorState;
  readonly #around: Around;
  readonly #active: ReadonlySet<number>;

  constructor(state: EditorState, active: ReadonlySet<number>) {
    this.#state = state;
    this.#around = state.facet(around);
    this.#active = active;
  }

  draw(from: number, to: number): void {
    syntaxTree(this.#state).iterate({ from, to, enter: (node) => this.#node(node, from, to) });
    for (let at = from; at <= to;) {
      const line = this.#state.doc.lineAt(at);
      if (CUT.test(line.text)) this.#cut(line);
      else if (line.text.startsWith("[^")) this.#note(line);
      at = line.to + 1;
    }
  }

  #node(node: SyntaxNodeRef, from: number, to: number): boolean | undefined {
    const { name } = node;
    if (name.startsWith("ATXHeading")) this.#heading(node, Number(name.slice(10)));
    else if (name.startsWith("SetextHeading")) this.#line(node.from, headings[1] as Decoration);
    else if (name === "Blockquote") this.#quotation(node, from, to);
    else if (name === "QuoteMark") this.#sign(node.from, node.to, quoteSign);
    else if (name === "Container") this.#container(node, from, to);
    else if (name === "ListItem") this.#item(node.from);
    else if (name === "Link") this.#link(node.node);
    else if (name === "CrossReference") this.#reference(node);
    else if (name === "Figure") this.#figure(node);
    else if (name === "FootnoteCall") this.#call(node);
    else if (name === "Escape") this.#hide(node.from, node.from + 1);
    else if (name === "EmphasisMark" || name === "StrikethroughMark")
      this.#hide(node.from, node.to);
    else if (name === "CodeMark" && node.matchContext(["InlineCode"])) {
      this.#hide(node.from, node.to);
    } else if (name === "FencedCode" || name === "CodeBlock") this.#lines(node, from, to, codeLine);
    else if (name === "Table") this.#lines(node, from, to, tableLine);
    return name === "CrossReference" || name === "Figure" ? false : undefined;
  }

  #add(from: number, to: number, decoration: Decoration): void {
    if (from < to) this.found.push(decoration.range(from, to));
  }

  #line(at: number, decoration: Decoration): void {
    this.found.push(decoration.range(this.#state.doc.lineAt(at).from));
  }

  #raw(at: number): boolean {
    return this.#active.has(this.#state.doc.lineAt(at).from);
  }

  /** Signs are not there to be seen, but on the line of the caret. */
  #hide(from: number, to: number): void {
    if (!this.#raw(from)) this.#add(from, to, hidden);
  }

  /** A sign at the head of a line hangs in the margin: what follows never moves. */
  #sign(from: number, to: number, shown: Decoration): void {
    const end = this.#state.doc.sliceString(to, to + 1) === " " ? to + 1 : to;
    this.#add(from, end, this.#raw(from) ? shown : hidden);
  }

  #instead(from: number, to: number, widget: Words): void {
    if (!this.#raw(from)) this.#add(from, to, Decoration.replace({ widget }));
  }

  #lines(node: { from: number; to: number }, from: number, to: number, decoration: Decoration) {
    const { doc } = this.#state;
    for (let at = Math.max(node.from, from); at <= Math.min(node.to, to);) {
      const line = doc.lineAt(at);
      this.found.push(decoration.range(line.from));
      at = line.to + 1;
    }
  }

  #heading(node: SyntaxNodeRef, level: number): void {
    this.#line(node.from, headings[level - 1] ?? (headings[5] as Decoration));
    const mark = node.node.getChild("HeaderMark");
    if (mark !== null) this.#sign(mark.from, mark.to, headingSign);
  }

  #quotation(node: SyntaxNodeRef, from: number, to: number): void {
    const first = this.#state.doc.lineAt(node.from);
    const header = CALLOUT.exec(first.text);
    if (header === null) return this.#lines(node, from, to, quoteLine);
    this.#lines(node, from, to, calloutLine);
    this.#line(node.to, calloutLast);
    this.found.push(calloutFirst.range(first.from));
    const start = first.from + (header[1]?.length ?? 0);
    const key = header[2] ?? "";
    const known = this.#around.callouts.find((callout) => callout.key === key.toLowerCase());
    const label = known?.label ?? key;
    const shown = known === undefined ? "md-callout-label md-lost" : "md-callout-label";
    this.#instead(start, first.from + header[0].length, new Words(shown, label));
  }

  #container(node: SyntaxNodeRef, from: number, to: number): void {
    const { doc } = this.#state;
    const first = doc.lineAt(node.from);
    const last = doc.lineAt(node.to);
    const language = LANGUAGE.exec(first.text)?.[1];
    const label = RESERVED.test(first.text)
      ? say("editor.reserved.label")
      : language !== undefined
        ? say("editor.language.label", { language })
        : null;
    if (label === null) return;
    this.#lines(node, from, to, reservedLine);
    this.found.push(containerLine.range(first.from));
    this.#instead(first.from, first.to, new Words("md-container-label", label));
    if (last.number > first.number && /^\s*:::+\s*$/.test(last.text)) {
      this.found.push(containerLine.range(last.from));
      this.#hide(last.from, last.to);
    }
  }

  #item(at: number): void {
    const line = this.#state.doc.lineAt(at);
    const found = BULLET.exec(line.text);
    if (found === null) return;
    const [all, lead = "", mark = ""] = found;
    const hang = `${lead.length * 0.5 + Math.max(1.5, mark.length * 0.6)}em`;
    const style = `padding-inline-start:${hang};text-indent:-${hang}`;
    this.found.push(Decoration.line({ attributes: { style } }).range(line.from));
    const attributes = { style: `width:${hang}` };
    const shown = /\d/.test(mark) || this.#raw(line.from) ? "md-bullet" : "md-bullet md-dot";
    this.#add(line.from, line.from + all.length, Decoration.mark({ class: shown, attributes }));
  }

  #link(node: SyntaxNode): void {
    const tag = node.nextSibling;
    const marks = node.getChildren("LinkMark");
    const [open, close] = [marks.at(0), marks.at(1)];
    if (open === undefined || close === undefined) return;
    if (tag?.name === "LanguageTag" && tag.from === node.to) {
      const language = /[\w-]+(?="?\})/.exec(this.#state.doc.sliceString(tag.from, tag.to))?.[0];
      const attributes = { lang: language ?? "" };
      this.#add(open.to, close.from, Decoration.mark({ class: "md-language", attributes }));
      this.#hide(open.from, open.to);
      this.#instead(close.from, tag.to, new Words("md-language-tag", language ?? ""));
      return;
    }
    const url = node.getChild("URL");
    if (url === null) return;
    const title = this.#state.doc.sliceString(url.from, url.to);
    this.#add(open.to, close.from, linkWords);
    this.#add(open.to, close.from, Decoration.mark({ attributes: { title } }));
    this.#hide(open.from, open.to);
    this.#hide(close.from, node.to);
  }

  #reference({ from, to }: SyntaxNodeRef): void {
    if (this.#raw(from)) return this.#add(from, to, reference);
    const [target = "", label = ""] = this.#state.doc.sliceString(from + 2, to - 2).split("|");
    this.#instead(from, to, chip(target, label.trim(), this.#around.said(target)));
  }

  #figure({ from, to }: SyntaxNodeRef): void {
    const line = this.#state.doc.lineAt(from);
    const alone = line.text.replace(/^(?:[ \t]*>)+/, "").trim().length === to - from;
    if (alone) this.found.push(figureLine.range(line.from));
    if (this.#raw(from)) return this.#add(from, to, reference);
    const [target = "", caption = ""] = this.#state.doc.sliceString(from + 3, to - 2).split("|");
    const picture = this.#around.pictures.get(target.trim());
    const words = caption.trim() || picture?.label || target;
    this.#instead(from, to, new Words(picture ? "md-caption" : "md-caption md-lost", words));
  }

  #call({ from, to }: SyntaxNodeRef): void {
    const line = this.#state.doc.lineAt(from);
    if (from === line.from && NOTE.test(line.text)) return;
    this.#hide(from, from + 2);
    this.#hide(to - 1, to);
    this.#add(from, to, callSign);
  }

  #note(line: Line): void {
    const found = NOTE.exec(line.text);
    if (found === null) return;
    this.found.push(noteLine.range(line.from));
    const label = new Words("md-note-label", found[1] ?? "");
    this.#instead(line.from, line.from + found[0].length, label);
  }

  #cut(line: Line): void {
    this.found.push(cutLine.range(line.from));
    this.#instead(line.from, line.to, new Words("md-cut-label", say("editor.cut.label")));
  }
}

function sameLines(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  return a.size === b.size && [...a].every((line) => b.has(line));
}

const NOWHERE: ReadonlySet<number> = new Set();

class Look {
  decorations: DecorationSet;
  #active: ReadonlySet<number> = NOWHERE;
  /** Whether somebody ever wrote here: until then no line is the caret's. */
  #entered = false;
  /** While the pointer is down the text must hold still under it. */
  #held = false;
  readonly #view: EditorView;

  constructor(view: EditorView) {
    this.#view = view;
    this.decorations = this.#drawn();
  }

  #lines({ state }: EditorView): ReadonlySet<number> {
    if (state.readOnly || !this.#entered) return NOWHERE;
    return new Set(state.selection.ranges.map(({ head }) => state.doc.lineAt(head).from));
  }

  #drawn(): DecorationSet {
    const { state, visibleRanges } = this.#view;
    const drawing = new Drawing(state, this.#active);
    for (const { from, to } of visibleRanges) drawing.draw(from, to);
    return Decoration.set(drawing.found, true);
  }

  hold(): void {
    this.#held = true;
    const document = this.#view.dom.ownerDocument;
    const letGo = () => {
      this.#held = false;
      if (this.#view.dom.isConnected) this.#view.dispatch({ effects: released.of(null) });
    };
    document.addEventListener("pointerup", letGo, { once: true, capture: true });
  }

  update(update: ViewUpdate): void {
    const { view, state, startState, docChanged, viewportChanged, transactions } = update;
    this.#entered ||= view.hasFocus;
    const active = this.#held && !docChanged ? this.#active : this.#lines(view);
    const changed =
      docChanged ||
      viewportChanged ||
      !sameLines(active, this.#active) ||
      syntaxTree(state) !== syntaxTree(startState) ||
      state.facet(around) !== startState.facet(around) ||
      transactions.some(({ effects }) => effects.some((effect) => effect.is(arrived)));
    this.#active = active;
    if (changed) this.decorations = this.#drawn();
  }
}

const plugin = ViewPlugin.fromClass(Look, {
  decorations: ({ decorations }) => decorations,
  eventHandlers: {
    pointerdown(this: Look) {
      this.hold();
    },
  },
});

/** The text as it will look, its signs shown where the caret is. */
export const looks: Extension = plugin;

/** Whether a transaction may fold one line and unfold another. */
export const moves = (effects: readonly StateEffect<unknown>[]): boolean =>
  effects.some((effect) => effect.is(released));
