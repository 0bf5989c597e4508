import type { Draft } from "../backend/bindings/Draft";
import type { Override } from "../backend/bindings/Override";
import type { OpenedDraft } from "../backend/bindings/OpenedDraft";
import { Manuscript, type Outside } from "../editor/manuscript.svelte";
import { Outline } from "../editor/outline.svelte";
import { Review } from "../review/review.svelte";
import { Corrector } from "./corrector";
import { DraftForm } from "./form.svelte";
import { together } from "./mark";
import { Past } from "./past.svelte";

/** A range of the text, in UTF-16 units. */
export interface Range {
  from: number;
  to: number;
}

/** The draft on the writing desk: its text, its fields, and the mark over both. */
export class DraftOnDesk {
  readonly text: Manuscript;
  readonly outline = new Outline();
  readonly form: DraftForm;
  readonly past: Past;
  readonly review: Review;
  readonly corrector: Corrector;
  readonly editable: boolean;
  /** What its issue prints instead of its own. */
  readonly overrides: readonly Override[];
  /** Words that the editor must show; a new object each time. */
  aim = $state.raw<Range | null>(null);

  constructor(opened: OpenedDraft, outside: Outside) {
    this.text = new Manuscript(opened, outside);
    this.form = new DraftForm(opened.draft, outside);
    this.past = new Past(this.text, this.form, (error) => outside.failed(error));
    const { id } = opened.draft;
    const failed = (error: unknown) => outside.failed(error);
    this.review = new Review(id, this.form, failed);
    this.corrector = new Corrector(id, () => outside.corrects(), failed);
    this.editable = opened.editable;
    this.overrides = opened.overrides;
  }

  get draft(): Draft {
    return this.form.draft;
  }

  readonly mark = $derived.by(() => together(this.text.mark, this.form.mark));

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
  }
}
