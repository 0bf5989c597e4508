import type { ArticleKind } from "../backend/bindings/ArticleKind";
import type { DraftState } from "../backend/bindings/DraftState";
import type { DraftSummary } from "../backend/bindings/DraftSummary";
import { folded } from "../parts/folded";
import { mapOf } from "../parts/maps";

const KEPT = "marbre.list";

/** In what order, and under what heads, the drafts are listed. */
export type Sort = "recent" | "state" | "issue" | "author" | "headline" | "signs";

export const SORTS: readonly Sort[] = ["recent", "state", "issue", "author", "headline", "signs"];

/** A choice of the filter; an empty word asks for nothing. */
interface Chosen {
  state: DraftState | "";
  kind: ArticleKind | "";
  author: string;
  /** A day, `any` for whatever issue, `none` for the drafts that have none. */
  issue: string;
  sort: Sort;
}

const NOTHING: Chosen = { state: "", kind: "", author: "", issue: "", sort: "recent" };

function remembered(): Chosen {
  try {
    return { ...NOTHING, ...(JSON.parse(localStorage.getItem(KEPT) ?? "{}") as Partial<Chosen>) };
  } catch {
    return NOTHING;
  }
}

/** Which drafts the list shows; all but the words stays as the person left it. */
export class Filter {
  words = $state("");
  chosen = $state.raw<Chosen>(remembered());
  /** The names that keys of authors stand for. */
  names = $state.raw<ReadonlyMap<string, string>>(mapOf([]));

  #searched = $derived.by(() => {
    void this.names;
    return new WeakMap<DraftSummary, string>();
  });

  /** How many choices narrow the list. */
  readonly narrowing = $derived(
    [this.chosen.state, this.chosen.kind, this.chosen.author, this.chosen.issue].filter(Boolean)
      .length,
  );

  choose(chosen: Partial<Chosen>): void {
    this.chosen = { ...this.chosen, ...chosen };
    localStorage.setItem(KEPT, JSON.stringify(this.chosen));
  }

  /** Shows everything, in the order that was chosen. */
  clear(): void {
    this.words = "";
    this.choose({ ...NOTHING, sort: this.chosen.sort });
  }

  /** What to ask of each draft. */
  readonly matches = $derived.by(() => {
    const { state, kind, author, issue } = this.chosen;
    const words = folded(this.words).split(/\s+/).filter(Boolean);
    return (draft: DraftSummary): boolean =>
      (state === "" || draft.state === state) &&
      (kind === "" || draft.kind === kind) &&
      (author === "" || draft.authors.some((key) => key === author)) &&
      (issue === "" ||
        (issue === "any" && draft.issue !== null) ||
        (issue === "none" && draft.issue === null) ||
        draft.issue === issue) &&
      (words.length === 0 || words.every((word) => this.#text(draft).includes(word)));
  });

  #text(draft: DraftSummary): string {
    let text = this.#searched.get(draft);
    if (text === undefined) {
      const names = draft.authors.map((key) => this.names.get(key) ?? key);
      text = folded([draft.headline, draft.slug, ...names, draft.issue ?? ""].join(" "));
      this.#searched.set(draft, text);
    }
    return text;
  }
}
