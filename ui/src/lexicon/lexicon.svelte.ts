import { call } from "../backend";
import type { LexiconEntry } from "../backend/bindings/LexiconEntry";
import type { LexiconImported } from "../backend/bindings/LexiconImported";
import type { LexiconKind } from "../backend/bindings/LexiconKind";

export const KINDS: readonly LexiconKind[] = ["name", "term", "acronym"];

/** The languages that an entry may be of; "any" is none in particular. */
export const LANGUAGES = ["any", "fr", "en"] as const;

/** A new entry of this form, its kind guessed by its capitals. */
export function entryOf(form: string): LexiconEntry {
  const capitals = form === form.toUpperCase() && form.length > 1;
  const capital = /^\p{Lu}/u.test(form);
  const kind = capitals ? "acronym" : capital ? "name" : "term";
  return { form, kind, language: null, forbidden: [], expansions: [], note: "" };
}

/** The house lexicon on screen: its entries, and the one that is open. */
export class LexiconDesk {
  entries = $state.raw<LexiconEntry[]>([]);
  sought = $state("");
  /** The entry being written, and the form that it has in the lexicon. */
  open = $state<LexiconEntry>(entryOf(""));
  before = $state.raw<string | null>(null);
  busy = $state(false);

  readonly #failed: (error: unknown) => void;

  readonly found = $derived.by(() => {
    const plain = (words: string) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const sought = plain(this.sought.trim());
    const words = (it: LexiconEntry) =>
      plain([it.form, ...it.forbidden, ...it.expansions].join(" "));
    return sought === "" ? this.entries : this.entries.filter((it) => words(it).includes(sought));
  });

  constructor(failed: (error: unknown) => void) {
    this.#failed = failed;
  }

  /** Lists the entries, and opens the one of this form. */
  async load(form: string | null = null): Promise<void> {
    await this.#do(async () => (this.entries = await call("list_lexicon")));
    this.chooseForm(form);
  }

  chooseForm(form: string | null): void {
    const entry = this.entries.find((it) => it.form === form);
    if (entry !== undefined) this.choose(entry);
  }

  choose(entry: LexiconEntry): void {
    const { forbidden, expansions } = entry;
    this.open = { ...entry, forbidden: [...forbidden], expansions: [...expansions] };
    this.before = entry.form;
  }

  fresh(): void {
    this.open = entryOf("");
    this.before = null;
  }

  async save(): Promise<void> {
    await this.#do(async () => {
      const entry = $state.snapshot(this.open);
      const kept = await call("save_entry", { entry, before: this.before });
      this.entries = await call("list_lexicon");
      this.choose(kept);
    });
  }

  async remove(): Promise<void> {
    const form = this.before;
    if (form === null) return;
    await this.#do(async () => {
      await call("remove_entry", { form });
      this.entries = await call("list_lexicon");
      this.fresh();
    });
  }

  /** The whole lexicon as a table, for a spreadsheet. */
  async table(): Promise<string | null> {
    let table: string | null = null;
    await this.#do(async () => ({ table } = await call("export_lexicon")));
    return table;
  }

  /** Takes in a table; answers what it brought, or nothing when it was refused. */
  async take(table: string): Promise<LexiconImported | null> {
    let imported: LexiconImported | null = null;
    await this.#do(async () => {
      imported = await call("import_lexicon", { table });
      this.entries = await call("list_lexicon");
      if (this.before === null) return;
      const open = this.entries.find(({ form }) => form === this.before);
      if (open) this.choose(open);
    });
    return imported;
  }

  async #do(work: () => Promise<unknown>): Promise<void> {
    this.busy = true;
    try {
      await work();
    } catch (error) {
      this.#failed(error);
    } finally {
      this.busy = false;
    }
  }
}
