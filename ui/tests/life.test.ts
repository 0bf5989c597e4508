import { describe, expect, it } from "vitest";
import type { DraftId } from "../src/backend/bindings/DraftId";
import type { DraftSlug } from "../src/backend/bindings/DraftSlug";
import type { DraftSummary } from "../src/backend/bindings/DraftSummary";
import type { IssueDate } from "../src/backend/bindings/IssueDate";
import { rowsOf } from "../src/drafts/groups";
import { lengths, signsOf, withinBudget } from "../src/drafts/lengths";
import { Picked } from "../src/drafts/picked.svelte";
import { blocks, guide } from "../src/guide/guide";
import { folded } from "../src/parts/folded";
import { asked, best, score } from "../src/search/fuzzy";
import { speech } from "../src/words";

const NOW = new Date(2026, 10, 22, 12).getTime();

function draft(headline: string, more: Partial<DraftSummary> = {}): DraftSummary {
  return {
    id: headline as DraftId,
    slug: headline as DraftSlug,
    kind: "story",
    state: "writing",
    language: "fr",
    headline,
    authors: [],
    issue: null,
    signs: 0,
    changed_at: NOW,
    notes: 0,
    ...more,
  };
}

const said = (drafts: DraftSummary[], sort: Parameters<typeof rowsOf>[1]) =>
  rowsOf(drafts, sort, NOW).map((row) =>
    row.is === "head"
      ? `${JSON.stringify(Object.values(row.head)[1])} ${row.count}`
      : row.draft.headline,
  );

describe("the list of drafts", () => {
  it("puts the latest first, under its day, and what was given up last", () => {
    const drafts = [
      draft("avant-hier", { changed_at: NOW - 48 * 3_600_000 }),
      draft("écarté", { state: "spiked" }),
      draft("hier", { changed_at: NOW - 24 * 3_600_000 }),
      draft("ce matin", { changed_at: NOW - 3_600_000 }),
      draft("midi"),
    ];
    expect(said(drafts, "recent")).toEqual([
      '"today" 2',
      "midi",
      "ce matin",
      '"yesterday" 1',
      "hier",
      '"week" 1',
      "avant-hier",
      '"spiked" 1',
      "écarté",
    ]);
  });

  it("groups by issue, the next one first, and those without one last", () => {
    const drafts = [
      draft("libre"),
      draft("lundi", { issue: "2026-11-23" as IssueDate }),
      draft("mardi", { issue: "2026-11-24" as IssueDate }),
    ];
    expect(said(drafts, "issue")).toEqual([
      '"2026-11-24" 1',
      "mardi",
      '"2026-11-23" 1',
      "lundi",
      "null 1",
      "libre",
    ]);
  });

  it("sorts headlines as a person does", () => {
    const drafts = ["Zéro", "Éclipse", "article 10", "article 9"].map((words) => draft(words));
    expect(said(drafts, "headline")).toEqual(["article 9", "article 10", "Éclipse", "Zéro"]);
  });
});

describe("the palette's matching", () => {
  const well = (words: string, text: string) => score(asked(words), folded(text));

  it("knows no accent and no case, and wants every word", () => {
    expect(well("elevage", "L’Élevage en crise")).toBe(3);
    expect(well("CRISE élev", "L’élevage en crise")).toBe(3);
    expect(well("crise porc", "L’élevage en crise")).toBe(0);
  });

  it("prefers a start to a word, a word to its middle, and its middle to scattered letters", () => {
    const kinds = ["port de Brest", "le port", "aéroport", "papier ouvert au retour"];
    const found = kinds.map((text) => well("port", text));
    expect(found).toEqual([...found].sort((a, b) => b - a));
    expect(new Set(found).size).toBe(4);
  });

  it("keeps the order of those as good", () => {
    const found = best(["un b", "un a", "deux"], asked("un"), (text) => text, 5);
    expect(found.map(({ thing }) => thing)).toEqual(["un b", "un a"]);
  });
});

describe("lengths", () => {
  const budget = { signs: 2000, least: 1800, most: 2200 };

  it("are under, right or over their budget, and by how much", () => {
    expect(withinBudget(1799, budget)).toEqual({ is: "under", by: 201 });
    expect(withinBudget(1800, budget)).toEqual({ is: "right", by: 200 });
    expect(withinBudget(2200, budget)).toEqual({ is: "right", by: 200 });
    expect(withinBudget(2201, budget)).toEqual({ is: "over", by: 201 });
  });

  it("are said in a sentence, the selection first", () => {
    speech.choose("fr");
    const heard = lengths({ signs: 2500, words: 400 }, { signs: 12, words: 2 }, budget);
    expect(heard).toMatch(
      /^Sélection, 12 signes, 2 mots, 0 feuillet, 1 min de lecture, 500 de plus/,
    );
  });
});

describe("the guide", () => {
  it("is drawn whole: no sign of Markdown is left in its words", () => {
    for (const language of ["fr", "en"] as const) {
      const found = guide(language);
      expect(found.length).toBeGreaterThan(20);
      const text = JSON.stringify(found.filter(({ is }) => is === "text" || is === "heading"));
      expect(text).not.toMatch(/\*\*|\]\(|^#/);
    }
  });

  it("keeps a bar inside code", () => {
    const [table] = blocks("| a | b |\n|---|---|\n| `x|y` | z |");
    expect(table).toMatchObject({ is: "table", rows: [{ length: 2 }, { length: 2 }] });
  });
});

describe("drafts picked to be treated together", () => {
  const all = ["a", "b", "c", "d", "e"].map((id) => draft(id));
  const of = (picked: Picked) => picked.all.map(({ id }) => id).join("");
  const id = (letter: string) => letter as DraftId;

  it("are a stretch that grows and shrinks with Shift, beside what was picked before", () => {
    const picked = new Picked(() => all);
    picked.toggle(id("a"));
    picked.rest();
    picked.extend(id("c"), id("d"));
    picked.extend(id("d"), id("e"));
    expect(of(picked)).toBe("acde");
    picked.extend(id("e"), id("d"));
    expect(of(picked)).toBe("acd");
    picked.toggle(id("c"));
    expect(of(picked)).toBe("ad");
    picked.clear();
    expect(of(picked)).toBe("");
  });
});

describe("a length that is planned", () => {
  it("is read as people write it, or is none", () => {
    expect(["4 500", "4\u202f500 signes", "", "0", "mille"].map(signsOf)).toEqual([
      4500,
      4500,
      null,
      null,
      null,
    ]);
  });
});
