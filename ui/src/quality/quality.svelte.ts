import { call } from "../backend";
import type { EditionKey } from "../backend/bindings/EditionKey";
import type { IssueDate } from "../backend/bindings/IssueDate";
import type { MailQuality } from "../backend/bindings/MailQuality";

/** What the mail of the issue at hand weighs, and what each client makes of it. */
export class Quality {
  known = $state.raw<MailQuality | null>(null);

  /** Its share of what Gmail shows. */
  readonly share = $derived(this.known === null ? 0 : this.known.arriving / this.known.clip);

  #of = "";
  #asks = 0;

  constructor(readonly failed: (error: unknown) => void) {}

  async look(date: IssueDate | null, edition: EditionKey): Promise<void> {
    const of = `${date} ${edition}`;
    if (of !== this.#of) this.known = null;
    this.#of = of;
    const turn = (this.#asks += 1);
    if (date === null) return;
    try {
      const known = await call("weigh_mail", { date, edition });
      if (turn === this.#asks) this.known = known;
    } catch (error) {
      this.failed(error);
    }
  }
}
