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
  /** The last correction: the words before and after it, the caret, the places it changed. */
  #last: { words: string; after: string; caret: number; places: string[] } | null = null;
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
    if (grown <= 0 || event.inputType.startsWith("history")) return;
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

  /** Takes the last correction back, alone, when that is what a key asks; says whether it did. */
  undone(field: HTMLTextAreaElement, key: KeyboardEvent): boolean {
    const last = this.#last;
    const asks = (key.ctrlKey || key.metaKey) && !key.shiftKey && key.key.toLowerCase() === "z";
    if (!asks || last === null || field.value !== last.after) return false;
    key.preventDefault();
    this.#last = null;
    for (const place of last.places) this.#refused.add(place);
    this.#making = true;
    write(field, 0, field.value.length, last.words);
    field.setSelectionRange(last.caret, last.caret);
    this.#making = false;
    return true;
  }

  #make(field: HTMLTextAreaElement, corrections: readonly Correction[]): void {
    const words = field.value;
    const place = ({ from, to }: Correction) => words.slice(Math.max(0, from - NEAR), to + 1);
    const wanted = corrections.filter((one) => !this.#refused.has(place(one)));
    if (wanted.length === 0 || document.activeElement !== field) return;
    const before = field.selectionStart;
    let caret = before;
    this.#making = true;
    for (const { from, to, insert } of wanted.toReversed()) {
      write(field, from, to, insert);
      if (caret >= to) caret += insert.length - (to - from);
    }
    field.setSelectionRange(caret, caret);
    this.#making = false;
    this.#last = { words, after: field.value, caret: before, places: wanted.map(place) };
  }
}

/** Puts words in a field as if they were typed, so that its own history goes on where it can. */
function write(field: HTMLTextAreaElement, from: number, to: number, words: string): void {
  field.setSelectionRange(from, to);
  const command = words === "" ? "delete" : "insertText";
  if (typeof document.execCommand === "function" && document.execCommand(command, false, words)) {
    return;
  }
  field.setRangeText(words, from, to, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
}
