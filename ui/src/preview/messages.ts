import type { CutOnPage } from "../backend/bindings/CutOnPage";
import type { PreviewPatch } from "../backend/bindings/PreviewPatch";

/** A key pressed in the frame that belongs to the window. */
export interface ForwardedKey {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** What the page says to the window (bridge.js). */
export type FromPage =
  | { marbre: "ready"; revision: number }
  | { marbre: "reload" }
  | { marbre: "pick"; section: number; block: number | null }
  | { marbre: "place"; top: number }
  | { marbre: "cut"; section: number; block: number | null }
  | ({ marbre: "key" } & ForwardedKey);

/** What the window says to the page. */
export type ToPage =
  | { marbre: "patch"; patch: PreviewPatch }
  | { marbre: "scroll"; section: number; block: number | null }
  | { marbre: "cuts"; cuts: readonly CutOnPage[]; label: string }
  | { marbre: "place"; top: number };

const whole = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;

/** Reads a message of the page; a page is not trusted to speak properly. */
export function readMessage(said: unknown): FromPage | null {
  if (typeof said !== "object" || said === null) return null;
  const message = said as Record<string, unknown>;
  switch (message["marbre"]) {
    case "ready":
      return whole(message["revision"]) ? { marbre: "ready", revision: message["revision"] } : null;
    case "reload":
      return { marbre: "reload" };
    case "cut": {
      const { section, block } = message;
      if (!whole(section) || !(block === null || whole(block))) return null;
      return { marbre: "cut", section, block };
    }
    case "pick": {
      const { section, block } = message;
      if (!whole(section) || !(block === null || whole(block))) return null;
      return { marbre: "pick", section, block };
    }
    case "place":
      return typeof message["top"] === "number" && message["top"] >= 0
        ? { marbre: "place", top: message["top"] }
        : null;
    case "key":
      return {
        marbre: "key",
        key: String(message["key"]),
        code: String(message["code"]),
        ctrlKey: message["ctrlKey"] === true,
        metaKey: message["metaKey"] === true,
        shiftKey: message["shiftKey"] === true,
        altKey: message["altKey"] === true,
      };
    default:
      return null;
  }
}
