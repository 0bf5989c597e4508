import type { Simulator } from "../backend/bindings/Simulator";

const KEPT = "marbre.preview";

/** How wide the page is shown: as a reader's screen has it, or as the pane is. */
export type Width = "phone" | "email" | "desktop" | "free";

export const WIDTHS: readonly Width[] = ["phone", "email", "desktop", "free"];

/** The widths in CSS pixels; a free page has that of its pane. */
const PIXELS: Record<Width, number | null> = { phone: 375, email: 600, desktop: 1280, free: null };

/** Every client that a mail is shown as in, in the order that they are offered. */
export const SIMULATORS: readonly Simulator[] = [
  "gmail",
  "outlook",
  "orange",
  "sfr",
  "laposte",
  "apple-mail",
  "images-off",
  "forced-dark",
];

/** How the preview is looked at; the window remembers it. */
export class Looks {
  width = $state<Width>("free");
  dark = $state(false);
  images = $state(true);
  /** Whether the text and the page scroll together. */
  together = $state(true);
  /** The client that a mail is shown as in; none shows the file itself. */
  simulator = $state<Simulator | null>(null);

  readonly pixels = $derived(PIXELS[this.width]);

  constructor() {
    const kept = (localStorage.getItem(KEPT) ?? "").split(" ");
    this.width = WIDTHS.find((width) => width === kept[0]) ?? "free";
    this.dark = kept[1] === "dark";
    this.images = kept[2] !== "blind";
    this.together = kept[3] !== "apart";
    this.simulator = SIMULATORS.find((simulator) => simulator === kept[4]) ?? null;
  }

  choose(looks: {
    width?: Width;
    dark?: boolean;
    images?: boolean;
    together?: boolean;
    simulator?: Simulator | null;
  }): void {
    Object.assign(this, looks);
    const { width, dark, images, together, simulator } = this;
    localStorage.setItem(
      KEPT,
      [
        width,
        dark ? "dark" : "light",
        images ? "images" : "blind",
        together ? "together" : "apart",
        simulator ?? "file",
      ].join(" "),
    );
  }
}
