import { call } from "../backend";
import type { Author } from "../backend/bindings/Author";
import type { SaveAuthor } from "../backend/bindings/SaveAuthor";
import { speech } from "../words";

const NOBODY: SaveAuthor = { key: null, name: "", initials: "", bio: "" };

/** The people who sign, and the record that is open. */
export class AuthorsDesk {
  authors = $state.raw<readonly Author[]>([]);
  open = $state<SaveAuthor>({ ...NOBODY });
  busy = $state(false);

  constructor(
    authors: readonly Author[],
    readonly failed: (error: unknown) => void,
  ) {
    this.#list(authors);
  }

  choose({ key, name, initials, bio }: Author): void {
    this.open = { key, name, initials: initials ?? "", bio: bio ?? "" };
  }

  fresh(): void {
    this.open = { ...NOBODY };
  }

  async save(): Promise<void> {
    const known = this.authors.map((it) => it.key);
    const { key } = this.open;
    await this.#do(async () => {
      this.#list((await call("save_author", $state.snapshot(this.open))).authors);
      const kept = this.authors.find((it) =>
        key === null ? !known.includes(it.key) : it.key === key,
      );
      if (kept !== undefined) this.choose(kept);
    });
  }

  async remove(): Promise<void> {
    const { key } = this.open;
    if (key === null) return;
    await this.#do(async () => {
      this.#list((await call("remove_author", key)).authors);
      this.fresh();
    });
  }

  /** By name, as a directory has them: É beside E. */
  #list(authors: readonly Author[]): void {
    this.authors = authors.toSorted((a, b) => a.name.localeCompare(b.name, speech.language));
  }

  async #do(work: () => Promise<unknown>): Promise<void> {
    this.busy = true;
    try {
      await work();
    } catch (error) {
      this.failed(error);
    } finally {
      this.busy = false;
    }
  }
}
