import { call, faultOf } from "../backend";
import type { BinnedDraft } from "../backend/bindings/BinnedDraft";
import type { DraftId } from "../backend/bindings/DraftId";
import type { Fault } from "../backend/bindings/Fault";
import type { TakenBack } from "../backend/bindings/TakenBack";

/** The drafts that were thrown away. */
export class Bin {
  all = $state.raw<BinnedDraft[]>([]);

  async refresh(): Promise<void> {
    this.all = await call("list_bin");
  }

  /** Throws drafts away; answers why not when one of them has a place in an issue. */
  async take(drafts: DraftId[], placed: boolean): Promise<Fault | null> {
    try {
      this.all = await call("bin_drafts", { drafts, placed });
      return null;
    } catch (error) {
      const fault = faultOf(error);
      if (fault.code === "bin.placed") return fault;
      throw error;
    }
  }

  async giveBack(drafts: DraftId[]): Promise<TakenBack[]> {
    const back = await call("unbin_drafts", drafts);
    await this.refresh();
    return back;
  }

  /** Removes these drafts for good. */
  async empty(drafts: DraftId[]): Promise<void> {
    this.all = await call("empty_bin", drafts);
  }
}
