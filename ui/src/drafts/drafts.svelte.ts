import { call, pictureAddress } from "../backend";
import type { ArticleKind } from "../backend/bindings/ArticleKind";
import type { Draft } from "../backend/bindings/Draft";
import type { DraftId } from "../backend/bindings/DraftId";
import type { DraftState } from "../backend/bindings/DraftState";
import type { DraftSummary } from "../backend/bindings/DraftSummary";
import type { IllustrationChoice } from "../backend/bindings/IllustrationChoice";
import type { IssueDate } from "../backend/bindings/IssueDate";
import type { Picture } from "../editor/around";
import { mapOf } from "../parts/maps";
import { Refresh } from "../shell/refresh";
import { Filter } from "./filter.svelte";
import { rowsOf } from "./groups";
import { Picked } from "./picked.svelte";

const PACE = 120;

function picturesOf(choices: readonly IllustrationChoice[]): ReadonlyMap<string, Picture> {
  const named = choices.map(({ key, label, print, width, height }): [string, Picture] => [
    key,
    { key, label, address: pictureAddress(print), width, height },
  ]);
  return new Map(named);
}

/** Every draft at work in the newsroom, and the filter over them. */
export class Drafts {
  illustrations = $state.raw<IllustrationChoice[]>([]);
  /** Whether the newsroom was asked at least once. */
  known = $state(false);
  readonly filter = new Filter();
  #byId = $state.raw<ReadonlyMap<DraftId, DraftSummary>>(mapOf([]));
  #told: DraftSummary[] = [];
  #refresh: Refresh;

  constructor(failed: (error: unknown) => void) {
    this.#refresh = new Refresh(async () => {
      const [drafts, illustrations] = await Promise.all([
        call("list_drafts"),
        call("list_illustrations"),
      ]);
      this.#told = [];
      this.#byId = mapOf(drafts.map((draft) => [draft.id, draft]));
      this.illustrations = illustrations;
      this.known = true;
    }, failed);
  }

  readonly all = $derived([...this.#byId.values()]);
  readonly matching = $derived(this.all.filter(this.filter.matches));
  readonly rows = $derived(rowsOf(this.matching, this.filter.chosen.sort, Date.now()));

  /** The drafts that the list shows, in its order. */
  readonly shown = $derived(this.rows.flatMap((row) => (row.is === "draft" ? [row.draft] : [])));
  readonly picked = new Picked(() => this.shown);

  /** The pictures of the newsroom, by name, as an editor shows them. */
  readonly pictures = $derived.by(() => picturesOf(this.illustrations));

  find(draft: DraftId): DraftSummary | undefined {
    return this.#byId.get(draft);
  }

  /** One draft is new in the list, or other than it was. Who types a headline is told at each
   * key; the list follows at its own pace. */
  listed(draft: DraftSummary): void {
    if (this.#told.length === 0) setTimeout(() => this.#takeIn(), PACE);
    this.#told.push(draft);
  }

  /** What is printed leaves the list. */
  #takeIn(): void {
    const told = this.#told.map((draft) => [draft.id, draft] as const);
    this.#told = [];
    const after = [...mapOf([...this.#byId, ...told])];
    this.#byId = mapOf(after.filter(([, { state }]) => state !== "published"));
  }

  /** A draft has a place now; the list says so before it is told. */
  placed(draft: DraftId, issue: IssueDate): void {
    const summary = this.find(draft);
    if (summary === undefined) return;
    this.#told.push({ ...summary, issue });
    this.#takeIn();
  }

  /** Asks for the list again, soon. */
  refresh(): Promise<void> {
    return this.#refresh.ask();
  }

  /** Brings drafts to states, all at once; answers the states they leave. */
  async move(to: readonly [DraftId, DraftState][]): Promise<[DraftId, DraftState][]> {
    const left = to.flatMap(([id]): [DraftId, DraftState][] => {
      const draft = this.find(id);
      return draft === undefined ? [] : [[id, draft.state]];
    });
    await call("move_drafts", { drafts: [...to] });
    await this.refresh();
    return left;
  }

  start(kind: ArticleKind): Promise<Draft> {
    return call("start_draft", { kind, headline: "" });
  }
}
