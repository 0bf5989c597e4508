import type { DraftId } from "../backend/bindings/DraftId";
import type { DraftSummary } from "../backend/bindings/DraftSummary";
import { setOf } from "../parts/maps";

/** The drafts of the list that were picked to be treated together. */
export class Picked {
  #ids = $state.raw<ReadonlySet<DraftId>>(setOf([]));
  /** Where the stretch that Shift extends begins, and what was picked before it. */
  #from: DraftId | null = null;
  #before: ReadonlySet<DraftId> = setOf([]);
  readonly #shown: () => readonly DraftSummary[];

  /** `shown` are the drafts that the list shows, in its order. */
  constructor(shown: () => readonly DraftSummary[]) {
    this.#shown = shown;
  }

  /** The picked ones that are in sight: what is not shown is not acted on. */
  readonly all = $derived.by(() =>
    this.#ids.size === 0 ? [] : this.#shown().filter(({ id }) => this.#ids.has(id)),
  );

  has(draft: DraftId): boolean {
    return this.#ids.has(draft);
  }

  /** Picks one more, or lets it go. */
  toggle(draft: DraftId): void {
    const others = [...this.#ids].filter((id) => id !== draft);
    this.#keep(this.#ids.has(draft) ? others : [...others, draft]);
    this.#from = draft;
    this.#before = this.#ids;
  }

  /** Picks the stretch from where the last one began, or from `from`, to `to`. */
  extend(from: DraftId, to: DraftId): void {
    if (this.#from === null) {
      this.#from = from;
      this.#before = this.#ids;
    }
    const order = this.#shown().map(({ id }) => id);
    const [one, other] = [order.indexOf(this.#from), order.indexOf(to)];
    if (one < 0 || other < 0) return;
    const stretch = order.slice(Math.min(one, other), Math.max(one, other) + 1);
    this.#keep([...this.#before, ...stretch]);
  }

  everything(): void {
    this.#keep(this.#shown().map(({ id }) => id));
  }

  clear(): void {
    if (this.#ids.size > 0) this.#keep([]);
    this.#from = null;
    this.#before = this.#ids;
  }

  /** The keys went on without Shift: the next stretch begins elsewhere. */
  rest(): void {
    this.#from = null;
  }

  #keep(ids: Iterable<DraftId>): void {
    this.#ids = setOf(ids);
  }
}
