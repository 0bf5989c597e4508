import { call, pictureAddress } from "../backend";
import type { ArticleKind } from "../backend/bindings/ArticleKind";
import type { ChangedIssue } from "../backend/bindings/ChangedIssue";
import type { DraftId } from "../backend/bindings/DraftId";
import type { EditionKey } from "../backend/bindings/EditionKey";
import type { IssueDate } from "../backend/bindings/IssueDate";
import type { IssueSummary } from "../backend/bindings/IssueSummary";
import type { IssueView } from "../backend/bindings/IssueView";
import type { PlacedArticle } from "../backend/bindings/PlacedArticle";
import type { PlanChange } from "../backend/bindings/PlanChange";
import type { PreviewPatch } from "../backend/bindings/PreviewPatch";
import type { RemarkView } from "../backend/bindings/RemarkView";
import type { Slot } from "../backend/bindings/Slot";
import type { SlotRole } from "../backend/bindings/SlotRole";
import type { Visibility } from "../backend/bindings/Visibility";
import { Refresh } from "../shell/refresh";
import { drawn } from "./ahead";

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

/** Every role, in the order that menus show them. */
export const ROLES: readonly SlotRole[] = [...PLACEABLE, ...COMPUTED];

/** The role that suits a genre. */
export function roleFor(kind: ArticleKind): SlotRole {
  return kind === "brief" ? "briefs" : kind;
}

/** Whether a slot is composed rather than filled. */
export function isComputed(role: SlotRole): boolean {
  return COMPUTED.includes(role);
}

/** Where the small print of an article's illustration is. */
export function thumbnailOf({ thumbnail }: PlacedArticle): string | undefined {
  return thumbnail === null ? undefined : pictureAddress(thumbnail);
}

/** How much an edition shows of what stands in a slot. */
export function shows(slot: Slot, edition: EditionKey): Visibility {
  return slot.visibility?.[edition] ?? "full";
}

/** The two sides of an issue: its articles, and what is around them. */
export type Side = "board" | "send";

/** What the open issue's changes bring along. */
export interface Outside {
  preview(): number | null;
  patched(patch: PreviewPatch): void;
  failed(error: unknown): void;
}

/** Every issue, and the one that is open. */
export class Issues {
  all = $state.raw<IssueSummary[]>([]);
  /** The open issue as the desk last gave it. */
  #kept = $state.raw<IssueView | null>(null);
  /** Changes that are on their way, and drawn already. */
  #ahead = $state.raw<readonly PlanChange[]>([]);
  /** The open issue as it is drawn: the desk's word, under what was just done. */
  readonly open = $derived.by(() =>
    this.#kept === null ? null : this.#ahead.reduce(drawn, this.#kept),
  );
  /** What the last check of the open issue found; `null` before one. */
  remarks = $state.raw<RemarkView[] | null>(null);
  checking = $state(false);
  /** Which side of the open issue is shown. */
  side = $state<Side>("board");

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

  #outside: Outside;
  #refresh: Refresh;
  #turn: Promise<unknown> = Promise.resolve();
  /** The changes sent so far: an answer that is older than one of them says nothing. */
  #sent = 0;

  constructor(outside: Outside) {
    this.#outside = outside;
    this.#refresh = new Refresh(
      async () => {
        this.all = await call("list_issues");
        const sent = this.#sent;
        const date = this.#kept?.plan.date;
        if (date === undefined || this.#ahead.length > 0) return;
        const view = await call("open_issue", date);
        if (sent === this.#sent && this.#kept?.plan.date === date) this.#kept = view;
      },
      (error) => outside.failed(error),
    );
  }

  refresh(): Promise<void> {
    return this.#refresh.ask();
  }

  async show(date: IssueDate): Promise<void> {
    if (this.open?.plan.date !== date) this.remarks = null;
    this.#kept = await call("open_issue", date);
  }

  /** Lets go of the open issue. */
  leave(): void {
    this.#kept = null;
    this.remarks = null;
  }

  async found(date: IssueDate | null = null, template: number | null = null): Promise<IssueDate> {
    const founded = await call("new_issue", { date, template });
    this.#kept = founded;
    this.remarks = null;
    void this.refresh();
    return founded.plan.date;
  }

  /** Changes the open issue: drawn at once, and as the desk says when it answers. */
  change(change: PlanChange): Promise<boolean> {
    this.#ahead = [...this.#ahead, change];
    return this.#send(
      (date, preview) => call("change_issue", { date, change, preview }),
      () => (this.#ahead = this.#ahead.slice(1)),
    ).then((changed) => changed !== null);
  }

  /** Changes an issue that may not be the open one. */
  async changeOf(date: IssueDate, change: PlanChange): Promise<void> {
    if (this.#kept?.plan.date === date) await this.change(change);
    else await call("change_issue", { date, change, preview: this.#outside.preview() });
  }

  /** Takes the last change back; answers its word, or nothing when there is none. */
  async undo(): Promise<string | null> {
    const changed = await this.#send((date, preview) => call("undo_issue", { date, preview }));
    return changed?.turned ?? null;
  }

  /** Does again what was taken back. */
  async redo(): Promise<string | null> {
    const changed = await this.#send((date, preview) => call("redo_issue", { date, preview }));
    return changed?.turned ?? null;
  }

  /** Waits until everything done is kept. */
  async settled(): Promise<void> {
    await this.#turn;
  }

  #send(
    ask: (date: IssueDate, preview: number | null) => Promise<ChangedIssue>,
    done: () => void = () => undefined,
  ): Promise<ChangedIssue | null> {
    const date = this.#kept?.plan.date;
    if (date === undefined) return Promise.resolve(null);
    this.#sent += 1;
    const answered = this.#turn.then(async () => {
      try {
        const changed = await ask(date, this.#outside.preview());
        if (this.#kept?.plan.date === date) this.#kept = changed.issue;
        if (changed.patch !== null) this.#outside.patched(changed.patch);
        return changed;
      } catch (error) {
        this.#outside.failed(error);
        return null;
      } finally {
        done();
      }
    });
    this.#turn = answered;
    return answered;
  }

  async place(draft: DraftId, date: IssueDate, role: SlotRole): Promise<void> {
    const view = await call("place_draft", { draft, date, role });
    if (this.#kept?.plan.date === date) this.#kept = view;
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
