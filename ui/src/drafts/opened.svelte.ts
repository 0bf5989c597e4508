import type { Draft } from "../backend/bindings/Draft";
import type { OpenedDraft } from "../backend/bindings/OpenedDraft";
import { Manuscript, type Outside as Manuscripts } from "../editor/manuscript.svelte";
import { Outline } from "../editor/outline.svelte";
import { References } from "../editor/references";
import { Pasting, type Outside as Pastings } from "../paste/pasting";
import { DraftForm } from "./form.svelte";
import { together } from "./mark";

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
  readonly references: References;
  readonly pasting: Pasting;
  readonly editable: boolean;
  /** Words that the editor must show; a new object each time. */
  aim = $state.raw<Range | null>(null);

  constructor(opened: OpenedDraft, outside: Manuscripts & Pastings) {
    this.text = new Manuscript(opened, outside);
    this.form = new DraftForm(opened.draft, outside);
    this.references = new References(opened.draft.id, (error) => outside.failed(error));
    this.pasting = new Pasting(outside);
    this.editable = opened.editable;
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
  }
}
