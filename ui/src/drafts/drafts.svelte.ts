import { call, pictureAddress } from "../backend";
import type { ArticleKind } from "../backend/bindings/ArticleKind";
import type { Draft } from "../backend/bindings/Draft";
import type { DraftId } from "../backend/bindings/DraftId";
import type { DraftSummary } from "../backend/bindings/DraftSummary";
import type { IllustrationChoice } from "../backend/bindings/IllustrationChoice";
import type { IssueDate } from "../backend/bindings/IssueDate";
import type { Picture } from "../editor/around";
import { folded } from "../parts/folded";
import { Refresh } from "../shell/refresh";

/** Rows drawn before "show more". */
const PAGE = 200;

function picturesOf(choices: readonly IllustrationChoice[]): ReadonlyMap<string, Picture> {
  const named = choices.map(({ key, label, print, width, height }): [string, Picture] => [
    key,
    { key, label, address: pictureAddress(print), width, height },
  ]);
  return new Map(named);
}

/** Every draft of the newsroom, and the filter over them. */
export class Drafts {
  all = $state.raw<DraftSummary[]>([]);
  illustrations = $state.raw<IllustrationChoice[]>([]);
  filter = $state("");
  #rows = $state(PAGE);
  #refresh: Refresh;

  constructor(failed: (error: unknown) => void) {
    this.#refresh = new Refresh(async () => {
      [this.all, this.illustrations] = await Promise.all([
        call("list_drafts"),
        call("list_illustrations"),
      ]);
    }, failed);
  }

  /** What is being written first, then what is printed; the latest first. */
  readonly matching = $derived.by(() => {
    const words = folded(this.filter).split(/\s+/).filter(Boolean);
    const done = ({ draft }: DraftSummary) =>
      draft.state === "published" || draft.state === "spiked" ? 1 : 0;
    return this.all
      .filter(({ draft, issue }) => {
        const text = folded([draft.headline, draft.slug, ...draft.authors, issue ?? ""].join(" "));
        return words.every((word) => text.includes(word));
      })
      .sort((a, b) => done(a) - done(b) || b.changed_at - a.changed_at);
  });

  /** The pictures of the newsroom, by name, as an editor shows them. */
  readonly pictures = $derived.by(() => picturesOf(this.illustrations));

  readonly rows = $derived(this.matching.slice(0, this.#rows));
  readonly hasMore = $derived(this.matching.length > this.#rows);

  more(): void {
    this.#rows += PAGE;
  }

  find(draft: DraftId): DraftSummary | undefined {
    return this.all.find((summary) => summary.draft.id === draft);
  }

  /** A draft has a place now; the list says so before it is asked again. */
  placed(draft: DraftId, issue: IssueDate): void {
    this.all = this.all.map((it) => (it.draft.id === draft ? { ...it, issue } : it));
    void this.refresh();
  }

  /** Asks for the list again, soon. */
  refresh(): Promise<void> {
    return this.#refresh.ask();
  }

  async start(kind: ArticleKind): Promise<Draft> {
    const draft = await call("start_draft", { kind, headline: "" });
    void this.refresh();
    return draft;
  }
}
