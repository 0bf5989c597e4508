import { call, pictureAddress } from "../backend";
import type { IllustrationKey } from "../backend/bindings/IllustrationKey";
import type { IssueDate } from "../backend/bindings/IssueDate";
import type { Passport } from "../backend/bindings/Passport";
import type { PictureFlag } from "../backend/bindings/PictureFlag";
import type { PictureLine } from "../backend/bindings/PictureLine";
import type { PictureView } from "../backend/bindings/PictureView";
import { folded } from "../parts/folded";
import { base64 } from "../paste/base64";
import { Refresh } from "../shell/refresh";

/** A passport is kept once nobody has typed for so long. */
const REST = 500;

/** What the library is narrowed to. */
export const FILTERS = [
  "all",
  "no_alt",
  "no_credit",
  "unsearched",
  "expiring",
  "realistic",
  "unused",
  "bin",
] as const;
export type Filter = (typeof FILTERS)[number];

function passes({ flags, binned_at }: PictureLine, filter: Filter): boolean {
  if (filter === "bin") return binned_at !== null;
  if (binned_at !== null) return false;
  if (filter === "all") return true;
  const wanted: PictureFlag[] = filter === "expiring" ? ["expired", "expiring"] : [filter];
  return wanted.some((flag) => flags.includes(flag));
}

const nothing = () => ({ who: "", date: null, what: "" });

/** The address of a print of this very file: another file of the same name has another. */
export const addressOf = (print: string, version: string) => `${pictureAddress(print)}?${version}`;

/** The pictures of the newsroom, and the one whose passport is open. */
export class Library {
  lines = $state.raw<PictureLine[]>([]);
  known = $state(false);
  sought = $state("");
  filter = $state<Filter>("all");
  open = $state.raw<PictureView | null>(null);
  /** The passport as it is being written. */
  passport = $state<Passport>({ digital_source: "photograph" });
  /** The search for its author, as it is being written. */
  search = $state<{ who: string; date: IssueDate | null; what: string }>(nothing());
  unsaved = $state(false);
  /** An import that goes on. */
  adding = $state.raw<{ done: number; all: number } | null>(null);

  readonly #failed: (error: unknown) => void;
  readonly #here: () => { person: string; today: IssueDate | null };
  readonly #refresh: Refresh;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<unknown> = Promise.resolve();
  #stop = false;

  readonly shown = $derived.by(() => {
    const words = folded(this.sought).split(/\s+/).filter(Boolean);
    return this.lines.filter(
      (line) =>
        passes(line, this.filter) && words.every((word) => folded(line.words).includes(word)),
    );
  });

  constructor(
    failed: (error: unknown) => void,
    here: () => { person: string; today: IssueDate | null },
  ) {
    this.#failed = failed;
    this.#here = here;
    this.#refresh = new Refresh(async () => {
      this.lines = await call("list_pictures");
      this.known = true;
    }, failed);
  }

  refresh(): Promise<void> {
    return this.#refresh.ask();
  }

  lineOf(key: IllustrationKey): PictureLine | undefined {
    return this.lines.find((line) => line.key === key);
  }

  /** Opens the passport of a picture, once the words of the one before it are safe. */
  async choose(key: IllustrationKey): Promise<void> {
    await this.flush();
    await this.#try(async () => this.#show(await call("read_picture", key)));
  }

  async close(): Promise<void> {
    await this.flush();
    this.open = null;
  }

  #show(view: PictureView): void {
    this.open = view;
    this.passport = { ...view.passport };
    this.search = { ...(view.passport.search ?? nothing()) };
    this.unsaved = false;
  }

  /** Changes the open passport; it is kept soon. */
  change(fields: Partial<Passport>): void {
    Object.assign(this.passport, fields);
    this.unsaved = true;
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => void this.flush(), REST);
  }

  /** Changes what is noted of the search; one that names no day is of today, by who is here. */
  look(fields: Partial<typeof this.search>): void {
    const first = Object.values(this.search).every((it) => it === "" || it === null);
    const { person, today } = this.#here();
    if (first) this.search = { who: person, date: today, what: "" };
    Object.assign(this.search, fields);
    const { who, date, what } = this.search;
    const isBlank = date === null || (who + what).trim() === "";
    this.change({ search: isBlank ? null : { who, date, what } });
  }

  /** Keeps what was changed, now. */
  flush(): Promise<unknown> {
    clearTimeout(this.#waiting);
    const key = this.open?.picture.key;
    if (!this.unsaved || key === undefined) return this.#saving;
    const passport = $state.snapshot(this.passport) as Passport;
    this.unsaved = false;
    this.#saving = this.#saving.then(() => this.#keep(key, passport));
    return this.#saving;
  }

  async #keep(key: IllustrationKey, passport: Passport): Promise<void> {
    try {
      const view = await call("save_passport", { key, passport });
      // What is being typed stays as it is typed.
      if (this.open?.picture.key === key) this.open = view;
    } catch (error) {
      if (this.open?.picture.key === key) this.unsaved = true;
      this.#failed(error);
    }
  }

  /** Takes files in, one by one; answers how many came in. */
  async add(files: readonly File[]): Promise<{ kept: number; stopped: boolean }> {
    this.#stop = false;
    let kept = 0;
    for (const [done, file] of files.entries()) {
      if (this.#stop) break;
      this.adding = { done, all: files.length };
      const added = await this.#try(async () =>
        call("import_picture", { name: file.name, bytes: await base64(file) }),
      );
      if (added !== null) kept += 1;
    }
    this.adding = null;
    await this.refresh();
    return { kept, stopped: this.#stop };
  }

  stop(): void {
    this.#stop = true;
  }

  /** Puts a file in the place of the open picture's; answers whether it did. */
  async replace(file: File): Promise<boolean> {
    const key = this.open?.picture.key;
    if (key === undefined) return false;
    await this.flush();
    const view = await this.#try(async () =>
      call("replace_picture", { key, name: file.name, bytes: await base64(file) }),
    );
    if (view === null) return false;
    this.#show(view);
    await this.refresh();
    return true;
  }

  /** Throws a picture away, or takes it back; answers whether it did. */
  async bin(key: IllustrationKey, back: boolean): Promise<boolean> {
    await this.flush();
    const done = await this.#try(async () => {
      await call(back ? "unbin_pictures" : "bin_pictures", [key]);
      return true;
    });
    await this.refresh();
    return done === true;
  }

  async #try<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      this.#failed(error);
      return null;
    }
  }
}
