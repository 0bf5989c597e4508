import { beforeEach, describe, expect, it, vi } from "vitest";
import { connect } from "../src/backend";
import type { LexiconEntry } from "../src/backend/bindings/LexiconEntry";
import { FakeHost } from "../src/backend/fake";
import { entryOf, LexiconDesk } from "../src/lexicon/lexicon.svelte";

let kept: LexiconEntry[];
const failed = vi.fn();

function open(): LexiconDesk {
  connect(
    new FakeHost({
      list_lexicon: () => kept,
      save_entry: ({ entry, before }) => {
        kept = [...kept.filter(({ form }) => form !== before), entry];
        return entry;
      },
      remove_entry: ({ form }) => {
        kept = kept.filter((entry) => entry.form !== form);
        return null;
      },
    }),
  );
  return new LexiconDesk(failed);
}

beforeEach(() => {
  kept = [entryOf("SoftBank"), { ...entryOf("ESMA"), expansions: ["Autorité européenne"] }];
  failed.mockReset();
});

describe("the lexicon", () => {
  it("guesses what a new entry is by its capitals", () => {
    expect(["stablecoin", "SoftBank", "ESMA", "Écrins"].map((form) => entryOf(form).kind)).toEqual([
      "term",
      "name",
      "acronym",
      "name",
    ]);
  });

  it("is searched by its forms, its forbidden spellings and its expansions, accents aside", async () => {
    const lexicon = open();
    await lexicon.load();
    lexicon.sought = "autorite";
    expect(lexicon.found.map(({ form }) => form)).toEqual(["ESMA"]);
  });

  it("keeps an entry under its new form, and stays on it", async () => {
    const lexicon = open();
    await lexicon.load();
    lexicon.choose(kept[0] as LexiconEntry);
    lexicon.open.form = "SoftBank Group";
    await lexicon.save();
    expect(kept.map(({ form }) => form)).toEqual(["ESMA", "SoftBank Group"]);
    expect(lexicon.before).toBe("SoftBank Group");
    await lexicon.remove();
    expect(kept.map(({ form }) => form)).toEqual(["ESMA"]);
    expect(lexicon.before).toBeNull();
    expect(failed).not.toHaveBeenCalled();
  });

  it("goes out as a table and takes one in, and stays on its entry", async () => {
    const lexicon = open();
    await lexicon.load();
    lexicon.choose(kept[0] as LexiconEntry);
    const table = "form\tnote\nSoftBank\tTokyo\n";
    connect(
      new FakeHost({
        list_lexicon: () => kept,
        export_lexicon: () => ({ table, entries: 1 }),
        import_lexicon: ({ table: asked }) => {
          expect(asked).toBe(table);
          kept = [{ ...entryOf("SoftBank"), note: "Tokyo" }, ...kept.slice(1)];
          return { added: 0, changed: 1, same: 0 };
        },
      }),
    );
    expect(await lexicon.table()).toBe(table);
    expect(await lexicon.take(table)).toEqual({ added: 0, changed: 1, same: 0 });
    expect(lexicon.open.note).toBe("Tokyo");
    expect(lexicon.before).toBe("SoftBank");
  });

  it("says what was refused, and keeps what was typed", async () => {
    connect(new FakeHost({}));
    const lexicon = new LexiconDesk(failed);
    lexicon.open.form = "Qorvault";
    await lexicon.save();
    expect(failed).toHaveBeenCalledOnce();
    expect(lexicon.open.form).toBe("Qorvault");
  });
});
