import { call, faultOf } from "../backend";
import type { HouseSettings } from "../backend/bindings/HouseSettings";
import type { Profile } from "../backend/bindings/Profile";
import { sayFault } from "../words";

export const PROFILES: readonly Profile[] = [
  "fr-presse",
  "fr-fine",
  "fr-nbsp",
  "fr-ca",
  "en-gb",
  "en-us",
];

/** What a house may want beside its school of spacing. */
export const HABITS = ["nested_guillemets", "free_millions"] as const;

/** The lines of the house that are words, by the section of the dialog that has them. */
export const LINES = {
  masthead: ["name", "motto", "team", "legal"],
  addresses: ["base_url", "subscribe_url", "unsubscribe_url", "sender_name", "sender_address"],
  words: ["greeting", "read_more", "brief_separator"],
} as const;

export type Line = (typeof LINES)[keyof typeof LINES][number];

/** The settings of the publication on screen: changed together, kept together. */
export class HouseDesk {
  settings = $state<HouseSettings | null>(null);
  refusal = $state.raw<{ text: string; hint: string } | null>(null);
  busy = $state(false);

  #kept = "";

  /** `left` is told when the dialog closes on settings that were not kept. */
  constructor(readonly outside: { kept: () => void; left: () => void }) {}

  async load(): Promise<void> {
    await this.#do(async () => {
      this.settings = await call("read_house");
      this.#kept = JSON.stringify(this.settings);
    });
  }

  /** The dialog closes. */
  leave(): void {
    if (this.settings !== null && JSON.stringify(this.settings) !== this.#kept) this.outside.left();
  }

  async save(): Promise<void> {
    await this.#do(async () => {
      if (this.settings === null) return;
      await call("save_house", $state.snapshot(this.settings));
      this.outside.kept();
    });
  }

  /** Puts the callout of rank `at` a place before or after. */
  moveCallout(at: number, by: 1 | -1): void {
    const callouts = this.settings?.callouts;
    const [one, other] = [callouts?.[at], callouts?.[at + by]];
    if (callouts === undefined || one === undefined || other === undefined) return;
    [callouts[at], callouts[at + by]] = [other, one];
  }

  async #do(work: () => Promise<unknown>): Promise<void> {
    this.busy = true;
    this.refusal = null;
    try {
      await work();
    } catch (error) {
      this.refusal = sayFault(faultOf(error));
    } finally {
      this.busy = false;
    }
  }
}
