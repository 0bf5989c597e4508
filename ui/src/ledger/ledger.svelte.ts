import { call } from "../backend";
import type { Correctable } from "../backend/bindings/Correctable";
import type { CorrectArticle } from "../backend/bindings/CorrectArticle";
import type { CorrectionView } from "../backend/bindings/CorrectionView";
import type { DraftId } from "../backend/bindings/DraftId";
import type { IssueDate } from "../backend/bindings/IssueDate";
import type { ReplyView } from "../backend/bindings/ReplyView";
import type { PublishedArticle } from "../backend/bindings/PublishedArticle";
import type { WatchItem } from "../backend/bindings/WatchItem";
import type { WatchState } from "../backend/bindings/WatchState";
import { Refresh } from "../shell/refresh";

/** What issues said to watch, and the errata that wait for an issue. */
export class Ledger {
  watches = $state.raw<readonly WatchItem[]>([]);
  corrections = $state.raw<readonly CorrectionView[]>([]);

  replies = $state.raw<readonly ReplyView[]>([]);

  readonly due = $derived(this.watches.filter(({ is_due }) => is_due));
  readonly offered = $derived(
    this.corrections.filter(({ erratum, level }) => erratum === "offered" && level !== "minor"),
  );

  readonly asked = $derived(this.replies.filter(({ waits }) => waits));
  /** How many things someone has to decide. */
  readonly waiting = $derived(this.due.length + this.offered.length + this.asked.length);

  #refresh: Refresh;

  constructor(readonly failed: (error: unknown) => void) {
    this.#refresh = new Refresh(async () => {
      [this.watches, this.corrections, this.replies] = await Promise.all([
        call("list_watches"),
        call("list_errata"),
        call("list_replies"),
      ]);
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

  async decideReply(
    { issue, slug, rank }: ReplyView,
    decision: "publish" | "refuse",
    reason: string,
  ): Promise<void> {
    await this.#take(async () => {
      this.replies = await call("decide_reply", { issue, slug, rank, decision, reason });
    });
  }

  async printReply({ issue, slug, rank }: ReplyView, into: IssueDate): Promise<void> {
    await this.#take(async () => {
      this.replies = await call("print_reply", { issue, slug, rank, into });
    });
  }

  async #take(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      // A look that began before may answer after, with what was.
      await this.refresh();
    } catch (error) {
      this.failed(error);
    }
  }
}

/** The correction of a published article, from its words to the note that readers get. */
export class Correcting {
  now = $state<Correctable>() as Correctable;
  /** Whether its pictures are printed with what the library now says of them. */
  pictures = $state(false);
  note = $state("");
  level = $state<CorrectArticle["level"]>("significant");
  running = $state(false);

  constructor(
    readonly draft: DraftId,
    readonly article: PublishedArticle,
  ) {
    this.now = { ...article.now };
  }

  readonly changed = $derived.by(
    () => this.pictures || JSON.stringify(this.now) !== JSON.stringify(this.article.now),
  );
  readonly ready = $derived.by(() => !this.running && this.changed && this.note.trim() !== "");

  async run(): Promise<CorrectionView[]> {
    this.running = true;
    try {
      const { draft, level, note, pictures } = this;
      const now = $state.snapshot(this.now);
      return await call("correct_article", { draft, level, note, now, pictures });
    } finally {
      this.running = false;
    }
  }
}

/** A right of reply to a published article, as it came. */
export class Replying {
  person = $state("");
  received = $state<IssueDate | null>(null);
  text = $state("");
  running = $state(false);

  constructor(
    readonly draft: DraftId,
    readonly article: PublishedArticle,
    today: IssueDate,
  ) {
    this.received = today;
  }

  readonly ready = $derived.by(
    () =>
      !this.running &&
      this.person.trim() !== "" &&
      this.text.trim() !== "" &&
      this.received !== null,
  );

  async run(): Promise<ReplyView[]> {
    const { draft, person, received, text } = this;
    if (received === null) return [];
    this.running = true;
    try {
      return await call("receive_reply", { draft, person, received, text });
    } finally {
      this.running = false;
    }
  }
}
