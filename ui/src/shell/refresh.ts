const REST = 400;

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** A question asked again when the desk tells of a change: once at a time, and not at each key. */
export class Refresh {
  #running: Promise<void> | null = null;
  #again = false;

  constructor(
    readonly question: () => Promise<void>,
    readonly failed: (error: unknown) => void,
  ) {}

  ask(): Promise<void> {
    if (this.#running !== null) {
      this.#again = true;
      return this.#running;
    }
    this.#running = this.#answer();
    return this.#running;
  }

  async #answer(): Promise<void> {
    try {
      await this.question();
    } catch (error) {
      this.failed(error);
    }
    void this.#rest();
  }

  async #rest(): Promise<void> {
    await pause(REST);
    this.#running = null;
    if (!this.#again) return;
    this.#again = false;
    void this.ask();
  }
}
