import { SvelteMap } from "svelte/reactivity";

import { call, faultOf } from "../backend";
import type { Author } from "../backend/bindings/Author";
import type { AuthorKey } from "../backend/bindings/AuthorKey";
import type { SaveAuthor } from "../backend/bindings/SaveAuthor";
import { sayFault, speech } from "../words";

const NOBODY: SaveAuthor = { key: null, name: "", initials: "", bio: "" };

/** The people who sign, and the record that is open. What was written in another one and not kept
 * is there again when it is opened. */
export class AuthorsDesk {
  authors = $state.raw<readonly Author[]>([]);
  open = $state<SaveAuthor>({ ...NOBODY });
  /** Who was removed last, and may come back. */
  removed = $state.raw<SaveAuthor | null>(null);
  refusal = $state.raw<{ text: string; hint: string } | null>(null);
  busy = $state(false);

  readonly #unkept = new SvelteMap<AuthorKey | null, SaveAuthor>();

  /** `left` is told when the dialog closes on words that were not kept. */
  constructor(
    authors: readonly Author[],
    readonly left: () => void,
  ) {
    this.#list(authors);
  }

  choose(key: AuthorKey): void {
    this.#turnTo(key);
  }

  fresh(): void {
    this.#turnTo(null);
  }

  /** Whether words of that record wait to be kept. */
  waits(key: AuthorKey): boolean {
    return this.open.key === key ? this.#changed : this.#unkept.has(key);
  }

  /** The dialog closes. */
  leave(): void {
    this.#putAside();
    if (this.#unkept.size > 0) this.left();
  }

  async save(): Promise<void> {
    const asked = $state.snapshot(this.open);
    await this.#do(async () => {
      const kept = await this.#keep(asked);
      this.#unkept.delete(asked.key);
      this.open = { ...NOBODY };
      if (kept !== undefined) this.#turnTo(kept.key);
    });
  }

  async remove(): Promise<void> {
    const gone = $state.snapshot(this.open);
    const { key } = gone;
    if (key === null) return;
    await this.#do(async () => {
      const written = this.#recordOf(key);
      this.#list((await call("remove_author", key)).authors);
      this.#unkept.delete(key);
      this.open = { ...NOBODY };
      this.removed = { ...written, key: null };
    });
  }

  /** Takes the last removal back. */
  async bringBack(): Promise<void> {
    const { removed } = this;
    if (removed === null) return;
    await this.#do(async () => {
      const back = await this.#keep(removed);
      this.removed = null;
      if (back !== undefined) this.#turnTo(back.key);
    });
  }

  /** Keeps a record, and answers it as it is kept. */
  async #keep(record: SaveAuthor): Promise<Author | undefined> {
    const known = this.authors.map((it) => it.key);
    this.#list((await call("save_author", record)).authors);
    const { key } = record;
    return this.authors.find((it) => (key === null ? !known.includes(it.key) : it.key === key));
  }

  get #changed(): boolean {
    const { name, initials, bio, key } = this.open;
    const kept = this.#recordOf(key);
    return name !== kept.name || initials !== kept.initials || bio !== kept.bio;
  }

  #turnTo(key: AuthorKey | null): void {
    this.#putAside();
    this.refusal = null;
    this.open = { ...(this.#unkept.get(key) ?? this.#recordOf(key)) };
  }

  #putAside(): void {
    const { key } = this.open;
    if (this.#changed) this.#unkept.set(key, $state.snapshot(this.open));
    else this.#unkept.delete(key);
  }

  #recordOf(key: AuthorKey | null): SaveAuthor {
    const author = this.authors.find((it) => it.key === key);
    if (author === undefined) return { ...NOBODY };
    const { name, initials = "", bio = "" } = author;
    return { key: author.key, name, initials, bio };
  }

  /** By name, as a directory has them: É beside E. */
  #list(authors: readonly Author[]): void {
    this.authors = authors.toSorted((a, b) => a.name.localeCompare(b.name, speech.language));
  }

  async #do(work: () => Promise<unknown>): Promise<void> {
    this.busy = true;
    this.refusal = null;
    try {
      await work();
    } catch (error) {
      this.refusal = sayFault(faultOf(error));
    } finally {
      this.busy = false;
    }
  }
}
