import { beforeEach, describe, expect, it } from "vitest";
import type { DraftSlug } from "../src/backend/bindings/DraftSlug";
import type { DraftSummary } from "../src/backend/bindings/DraftSummary";
import type { IssueView } from "../src/backend/bindings/IssueView";
import type { PlanChange } from "../src/backend/bindings/PlanChange";
import type { Slot } from "../src/backend/bindings/Slot";
import type { SlotRole } from "../src/backend/bindings/SlotRole";
import { drawn } from "../src/issues/ahead";
import { Board } from "../src/issues/board.svelte";
import { plusDays, weekNumber, weeksFrom } from "../src/issues/calendar";
import { untilSending } from "../src/issues/clock";
import type { IssueDate } from "../src/backend/bindings/IssueDate";
import { speech } from "../src/words";

const slug = (name: string) => name as DraftSlug;
const slot = (role: SlotRole, ...articles: string[]): Slot => ({
  role,
  articles: articles.map(slug),
});
const draft = (name: string, kind: DraftSummary["kind"] = "story") =>
  ({ slug: slug(name), kind, headline: name }) as DraftSummary;

let slots: Slot[];
let changes: PlanChange[];
let board: Board;

const view = () => ({ plan: { line_up: slots }, slots: [] }) as unknown as IssueView;

beforeEach(() => {
  speech.language = "fr";
  slots = [slot("epigraph"), slot("lead"), slot("story", "a"), slot("briefs", "b", "c")];
  changes = [];
  board = new Board({
    slots: () => slots,
    headline: (article) => article,
    editable: () => true,
    change: (change) => {
      changes.push(change);
      slots = drawn(view(), change).plan.line_up;
      return Promise.resolve();
    },
    open: () => undefined,
    fill: () => undefined,
  });
});

describe("the board", () => {
  it("draws a move at once, and says where it led", () => {
    board.at = { slot: 2, brief: null };
    board.move(-1);
    expect(slots.map(({ role }) => role)).toEqual(["epigraph", "story", "lead", "briefs"]);
    expect(board.said).toContain("place 2 sur 4");
  });

  it("moves nothing past an end", () => {
    board.at = { slot: 0, brief: null };
    board.move(-1);
    board.at = { slot: 3, brief: 1 };
    board.move(1);
    expect(changes).toEqual([]);
    expect(board.said).not.toBe("");
  });

  it("moves a brief inside its group", () => {
    board.at = { slot: 3, brief: 1 };
    board.move(-1);
    expect(slots[3]?.articles).toEqual(["c", "b"]);
  });

  it("places an article where one is, when there is room", () => {
    board.at = { slot: 1, brief: null };
    board.place(draft("d"));
    expect(changes).toEqual([{ change: "put", article: "d", slot: 1, rank: 0 }]);
  });

  it("places a brief among the briefs wherever one is", () => {
    board.at = { slot: 2, brief: null };
    board.place(draft("d", "brief"));
    expect(slots[3]?.articles).toEqual(["b", "c", "d"]);
  });

  it("makes a slot for an article that finds none", () => {
    slots = [slot("lead", "x"), slot("story", "a"), slot("masthead")];
    board.at = { slot: 2, brief: null };
    board.place(draft("d"));
    expect(changes).toEqual([{ change: "put_new", article: "d", at: 2, role: "story" }]);
  });

  it("takes out the article at hand, then its free slot", () => {
    board.at = { slot: 2, brief: null };
    board.takeOut();
    board.takeOut();
    expect(changes.map(({ change }) => change)).toEqual(["take_out", "remove_slot"]);
    expect(slots).toHaveLength(3);
  });

  it("never drops a group of briefs with a slip of a key", () => {
    board.at = { slot: 3, brief: null };
    board.takeOut();
    expect(changes).toEqual([]);
  });

  it("counts a fall below a slot from where the slot was", () => {
    board.held = { is: "slot", slot: 1 };
    board.fall = { between: 4 };
    board.drop();
    expect(changes).toEqual([{ change: "move_slot", slot: 1, to: 3 }]);
  });
});

describe("the calendar", () => {
  const day = (date: string) => date as IssueDate;

  it("has Monday first, and weeks numbered as ISO does", () => {
    const [week] = weeksFrom(day("2026-11-26"), 1);
    expect(week?.[0]).toBe("2026-11-23");
    expect(week?.[6]).toBe("2026-11-29");
    expect(weekNumber(day("2026-11-26"))).toBe(48);
    expect(weekNumber(day("2027-01-01"))).toBe(53);
    expect(plusDays(day("2026-12-31"), 1)).toBe("2027-01-01");
  });
});

describe("the clock", () => {
  const plain = (words: string) => words.replace(/\s/g, " ");

  it("says the time that is left as one does", () => {
    expect(plain(untilSending(80))).toBe("bouclage dans 1 h 20");
    expect(plain(untilSending(25))).toBe("bouclage dans 25 min");
    expect(plain(untilSending(125))).toBe("bouclage dans 2 h 05");
    expect(plain(untilSending(3 * 1440 + 240))).toBe("envoi dans 3 j 4 h");
    expect(plain(untilSending(-12))).toBe("heure d’envoi passée de 12 min");
  });
});
