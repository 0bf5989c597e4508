import { tick } from "svelte";
import type { DraftSummary } from "../backend/bindings/DraftSummary";
import type { EditionKey } from "../backend/bindings/EditionKey";
import type { DraftSlug } from "../backend/bindings/DraftSlug";
import type { PlanChange } from "../backend/bindings/PlanChange";
import type { Slot } from "../backend/bindings/Slot";
import type { SlotRole } from "../backend/bindings/SlotRole";
import { say } from "../words";
import { isComputed, roleFor } from "./issues.svelte";

/** A place of the board: a slot, or one of the briefs that share it. */
export interface Spot {
  slot: number;
  /** The rank of a brief; `null` for the slot itself. */
  brief: number | null;
}

/** What is held by the pointer. */
export type Held =
  | { is: "slot"; slot: number }
  | { is: "article"; article: DraftSlug; headline: string; role: SlotRole };

/** Where it would fall: between two slots, or into one. */
export type Fall = { between: number } | { into: number; rank: number };

/** What a board changes: the line-up of an issue, or of a template. */
export interface Table {
  slots(): readonly Slot[];
  /** The words by which an article is called. */
  headline(article: DraftSlug): string;
  editable(): boolean;
  change(change: PlanChange): Promise<unknown>;
  open(article: DraftSlug): void;
  /** A free slot asks for an article. */
  fill(): void;
}

export const spotId = ({ slot, brief }: Spot) =>
  brief === null ? `slot-${slot}` : `slot-${slot}-${brief}`;

/** Where one is on a board, and what the hands do there: the same by keys and by pointer. */
export class Board {
  at = $state.raw<Spot>({ slot: 0, brief: null });
  /** The slot whose details are open. */
  detailed = $state<number | null>(null);
  /** The edition whose decisions the details open on; those of the whole issue when none. */
  scope: EditionKey | null = null;
  /** What a screen reader is told. */
  said = $state("");
  held = $state.raw<Held | null>(null);
  fall = $state.raw<Fall | null>(null);

  constructor(readonly table: Table) {}

