import { call } from "../backend";
import type { IssueDate } from "../backend/bindings/IssueDate";
import type { ReachedLinks } from "../backend/bindings/ReachedLinks";
import type { RemarkView } from "../backend/bindings/RemarkView";

/** The remarks of the issue at hand. */
export class Review {
  date = $state<IssueDate | null>(null);
  remarks = $state.raw<readonly RemarkView[]>([]);
  /** Whether what is shown is of the issue at hand. */
  known = $state(false);
  /** Whether sites are being asked about its links. */
  reaching = $state(false);

  readonly errors = $derived(this.remarks.filter(({ severity }) => severity === "error"));
  readonly warnings = $derived(
    this.remarks.filter(({ severity, accepted }) => severity === "warning" && accepted === null),
  );
  readonly accepted = $derived(this.remarks.filter(({ accepted }) => accepted !== null));
  readonly waiting = $derived(this.errors.length + this.warnings.length);

  #asks = 0;

  constructor(readonly failed: (error: unknown) => void) {}

  /** The issue of `date` is at hand. */
  follow(date: IssueDate | null): void {
    if (date === this.date) return;
    this.date = date;
    this.remarks = [];
    this.known = false;
  }

  look(): Promise<void> {
    const { date } = this;
    return date === null ? Promise.resolve() : this.#take(date, () => call("review_issue", date));
  }

  accept(fingerprints: readonly string[], reason: string): Promise<void> {
    const { date } = this;
    if (date === null) return Promise.resolve();
    const ask = { date, fingerprints: [...fingerprints], reason };
    return this.#take(date, () => call("accept_remarks", ask));
  }

  withdraw(fingerprint: string): Promise<void> {
    const { date } = this;
    if (date === null) return Promise.resolve();
    return this.#take(date, () => call("withdraw_acceptance", { date, fingerprint }));
  }

  mend(fingerprint: string): Promise<void> {
    const { date } = this;
    if (date === null) return Promise.resolve();
    return this.#take(date, () => call("mend_remark", { date, fingerprint }));
  }

  /** Asks the sites of the issue's links whether their pages are there; what they answered. */
  async reach(): Promise<ReachedLinks | null> {
    const { date } = this;
    if (date === null || this.reaching) return null;
    this.reaching = true;
    let reached: ReachedLinks | null = null;
    await this.#take(date, async () => {
      reached = await call("reach_links", date);
      return reached.remarks;
    });
    this.reaching = false;
    return reached;
  }

  /** Only the last question asked is answered. */
  async #take(date: IssueDate, ask: () => Promise<RemarkView[]>): Promise<void> {
    const turn = (this.#asks += 1);
    try {
      const remarks = await ask();
      if (turn !== this.#asks || date !== this.date) return;
      this.remarks = remarks;
      this.known = true;
    } catch (error) {
      this.failed(error);
    }
  }
}
