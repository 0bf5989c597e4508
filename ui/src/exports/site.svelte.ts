import { call } from "../backend";
import type { NewsroomView } from "../backend/bindings/NewsroomView";
import type { SiteReport } from "../backend/bindings/SiteReport";
import type { SiteSettings } from "../backend/bindings/SiteSettings";

/** One export of the site, from what it says of itself to its report. */
export class SiteExport {
  to = $state("");
  whole = $state(false);
  running = $state(false);
  report = $state.raw<SiteReport | null>(null);
  address = $state("");
  site = $state.raw<SiteSettings>({});

  #kept = "";

  constructor(
    { publication, export_folder }: NewsroomView,
    readonly failed: (error: unknown) => void,
  ) {
    this.to = export_folder === "" ? "" : `${export_folder}/site`;
    this.address = publication.base_url ?? "";
    this.site = publication.site ?? {};
    this.#kept = this.#written();
  }

  #written(): string {
    return JSON.stringify([this.address, this.site]);
  }

  /** Gives a field of the site its words; nothing when they are empty. */
  say(field: keyof SiteSettings, words: string): void {
    const { [field]: before, ...others } = this.site;
    if (words !== (before ?? "")) this.site = words === "" ? others : { ...others, [field]: words };
  }

  /** Keeps what was written; answers whether it is kept. */
  async keep(): Promise<boolean> {
    const written = this.#written();
    if (written === this.#kept) return true;
    try {
      await call("save_site", { address: this.address, site: this.site });
      this.#kept = written;
      return true;
    } catch (error) {
      this.failed(error);
      return false;
    }
  }

  async run(): Promise<void> {
    this.running = true;
    this.report = null;
    try {
      if (!(await this.keep())) return;
      const to = this.to.trim();
      this.report = await call("export_site", { to: to === "" ? null : to, whole: this.whole });
    } catch (error) {
      this.failed(error);
    } finally {
      this.running = false;
    }
  }
}
