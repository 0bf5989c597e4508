import { call } from "../backend";
import type { RescueContents } from "../backend/bindings/RescueContents";
import type { Rescued } from "../backend/bindings/Rescued";
import type { WreckView } from "../backend/bindings/WreckView";

/** A newsroom that is damaged: from where to go on, and what each choice would give. */
export class Rescue {
  wreck = $state.raw<WreckView | null>(null);
  /** A backup's name; none for what can still be read. */
  chosen = $state<string | null>(null);
  /** What the choice would give; none while it is looked into, or when nothing can be read. */
  contents = $state.raw<RescueContents | null>(null);
  /** Whether the choice gives nothing. */
  unread = $state(false);
  working = $state(false);

  constructor(
    /** What the database says is wrong with it. */
    readonly why: string,
    readonly failed: (error: unknown) => void,
    readonly rescued: (done: Rescued) => void,
  ) {
    void this.#begin();
  }

  async #begin(): Promise<void> {
    try {
      this.wreck = await call("look_at_wreck");
      await this.choose(null);
    } catch (error) {
      this.failed(error);
    }
  }

  async choose(backup: string | null): Promise<void> {
    this.chosen = backup;
    this.contents = null;
    this.unread = false;
    try {
      const contents = await call("look_at_rescue", { backup });
      if (this.chosen === backup) this.contents = contents;
    } catch {
      // Damaged, too: what there is to know is that it is no way out.
      if (this.chosen === backup) this.unread = true;
    }
  }

  async go(): Promise<void> {
    if (this.working || this.contents === null) return;
    this.working = true;
    try {
      this.rescued(await call("rescue", { backup: this.chosen }));
    } catch (error) {
      this.failed(error);
    } finally {
      this.working = false;
    }
  }
}
