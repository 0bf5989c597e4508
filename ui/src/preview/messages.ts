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

/** A place of the page: a block of a section, or its head, and a word of it. */
export interface Place {
  section: number;
  block: number | null;
  word: number | null;
  inside: number;
}

/**
 * What is read in a pane: a block (`null` before the first one, -1 after the last), how far inside
 * it, and at which share of the pane's height.
 */
export interface Reading {
  section: number;
  block: number | null;
  part: number;
  share: number;
}

/** How the page is looked at. */
export interface Look {
  dark: boolean;
  images: boolean;
}

/** What is said of a cut’s handle, in the language of the window. */
export interface CutWords {
  language: string;
  label: string;
  /** Where it is: `{words}` are those that follow it. */
  before: string;
  end: string;
}

/** What the page says to the window (bridge.js). */
export type FromPage =
  | { marbre: "ready"; revision: number }
  | { marbre: "reload" }
  | ({ marbre: "pick" } & Place)
  | { marbre: "link"; address: string; place: Place | null }
  | { marbre: "place"; top: number; reading: Reading | null }
  | { marbre: "cut"; section: number; block: number | null }
  | ({ marbre: "key" } & ForwardedKey);

/** What the window says to the page. */
export type ToPage =
  | { marbre: "patch"; patch: PreviewPatch }
  | ({ marbre: "look" } & Look)
  | ({ marbre: "along" } & Reading)
  | { marbre: "show"; section: number; block: number | null; word: number | null }
  | { marbre: "cuts"; cuts: readonly CutOnPage[]; words: CutWords; moves: number }
  | { marbre: "place"; top: number };

const whole = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;

const part = (value: unknown): value is number =>
  typeof value === "number" && value >= 0 && value <= 1;

function readPlace(said: unknown): Place | null {
  if (typeof said !== "object" || said === null) return null;
  const { section, block, word, inside } = said as Record<string, unknown>;
  if (!whole(section) || !(block === null || whole(block))) return null;
  if (!(word === null || whole(word)) || !whole(inside)) return null;
  return { section, block, word, inside };
}

function readReading(said: unknown): Reading | null {
  if (typeof said !== "object" || said === null) return null;
  const { section, block, part: inside, share } = said as Record<string, unknown>;
  if (!whole(section) || !(block === null || block === -1 || whole(block))) return null;
  return part(inside) && part(share) ? { section, block, part: inside, share } : null;
}

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
      const place = readPlace(message);
      return place === null ? null : { marbre: "pick", ...place };
    }
    case "link":
      return typeof message["address"] === "string"
        ? { marbre: "link", address: message["address"], place: readPlace(message["place"]) }
        : null;
    case "place": {
      const { top } = message;
      if (typeof top !== "number" || top < 0) return null;
      return { marbre: "place", top, reading: readReading(message["reading"]) };
    }
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