  /** Every place, in order. */
  #spots(): Spot[] {
    return this.table.slots().flatMap((slot, at) => {
      const head: Spot = { slot: at, brief: null };
      if (slot.role !== "briefs") return [head];
      return [head, ...(slot.articles ?? []).map((_, brief) => ({ slot: at, brief }))];
    });
  }

  /** The name of what stands at a place. */
  name({ slot, brief }: Spot): string {
    const what = this.table.slots()[slot];
    if (what === undefined) return "";
    const [first] = what.articles ?? [];
    const article =
      brief === null ? (what.role === "briefs" ? undefined : first) : what.articles?.[brief];
    const role = say(`role.${what.role}`);
    return article === undefined ? role : `${role}, ${this.table.headline(article)}`;
  }

  async go(spot: Spot): Promise<void> {
    this.at = spot;
    await tick();
    const row = document.getElementById(spotId(spot));
    row?.focus({ preventScroll: true });
    row?.closest("[data-spot]")?.scrollIntoView({ block: "nearest" });
  }

  /** Opens the details of a slot, on what one edition decides there. */
  async landIn(slot: number, scope: EditionKey | null): Promise<void> {
    await this.go({ slot, brief: null });
    this.detailed = null;
    await tick();
    this.scope = scope;
    this.detailed = slot;
    await tick();
    this.scope = null;
  }

  step(by: number): void {
    const spots = this.#spots();
    const here = spots.findIndex((it) => it.slot === this.at.slot && it.brief === this.at.brief);
    const next = spots[Math.min(spots.length - 1, Math.max(0, here + by))];
    if (next !== undefined) void this.go(next);
  }

  end(last: boolean): void {
    const spot = this.#spots().at(last ? -1 : 0);
    if (spot !== undefined) void this.go(spot);
  }

  /** Keeps the place inside the board once slots have come or gone. */
  #stay(): Promise<void> {
    const slots = this.table.slots();
    const slot = Math.max(0, Math.min(this.at.slot, slots.length - 1));
    const briefs = (slots[slot]?.articles ?? []).length;
    const { brief } = this.at;
    const kept = brief === null || slots[slot]?.role !== "briefs" || briefs === 0;
    return this.go({ slot, brief: kept ? null : Math.min(brief, briefs - 1) });
  }

  /** Moves what is at hand one place up or down. */
  move(by: 1 | -1): void {
    if (!this.table.editable()) return;
    const { slot, brief } = this.at;
    const slots = this.table.slots();
    const name = this.name(this.at);
    if (brief !== null) {
      const articles = slots[slot]?.articles ?? [];
      const [article, to] = [articles[brief], brief + by];
      if (article === undefined || to < 0 || to >= articles.length) return this.#edge(name);
      void this.table.change({ change: "put", article, slot, rank: to });
      void this.go({ slot, brief: to });
      this.said = say("board.said.moved", { name, rank: to + 1, count: articles.length });
      return;
    }
    const to = slot + by;
    if (to < 0 || to >= slots.length) return this.#edge(name);
    this.moveSlot(slot, to);
  }

  #edge(name: string): void {
    this.said = say("board.said.edge", { name });
  }

  moveSlot(slot: number, to: number): void {
    const name = this.name({ slot, brief: null });
    if (this.detailed !== null) this.detailed = null;
    void this.table.change({ change: "move_slot", slot, to });
    void this.go({ slot: to, brief: null });
    this.said = say("board.said.moved", {
      name,
      rank: to + 1,
      count: this.table.slots().length,
    });
  }

  /** Takes what is at hand out: an article goes back to the marble, a free slot goes. */
  takeOut(): void {
    if (!this.table.editable()) return;
    const { slot, brief } = this.at;
    const what = this.table.slots()[slot];
    if (what === undefined) return;
    const name = this.name(this.at);
    const article = what.role === "briefs" ? what.articles?.[brief ?? -1] : what.articles?.[0];
    if (article !== undefined) {
      void this.table.change({ change: "take_out", article });
      this.said = say("board.said.out", { name });
    } else if ((what.articles ?? []).length === 0) {
      this.removeSlot(slot);
      return;
    } else {
      this.said = say("board.said.full", { name });
      return;
    }
    void this.#stay();
  }

  removeSlot(slot: number): void {
    const name = this.name({ slot, brief: null });
    this.detailed = null;
    void this.table.change({ change: "remove_slot", slot });
    this.said = say("board.said.removed", { name });
    void this.#stay();
  }

  add(at: number, role: SlotRole = "story"): void {
    if (!this.table.editable()) return;
    this.detailed = null;
    void this.table.change({ change: "add_slot", at, role });
    this.said = say("board.said.added", { role: say(`role.${role}`), rank: at + 1 });
    void this.go({ slot: at, brief: null });
  }

  /** Opens what is at hand; a free slot asks for an article. */
  open(spot: Spot): void {
    const what = this.table.slots()[spot.slot];
    if (what === undefined) return;
    this.at = spot;
    const article = what.role === "briefs" ? what.articles?.[spot.brief ?? -1] : what.articles?.[0];
    if (article !== undefined) this.table.open(article);
    else if (isComputed(what.role)) this.detail(spot.slot);
    else if (this.table.editable()) this.table.fill();
  }

  detail(slot: number): void {
    this.detailed = this.detailed === slot ? null : slot;
    this.at = { slot, brief: null };
  }

  /** Where a waiting article goes when a key places it: here if there is room, else in the first
   *  free slot of its genre, else in a new one after this one. */
  place({ slug, kind, headline }: DraftSummary): void {
    if (!this.table.editable()) return;
    const slots = this.table.slots();
    const role = roleFor(kind);
    const room = (slot: Slot | undefined) =>
      slot !== undefined &&
      (slot.role === "briefs" || (!isComputed(slot.role) && (slot.articles ?? []).length === 0));
    const suits = (slot: Slot) =>
      room(slot) && (slot.role === role || (slot.role === "lead" && role === "story"));
    const here = slots[this.at.slot];
    // A brief slot is always open: it takes a piece of another genre only when that is asked for.
    const free = room(here) && (here?.role !== "briefs" || kind === "brief");
    const slot = free ? this.at.slot : slots.findIndex(suits);
    const name = headline || say("drafts.untitled");
    if (slot >= 0) {
      const rank = (slots[slot]?.articles ?? []).length;
      void this.table.change({ change: "put", article: slug, slot, rank });
      this.said = say("board.said.placed", { name, rank: slot + 1 });
      this.at = { slot, brief: slots[slot]?.role === "briefs" ? rank : null };
      return;
    }
    const last = slots.findLastIndex(({ role: it }) => !isComputed(it));
    const at = isComputed(here?.role ?? "latest") ? last + 1 : this.at.slot + 1;
    void this.table.change({ change: "put_new", article: slug, at, role });
    this.said = say("board.said.placed", { name, rank: at + 1 });
    this.at = { slot: at, brief: role === "briefs" ? 0 : null };
  }

  /** Goes to the next free slot after one was filled; answers whether there is one. */
  nextFree(): boolean {
    const slots = this.table.slots();
    const free = (slot: Slot) => !isComputed(slot.role) && (slot.articles ?? []).length === 0;
    const at = slots.findIndex((slot, rank) => rank > this.at.slot && free(slot));
    if (at >= 0) this.at = { slot: at, brief: null };
    return at >= 0;
  }

  /** Lets fall what the pointer holds. */
  drop(): void {
    const { held, fall } = this;
    this.held = null;
    this.fall = null;
    if (held === null || fall === null) return;
    if (held.is === "slot") {
      if (!("between" in fall)) return;
      const to = fall.between > held.slot ? fall.between - 1 : fall.between;
      if (to !== held.slot) this.moveSlot(held.slot, to);
      return;
    }
    const { article, headline: name } = held;
    if ("between" in fall) {
      const { role } = held;
      void this.table.change({ change: "put_new", article, at: fall.between, role });
      this.said = say("board.said.placed", { name, rank: fall.between + 1 });
      void this.go({ slot: fall.between, brief: null });
      return;
    }
    const { into: slot, rank } = fall;
    void this.table.change({ change: "put", article, slot, rank });
    this.said = say("board.said.placed", { name, rank: slot + 1 });
    const briefs = this.table.slots()[slot]?.role === "briefs";
    void this.go({ slot, brief: briefs ? rank : null });
  }
}
