import { EditorView } from "@codemirror/view";
import type { Extension } from "@codemirror/state";
import { call } from "../backend";
import type { Counts } from "../backend/bindings/Counts";
import type { DraftId } from "../backend/bindings/DraftId";
import type { Manuscript } from "../editor/manuscript.svelte";

/** So long a selection rests before it is counted. */
const REST = 120;

/** How long the words are that a person selected; the desk counts, off the typing path. */
export class SelectionCounts {
  counts = $state.raw<Counts | null>(null);

  #timer: ReturnType<typeof setTimeout> | undefined;
  #asks = 0;

  constructor(
    readonly draft: DraftId,
    readonly text: Manuscript,
    readonly failed: (error: unknown) => void,
  ) {}

  /** What makes an editor tell of its selection. */
  watching(): Extension {
    return EditorView.updateListener.of(({ selectionSet, docChanged, state }) => {
      if (!selectionSet && !docChanged) return;
      const parts = state.selection.ranges
        .filter(({ empty }) => !empty)
        .map(({ from, to }): [number, number] => [from, to]);
      this.#changed(parts);
    });
  }

  stop(): void {
    this.#changed([]);
  }

  #changed(parts: [number, number][]): void {
    this.#asks += 1;
    clearTimeout(this.#timer);
    if (parts.length === 0) {
      if (this.counts !== null) this.counts = null;
      return;
    }
    const ask = this.#asks;
    this.#timer = setTimeout(() => void this.#count(parts, ask), REST);
  }

  async #count(parts: [number, number][], ask: number): Promise<void> {
    try {
      await this.text.flush();
      if (ask !== this.#asks) return;
      const counts = await call("count_parts", { draft: this.draft, parts });
      if (ask === this.#asks) this.counts = counts;
    } catch (error) {
      if (ask === this.#asks) this.failed(error);
    }
  }
}
