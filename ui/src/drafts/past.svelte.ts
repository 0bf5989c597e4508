import { call } from "../backend";
import type { Draft } from "../backend/bindings/Draft";
import type { Moment } from "../backend/bindings/Moment";
import type { MomentRead } from "../backend/bindings/MomentRead";
import type { Passage } from "../backend/bindings/Passage";
import type { Manuscript } from "../editor/manuscript.svelte";
import type { DraftForm } from "./form.svelte";

/** Long enough for who writes to have stopped. */
const QUIET = 1200;
/** Whoever types without a pause is not overtaken for ever. */
const TRIES = 5;

/** What a moment that was brought back took the place of. */
export interface Before {
  /** Whether the text changed, and may be undone. */
  text: boolean;
  lines: Pick<Draft, "kicker" | "headline" | "standfirst">;
}

/** The past of the draft on the desk: its moments, the one being read, and who wrote what. */
export class Past {
  /** The moments, the last one first. */
  moments = $state.raw<Moment[]>([]);
  /** The moment that is read in the desk, in the place of the text. */
  reading = $state.raw<MomentRead | null>(null);
  /** Whether what differs from the text of now is shown. */
  differences = $state(true);
  /** Whether every passage shows who wrote it. */
  signed = $state(false);
  /** Who wrote what, at a version of the text. */
  passages = $state.raw<{ version: number; all: Passage[] } | null>(null);
  /** The passage of the caret. */
  here = $state.raw<Passage | null>(null);

  readonly #text: Manuscript;
  readonly #form: DraftForm;
  readonly #failed: (error: unknown) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #watched = false;
  #asks = 0;

  constructor(text: Manuscript, form: DraftForm, failed: (error: unknown) => void) {
    this.#text = text;
    this.#form = form;
    this.#failed = failed;
  }

  /** Keeps the moments up to date while someone looks at them. */
  watch(): () => void {
    this.#watched = true;
    void this.#ask();
    return () => (this.#watched = false);
  }

  /** The draft changed: what is shown of its past is asked again once the fingers rest. */
  touched(): void {
    clearTimeout(this.#timer);
    if (!this.#watched && !this.signed) return;
    this.#timer = setTimeout(() => void this.#ask(), QUIET);
  }

  async sign(signed: boolean): Promise<void> {
    this.signed = signed;
    this.here = null;
    if (signed) await this.#ask();
    else this.passages = null;
  }

  async #ask(): Promise<void> {
    try {
      if (this.#watched) {
        const { moments } = await call("draft_past", this.#text.draft);
        this.moments = moments.toReversed();
      }
      if (this.signed) {
        const { version, passages } = await call("who_wrote", this.#text.draft);
        this.passages = { version, all: passages };
      }
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Shows the draft as it was just after `seq`. Only the last question asked is answered. */
  async read(seq: number): Promise<void> {
    const ask = (this.#asks += 1);
    try {
      if (!(await this.#text.flush())) return;
      const read = await call("read_moment", { draft: this.#text.draft, seq });
      if (ask === this.#asks) this.reading = read;
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Back to the text of now. */
  leave(): void {
    this.#asks += 1;
    this.reading = null;
  }

  /** One step of writing back or on. */
  step(by: -1 | 1): void {
    const seq = by < 0 ? this.reading?.before : this.reading?.after;
    if (typeof seq === "number") void this.read(seq);
  }

  /** One moment back or on, in the list's order. */
  move(by: -1 | 1): void {
    const { reading, moments } = this;
    if (reading === null) return;
    const later = moments.filter(({ seq }) => seq > reading.seq);
    const earlier = moments.filter(({ seq }) => seq < reading.seq);
    const next = by < 0 ? earlier[0] : later.at(-1);
    if (next !== undefined) void this.read(next.seq);
  }

  /** Brings a moment back; answers what was there before, or nothing when it failed. */
  async restore(seq: number): Promise<Before | null> {
    const { draft } = this.#text;
    for (let tries = 0; tries < TRIES; tries += 1) {
      if (!(await this.#text.flush()) || !(await this.#form.flush())) return null;
      const back = await call("restore_moment", { draft, seq, only: null });
      const restored = this.#text.restore(back);
      if (restored === null) continue;
      const { kicker, headline, standfirst } = this.#form.draft;
      if (back.fields !== null) {
        const { kicker, headline, standfirst } = back.fields;
        this.#form.change({ kicker, headline, standfirst });
      }
      this.leave();
      this.touched();
      return { text: restored === "changed", lines: { kicker, headline, standfirst } };
    }
    return null;
  }

  /**
   * Brings back the one place that is the `rank`-th to differ in the moment that is read, and reads
   * it again; answers whether it could. The text may be other than the one that was laid under it.
   */
  async restorePlace(rank: number): Promise<boolean> {
    const { reading } = this;
    if (reading === null || !(await this.#text.flush())) return false;
    const { seq, version } = reading;
    const back = await call("restore_moment", { draft: this.#text.draft, seq, only: rank });
    const restored = back.version === version ? this.#text.restore(back) : null;
    await this.reread();
    this.touched();
    return restored === "changed";
  }

  /** Lays the moment that is read over the text as it is now. */
  async reread(): Promise<void> {
    if (this.reading !== null) await this.read(this.reading.seq);
  }

  async name(seq: number | null, name: string): Promise<void> {
    if (!(await this.#text.flush())) return;
    const { moments } = await call("name_moment", { draft: this.#text.draft, seq, name });
    this.moments = moments.toReversed();
  }

  stop(): void {
    this.#asks += 1;
    clearTimeout(this.#timer);
  }
}
