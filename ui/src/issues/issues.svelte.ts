import { call } from "../backend";
import type { DraftId } from "../backend/bindings/DraftId";
import type { EditionKey } from "../backend/bindings/EditionKey";
import type { IssueDate } from "../backend/bindings/IssueDate";
import type { IssueSummary } from "../backend/bindings/IssueSummary";
import type { IssueView } from "../backend/bindings/IssueView";
import type { RemarkView } from "../backend/bindings/RemarkView";
import type { Slot } from "../backend/bindings/Slot";
import type { SlotRole } from "../backend/bindings/SlotRole";
import type { Visibility } from "../backend/bindings/Visibility";
import { Refresh } from "../shell/refresh";

const COMPUTED: readonly SlotRole[] = ["epigraph", "teaser", "masthead", "bios", "latest"];

/** The roles that an article may be placed in. */
export const PLACEABLE: readonly SlotRole[] = [
  "lead",
  "story",
  "dossier",
  "briefs",
  "picture",
  "figure",
];

/** Whether a slot is composed rather than filled. */
export function isComputed(role: SlotRole): boolean {
  return COMPUTED.includes(role);
}

/** How much an edition shows of what stands in a slot. */
export function shows(slot: Slot, edition: EditionKey): Visibility {
  return slot.visibility?.[edition] ?? "full";
}

/** Every issue, and the one that is open. */
export class Issues {
  all = $state.raw<IssueSummary[]>([]);
  open = $state.raw<IssueView | null>(null);
  /** What the last check of the open issue found; `null` before one. */
  remarks = $state.raw<RemarkView[] | null>(null);
  checking = $state(false);

  readonly latestFirst = $derived(
    [...this.all].sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0)),
  );
  readonly preparing = $derived(this.latestFirst.filter(({ state }) => state === "preparing"));
  readonly errors = $derived((this.remarks ?? []).filter(({ severity }) => severity === "error"));
  readonly warnings = $derived(
    (this.remarks ?? []).filter(({ severity }) => severity === "warning"),
  );
  readonly signs = $derived(
    Object.values(this.open?.articles ?? {}).reduce((sum, placed) => sum + placed.signs, 0),
  );

  #refresh: Refresh;

  constructor(failed: (error: unknown) => void) {
    this.#refresh = new Refresh(async () => {
      this.all = await call("list_issues");
      if (this.open !== null) this.open = await call("open_issue", this.open.plan.date);
    }, failed);
  }

  refresh(): Promise<void> {
    return this.#refresh.ask();
  }

  async show(date: IssueDate): Promise<void> {
    if (this.open?.plan.date !== date) this.remarks = null;
    this.open = await call("open_issue", date);
  }

  async found(): Promise<IssueDate> {
    this.open = await call("new_issue", { date: null });
    this.remarks = null;
    void this.refresh();
    return this.open.plan.date;
  }

  async place(draft: DraftId, date: IssueDate, role: SlotRole): Promise<void> {
    const view = await call("place_draft", { draft, date, role });
    if (this.open?.plan.date === date) this.open = view;
    void this.refresh();
  }

  /** Runs the preflight on the open issue. */
  async check(): Promise<void> {
    if (this.open === null) return;
    this.checking = true;
    try {
      this.remarks = await call("check_issue", this.open.plan.date);
    } finally {
      this.checking = false;
    }
  }
}
