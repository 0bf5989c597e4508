import { call } from "../backend";
import type { ClosedIssue } from "../backend/bindings/ClosedIssue";
import type { IssueDate } from "../backend/bindings/IssueDate";
import type { LeavingFile } from "../backend/bindings/LeavingFile";
import type { ProofState } from "../backend/bindings/ProofState";

/** The proof of the issue at hand: given or not, and whether it still holds. */
export class ProofOfIssue {
  state = $state.raw<ProofState | null>(null);

  #asks = 0;

  constructor(readonly failed: (error: unknown) => void) {}

  /** Asks again; only the last question is answered. */
  async look(date: IssueDate | null): Promise<void> {
    const turn = (this.#asks += 1);
    if (this.state?.date !== date) this.state = null;
    if (date === null) return;
    try {
      const state = await call("proof_state", date);
      if (turn === this.#asks) this.state = state;
    } catch (error) {
      this.failed(error);
    }
  }
}

/** The giving of a proof, from the remarks that wait to the closing. */
export class Proofing {
  leaving = $state.raw<readonly LeavingFile[]>([]);
  reason = $state("");
  running = $state(false);

  constructor(
    readonly date: IssueDate,
    readonly proof: ProofOfIssue,
    readonly failed: (error: unknown) => void,
  ) {}

  async show(): Promise<void> {
    await Promise.all([
      this.proof.look(this.date),
      this.#run(async () => {
        this.leaving = await call("list_leaving", this.date);
      }),
    ]);
  }

  give(): Promise<void> {
    return this.#run(async () => {
      this.proof.state = await call("give_proof", this.date);
    });
  }

  /** Closes on the proof that is shown; answers nothing when that failed. */
  async close(): Promise<ClosedIssue | null> {
    const shown = this.proof.state?.proof;
    if (shown === undefined || shown === null) return null;
    let closed: ClosedIssue | null = null;
    await this.#run(async () => {
      closed = await call("close_proof", { date: this.date, proof: shown.hash });
    });
    return closed;
  }

  async #run(work: () => Promise<void>): Promise<void> {
    this.running = true;
    try {
      await work();
    } catch (error) {
      this.failed(error);
    } finally {
      this.running = false;
    }
  }
}
