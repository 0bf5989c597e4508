import type { DraftState } from "../backend/bindings/DraftState";
import type { DraftSummary } from "../backend/bindings/DraftSummary";
import { speech } from "../words";
import type { Sort } from "./filter.svelte";

/** The states that a person gives, in the order of the work. */
export const STATES: readonly DraftState[] = [
  "idea",
  "writing",
  "to_review",
  "reviewed",
  "ready",
  "spiked",
];

/** A line of the list: a head, or a draft under it. */
export type Row =
  | { is: "head"; id: string; head: Head; count: number }
  | { is: "draft"; id: string; draft: DraftSummary };

/** What a group of drafts has in common. */
export type Head =
  | { of: "age"; age: "today" | "yesterday" | "week" | "older" }
  | { of: "state"; state: DraftState }
  | { of: "issue"; issue: string | null }
  | { of: "author"; author: string | null };

const DAY = 86_400_000;

function ageOf(at: number, midnight: number): Head {
  if (at >= midnight) return { of: "age", age: "today" };
  if (at >= midnight - DAY) return { of: "age", age: "yesterday" };
  return { of: "age", age: at >= midnight - 6 * DAY ? "week" : "older" };
}

const latest = (a: DraftSummary, b: DraftSummary) => b.changed_at - a.changed_at;
const spiked = ({ state }: DraftSummary) => (state === "spiked" ? 1 : 0);

function order(sort: Sort): (a: DraftSummary, b: DraftSummary) => number {
  const words = new Intl.Collator(speech.language, { numeric: true });
  switch (sort) {
    case "recent":
      return (a, b) => spiked(a) - spiked(b) || latest(a, b);
    case "state":
      return (a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state) || latest(a, b);
    case "issue":
      return (a, b) => (b.issue ?? "").localeCompare(a.issue ?? "") || latest(a, b);
    case "author":
      return (a, b) =>
        Number(a.authors.length === 0) - Number(b.authors.length === 0) ||
        words.compare(a.authors[0] ?? "", b.authors[0] ?? "") ||
        latest(a, b);
    case "headline":
      return (a, b) => words.compare(a.headline, b.headline) || latest(a, b);
    case "signs":
      return (a, b) => b.signs - a.signs || latest(a, b);
  }
}

function headOf(sort: Sort, midnight: number): ((draft: DraftSummary) => Head) | null {
  switch (sort) {
    case "recent":
      return (draft) =>
        draft.state === "spiked"
          ? { of: "state", state: draft.state }
          : ageOf(draft.changed_at, midnight);
    case "state":
      return ({ state }) => ({ of: "state", state });
    case "issue":
      return ({ issue }) => ({ of: "issue", issue });
    case "author":
      return ({ authors }) => ({ of: "author", author: authors[0] ?? null });
    default:
      return null;
  }
}

/** The lines of a list of `drafts`, sorted, under their heads; `now` says what today is. */
export function rowsOf(drafts: readonly DraftSummary[], sort: Sort, now: number): Row[] {
  const head = headOf(sort, new Date(now).setHours(0, 0, 0, 0));
  const rows: Row[] = [];
  let last: (Row & { is: "head" }) | undefined;
  for (const draft of [...drafts].sort(order(sort))) {
    if (head !== null) {
      const at = head(draft);
      const id = `head-${JSON.stringify(at)}`;
      if (last === undefined || last.id !== id) {
        last = { is: "head", id, head: at, count: 0 };
        rows.push(last);
      }
      last.count += 1;
    }
    rows.push({ is: "draft", id: `draft-${draft.id}`, draft });
  }
  return rows;
}
