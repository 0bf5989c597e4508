import { call } from "../backend";
import type { Draft } from "../backend/bindings/Draft";
import type { Override } from "../backend/bindings/Override";
import type { DraftPlace } from "../backend/bindings/DraftPlace";
import type { OpenedDraft } from "../backend/bindings/OpenedDraft";
import type { RecalledLines } from "../backend/bindings/RecalledLines";
import type { StatePassage } from "../backend/bindings/StatePassage";
import { Manuscript, type Outside as Manuscripts } from "../editor/manuscript.svelte";
import { Outline } from "../editor/outline.svelte";
import { References } from "../editor/references";
import { Margin } from "../margin/margin.svelte";
import { Pasting, type Outside as Pastings } from "../paste/pasting";
import { Review } from "../review/review.svelte";
import { Refresh } from "../shell/refresh";
import { Corrector } from "./corrector";
import { DraftForm } from "./form.svelte";
import { together } from "./mark";
import { Past } from "./past.svelte";
import { SelectionCounts } from "./selection.svelte";

type Outside = Manuscripts & Pastings;

/** A range of the text, in UTF-16 units. */
export interface Range {
  from: number;
  to: number;
}

/** The draft on the writing desk: its text, its fields, its place, and the mark over all. */
export class DraftOnDesk {
  readonly text: Manuscript;
  readonly outline = new Outline();
  readonly form: DraftForm;
  readonly past: Past;
  readonly review: Review;
  readonly corrector: Corrector;
  readonly selection: SelectionCounts;
  readonly margin: Margin;
  readonly references: References;
  readonly pasting: Pasting;
  readonly editable: boolean;
  /** What its issue prints instead of its own. */
  readonly overrides: readonly Override[];
  /** Words that the editor must show; a new object each time. */
  aim = $state.raw<Range | null>(null);
  /** The states that it passed through, the last one first. */
  passages = $state.raw<StatePassage[]>([]);
  /** The place that an issue has for it. */
  place = $state.raw<DraftPlace | null>(null);

  readonly #outside: Outside;
  readonly #replace: Refresh;
  readonly #reread: Refresh;

  /** `picked` is told when the person goes to a note of the margin. */
  constructor(opened: OpenedDraft, outside: Outside, picked: () => void = () => undefined) {
    const { id } = opened.draft;
    this.#outside = outside;
    this.text = new Manuscript(opened, outside);
    this.form = new DraftForm(opened.draft, outside);
    this.references = new References(id, (error) => outside.failed(error));
    this.pasting = new Pasting(outside);
    const { failed } = outside;
    this.past = new Past(this.text, this.form, failed);
    this.review = new Review(id, this.form, failed);
    this.corrector = new Corrector(id, () => outside.corrects(), failed);
    this.selection = new SelectionCounts(id, this.text, failed);
    this.margin = new Margin(id, this.text, failed, picked);
    this.editable = opened.editable;
    this.overrides = opened.overrides;
    this.place = opened.place;
    this.#replace = new Refresh(async () => {
      this.place = await call("place_of", id);
    }, failed);
    this.#reread = new Refresh(() => this.form.reread(), failed);
  }

  get draft(): Draft {
    return this.form.draft;
  }

  readonly mark = $derived.by(() => together(this.text.mark, this.form.mark));

  /** Somebody may have changed its fields. */
  changedElsewhere(): void {
    void this.#reread.ask();
  }

  /** Asks which states it passed through. */
  async readPassages(): Promise<void> {
    try {
      await this.form.flush();
      this.passages = (await call("passages", this.draft.id)).reverse();
    } catch (error) {
      this.#outside.failed(error);
    }
  }

  /** The steps of the lines around the text, from before the window was opened. */
  async recallLines(): Promise<RecalledLines | null> {
    try {
      return await call("recall_lines", this.draft.id);
    } catch (error) {
      this.#outside.failed(error);
      return null;
    }
  }

  /** An issue changed, and maybe the place it has for it. */
  moved(): void {
    void this.#replace.ask();
  }

  /** Waits until everything is on the disk; `false` when something failed. */
  async flush(): Promise<boolean> {
    const [text, form] = await Promise.all([this.text.flush(), this.form.flush()]);
    return text && form;
  }

  stop(): void {
    this.text.stop();
    this.form.stop();
    this.past.stop();
    this.review.stop();
    this.selection.stop();
    this.margin.stop();
  }
}
