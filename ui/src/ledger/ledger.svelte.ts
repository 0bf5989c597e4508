import { call } from "../backend";
import type { CorrectArticle } from "../backend/bindings/CorrectArticle";
import type { CorrectionView } from "../backend/bindings/CorrectionView";
import type { DraftId } from "../backend/bindings/DraftId";
import type { IssueDate } from "../backend/bindings/IssueDate";
import type { PublishedArticle } from "../backend/bindings/PublishedArticle";
import type { WatchItem } from "../backend/bindings/WatchItem";
import type { WatchState } from "../backend/bindings/WatchState";
import { Refresh } from "../shell/refresh";

/** What issues said to watch, and the errata that wait for an issue. */
export class Ledger {
  watches = $state.raw<readonly WatchItem[]>([]);
  corrections = $state.raw<readonly CorrectionView[]>([]);

  readonly due = $derived(this.watches.filter(({ is_due }) => is_due));
  readonly offered = $derived(
    this.corrections.filter(({ erratum, level }) => erratum === "offered" && level !== "minor"),
  );

  #refresh: Refresh;

  constructor(readonly failed: (error: unknown) => void) {
    this.#refresh = new Refresh(async () => {
      this.watches = await call("list_watches");
      this.corrections = await call("list_errata");
    }, failed);
  }

  refresh(): Promise<void> {
    return this.#refresh.ask();
  }

  async decide(item: WatchItem, state: WatchState, due: IssueDate | null): Promise<void> {
    const { issue, slug, mark } = item;
    await this.#take(async () => {
      this.watches = await call("decide_watch", { issue, slug, mark, state, due });
    });
  }

  async follow(item: WatchItem, into: IssueDate): Promise<void> {
    const { issue, slug, mark } = item;
    await this.#take(async () => {
      this.watches = await call("follow_watch", { issue, slug, mark, into });
    });
  }

  async settle(correction: CorrectionView, into: IssueDate | null): Promise<void> {
    const { issue, slug, version } = correction;
    await this.#take(async () => {
      this.corrections = await call("settle_erratum", { issue, slug, version, into });
    });
  }

  async #take(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.failed(error);
    }
  }
}

/** The correction of a published article, from its words to the note that readers get. */
export class Correcting {
  headline = $state("");
  standfirst = $state("");
  text = $state("");
  note = $state("");
  level = $state<CorrectArticle["level"]>("significant");
  running = $state(false);

  constructor(
    readonly draft: DraftId,
    readonly article: PublishedArticle,
  ) {
    this.headline = article.headline;
    this.standfirst = article.standfirst;
    this.text = article.text;
  }

  readonly changed = $derived.by(
    () =>
      this.headline.trim() !== this.article.headline.trim() ||
      this.standfirst.trim() !== this.article.standfirst.trim() ||
      this.text !== this.article.text,
  );
  readonly ready = $derived.by(() => !this.running && this.changed && this.note.trim() !== "");

  async run(): Promise<CorrectionView[]> {
    this.running = true;
    try {
      const { draft, level, note, headline, standfirst, text } = this;
      return await call("correct_article", { draft, level, note, headline, standfirst, text });
    } finally {
      this.running = false;
    }
  }
}
