// The text and the page scroll together. Who is touched leads and the other follows, so that
// neither ever answers to its own echo.

import type { EditorView } from "@codemirror/view";
import type { MappedBlock } from "../backend/bindings/MappedBlock";
import type { Reading } from "./messages";
import type { Preview } from "./preview.svelte";

/** Heights of a pane that scrolls, and of the text inside it. */
export interface Heights {
  /** How far it is scrolled, how much of it is seen, how much there is. */
  top: number;
  seen: number;
  all: number;
  /** Where the text begins and ends. */
  begin: number;
  end: number;
  /** The height at which the line that holds an offset begins. */
  of(offset: number): number;
  /** The first offset of the line at a height. */
  at(height: number): number;
}

const clamped = (part: number) => (Number.isFinite(part) ? Math.min(Math.max(part, 0), 1) : 0);

/** What is read in the text, as a place of the page. */
export function readingOf(heights: Heights, blocks: readonly MappedBlock[]): Reading | null {
  const { top, seen, all, begin, end } = heights;
  const first = blocks[0];
  const last = blocks.at(-1);
  if (first === undefined || last === undefined) return null;
  const share = clamped(top / (all - seen));
  const height = top + share * seen;
  const start = Math.max(begin, heights.of(first.from));
  if (height < start) {
    return { section: first.section, block: null, part: clamped(height / start), share };
  }
  if (height > end) {
    const part = clamped((height - end) / (all - end));
    return { section: last.section, block: -1, part, share };
  }
  const rank = rankAt(blocks, heights.at(height));
  const { section, block } = blocks[rank] ?? first;
  const [from, to] = edges(heights, blocks, rank);
  return { section, block, part: clamped((height - from) / (to - from)), share };
}

/** How far the text must be scrolled to show what is read in the page; nothing to stay. */
export function topFor(
  heights: Heights,
  blocks: readonly MappedBlock[],
  reading: Reading,
): number | null {
  const first = blocks[0];
  if (first === undefined) return null;
  const rank = blocks.findIndex(
    ({ section, block }) => section === reading.section && block === reading.block,
  );
  const mine = blocks.some(({ section }) => section === reading.section);
  if (!mine) return null;
  const [from, to] =
    reading.block === null
      ? [0, heights.of(first.from)]
      : reading.block < 0
        ? [heights.end, heights.all]
        : edges(heights, blocks, rank < 0 ? nearest(blocks, reading) : rank);
  return from + reading.part * (to - from) - reading.share * heights.seen;
}

/** The block before what no text made (a note, a signature). */
function nearest(blocks: readonly MappedBlock[], { section, block }: Reading): number {
  const after = blocks.findIndex(
    (one) => one.section === section && block !== null && (one.block ?? 0) > block,
  );
  return after < 0 ? blocks.length - 1 : Math.max(after - 1, 0);
}

/** The rank of the last block that begins at an offset, or before it. */
function rankAt(blocks: readonly MappedBlock[], offset: number): number {
  let [low, high] = [0, blocks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.from ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(low - 1, 0);
}

function edges(
  heights: Heights,
  blocks: readonly MappedBlock[],
  rank: number,
): [from: number, to: number] {
  const [here, next] = [blocks[rank], blocks[rank + 1]];
  return [heights.of(here?.from ?? 0), next === undefined ? heights.end : heights.of(next.from)];
}

/** The nearest element around the editor that scrolls. */
function scrollerOf(view: EditorView): HTMLElement {
  let element = view.scrollDOM;
  while (!/auto|scroll/.test(getComputedStyle(element).overflowY) && element.parentElement) {
    element = element.parentElement;
  }
  return element;
}

function heightsOf(view: EditorView, scroller: HTMLElement): Heights {
  const { scrollTop: top, clientHeight: seen, scrollHeight: all } = scroller;
  const begin = view.documentTop - scroller.getBoundingClientRect().top + top;
  const { length } = view.state.doc;
  return {
    top,
    seen,
    all,
    begin,
    end: begin + view.lineBlockAt(length).bottom,
    of: (offset) => begin + view.lineBlockAt(Math.min(offset, length)).top,
    at: (height) => view.lineBlockAtHeight(height - begin).from,
  };
}

/** Binds the scrolling of an editor to that of the page, until the answer is called. */
export function scrollTogether(
  view: EditorView,
  preview: Preview,
  wanted: () => boolean,
): () => void {
  const scroller = scrollerOf(view);
  let leads = false;
  let asked = false;

  const lead = () => {
    leads = true;
  };
  const tell = () => {
    if (asked || !leads || !wanted()) return;
    asked = true;
    void preview.map().then((blocks) =>
      requestAnimationFrame(() => {
        asked = false;
        if (!leads) return;
        const reading = readingOf(heightsOf(view, scroller), blocks);
        if (reading !== null) preview.post({ marbre: "along", ...reading });
      }),
    );
  };
  preview.read = (reading) => {
    if (!wanted()) return;
    leads = false;
    void preview.map().then((blocks) => {
      if (leads) return;
      const top = topFor(heightsOf(view, scroller), blocks, reading);
      if (top !== null) scroller.scrollTop = top;
    });
  };

  const touched = ["wheel", "touchmove", "pointerdown", "keydown"] as const;
  for (const kind of touched) {
    scroller.addEventListener(kind, lead, { passive: true, capture: true });
  }
  scroller.addEventListener("scroll", tell, { passive: true });
  return () => {
    preview.read = () => undefined;
    for (const kind of touched) scroller.removeEventListener(kind, lead, { capture: true });
    scroller.removeEventListener("scroll", tell);
  };
}
