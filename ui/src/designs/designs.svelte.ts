import { call } from "../backend";
import type { Design } from "../backend/bindings/Design";
import type { DesignView } from "../backend/bindings/DesignView";
import type { Palette } from "../backend/bindings/Palette";
import type { Publication } from "../backend/bindings/Publication";
import type { ShippedDesign } from "../backend/bindings/ShippedDesign";

/** Nobody waits for a colour while it is dragged. */
const REST = 150;

/** The design of the publication, as it is being changed. */
export class Designs {
  shipped = $state.raw<ShippedDesign[]>([]);
  design = $state.raw<Design | null>(null);
  /** How it was when it was opened. */
  before = $state.raw<Design | null>(null);
  weighed = $state.raw<DesignView | null>(null);
  #asks = 0;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly outside: {
      /** The publication has this design now. */
      kept: (publication: Publication) => void;
      failed: (error: unknown) => void;
    },
  ) {}

  /** Opens the design that the publication has. */
  async open(design: Design | undefined): Promise<void> {
    try {
      this.shipped = await call("list_designs");
      // A design as founded is not written down.
      this.design = design ?? this.shipped[0]?.design ?? null;
      this.before = this.design;
      if (this.design !== null) this.weighed = await call("weigh_design", this.design);
    } catch (error) {
      this.outside.failed(error);
    }
  }

  readonly name = $derived.by(() => {
    const written = JSON.stringify(this.design);
    return this.shipped.find(({ design }) => JSON.stringify(design) === written)?.name ?? null;
  });

  readonly changed = $derived.by(() => JSON.stringify(this.design) !== JSON.stringify(this.before));

  set(fields: Partial<Design>): void {
    if (this.design === null) return;
    this.design = { ...this.design, ...fields };
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => void this.#keep(), REST);
  }

  paint(light: "day" | "night", colours: Partial<Palette>): void {
    if (this.design !== null) this.set({ [light]: { ...this.design[light], ...colours } });
  }

  /** Keeps what can be read; the rest stays on the screen, with what it lacks. */
  async #keep(): Promise<void> {
    const { design } = this;
    if (design === null) return;
    const ask = (this.#asks += 1);
    try {
      const weighed = await call("weigh_design", design);
      if (ask !== this.#asks) return;
      this.weighed = weighed;
      if (!weighed.legible) return;
      this.outside.kept(await call("save_design", design));
    } catch (error) {
      this.outside.failed(error);
    }
  }
}
