import { describe, expect, it } from "vitest";
import type { MappedBlock } from "../src/backend/bindings/MappedBlock";
import { readingOf, topFor, type Heights } from "../src/preview/together";

/** Ten blocks of ten letters, a line each of 100 pixels, under a head of 300. */
const blocks: MappedBlock[] = Array.from({ length: 10 }, (_, block) => ({
  section: 2,
  block,
  from: block * 10,
}));
const pane = (top: number): Heights => ({
  top,
  seen: 400,
  all: 1400,
  begin: 300,
  end: 1300,
  of: (offset) => 300 + Math.floor(offset / 10) * 100,
  at: (height) => Math.floor((height - 300) / 100) * 10,
});

describe("two panes that scroll together", () => {
  it("read the same place, from the first line to the last", () => {
    expect(readingOf(pane(0), blocks)).toEqual({ section: 2, block: null, part: 0, share: 0 });
    expect(readingOf(pane(500), blocks)).toEqual({ section: 2, block: 4, part: 0, share: 0.5 });
    expect(readingOf(pane(1000), blocks)).toEqual({ section: 2, block: -1, part: 1, share: 1 });
  });

  it("come back to where they were", () => {
    for (let top = 0; top <= 1000; top += 37) {
      const reading = readingOf(pane(top), blocks);
      expect(reading && topFor(pane(0), blocks, reading)).toBeCloseTo(top, 6);
    }
  });

  it("stay where they are when the page shows another article, or nothing", () => {
    const reading = { section: 5, block: 1, part: 0, share: 0 };
    expect(topFor(pane(0), blocks, reading)).toBeNull();
    expect(topFor(pane(0), [], reading)).toBeNull();
    expect(readingOf(pane(0), [])).toBeNull();
  });
});
