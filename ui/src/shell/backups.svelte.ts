import { call } from "../backend";
import type { BackupDifferences } from "../backend/bindings/BackupDifferences";
import type { BackupView } from "../backend/bindings/BackupView";

/** The backups of the newsroom, and what bringing one back would change. */
export class Backups {
  all = $state.raw<BackupView[]>([]);
  chosen = $state<string | null>(null);
  differences = $state.raw<BackupDifferences | null>(null);
  working = $state(false);

  constructor(
    /** Has everything on the screen kept first. */
    readonly flush: () => Promise<boolean>,
    readonly failed: (error: unknown) => void,
    /** The newsroom is another one now. */
    readonly restored: () => void,
  ) {
    void this.#work(async () => (this.all = await call("list_backups")));
  }

  make(): Promise<void> {
    return this.#work(async () => {
      await this.flush();
      this.all = await call("back_up");
    });
  }

  choose(name: string): Promise<void> {
    this.chosen = name;
    this.differences = null;
    return this.#work(async () => {
      await this.flush();
      const differences = await call("look_at_backup", { name });
      if (this.chosen === name) this.differences = differences;
    });
  }

  restore(): Promise<void> {
    const name = this.chosen;
    if (name === null || this.differences === null) return Promise.resolve();
    return this.#work(async () => {
      if (!(await this.flush())) return;
      await call("restore_backup", { name });
      this.restored();
    });
  }

  async #work(work: () => Promise<unknown>): Promise<void> {
    this.working = true;
    try {
      await work();
    } catch (error) {
      this.failed(error);
    } finally {
      this.working = false;
    }
  }
}
