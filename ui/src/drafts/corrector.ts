import { call } from "../backend";
import type { Correction } from "../backend/bindings/Correction";
import type { DraftId } from "../backend/bindings/DraftId";

/** What names a place of a field, so that a correction taken back there is not made again. */
const NEAR = 4;

/** Typography corrected as one types in the fields around a text. */
export class Corrector {
  readonly #draft: DraftId;
  readonly #wanted: () => boolean;
  readonly #failed: (error: unknown) => void;
  readonly #lengths = new WeakMap<HTMLTextAreaElement, number>();
  readonly #refused = new Set<string>();
  /** The words before the last correction, and the places that it changed. */
  #last: { words: string; places: string[] } | null = null;
  #making = false;

  constructor(draft: DraftId, wanted: () => boolean, failed: (error: unknown) => void) {
    this.#draft = draft;
    this.#wanted = wanted;
    this.#failed = failed;
  }

  /** A field is about to be written in. */
  entered(field: HTMLTextAreaElement): void {
    this.#lengths.set(field, field.value.length);
  }

  /** Looks at what was just typed. */
  async typed(field: HTMLTextAreaElement, event: InputEvent): Promise<void> {
    const words = field.value;
    const grown = words.length - (this.#lengths.get(field) ?? words.length);
    this.#lengths.set(field, words.length);
    if (this.#making || event.isComposing || !this.#wanted()) return;
    if (event.inputType.startsWith("history")) {
      if (words === this.#last?.words) this.#last.places.forEach((it) => this.#refused.add(it));
      return;
    }
    if (grown <= 0) return;
    const caret = field.selectionStart;
    const pasted = event.inputType === "insertFromPaste" || event.inputType === "insertFromDrop";
    const typed = { from: Math.max(0, caret - grown), to: caret, caret, pasted };
    try {
      const corrections = await call("correct_words", { draft: this.#draft, words, typed });
      if (field.value === words && field.selectionStart === caret) this.#make(field, corrections);
    } catch (error) {
      this.#failed(error);
    }
  }

  #make(field: HTMLTextAreaElement, corrections: readonly Correction[]): void {
    const words = field.value;
    const place = ({ from, to }: Correction) => words.slice(Math.max(0, from - NEAR), to + 1);
    const wanted = corrections.filter((one) => !this.#refused.has(place(one)));
    if (wanted.length === 0 || document.activeElement !== field) return;
    let caret = field.selectionStart;
    this.#making = true;
    // Written as if typed, so that the field's own undo takes it back.
    for (const { from, to, insert } of wanted.toReversed()) {
      field.setSelectionRange(from, to);
      document.execCommand(insert === "" ? "delete" : "insertText", false, insert);
      if (caret >= to) caret += insert.length - (to - from);
    }
    field.setSelectionRange(caret, caret);
    this.#making = false;
    this.#last = { words, places: wanted.map(place) };
  }
}
