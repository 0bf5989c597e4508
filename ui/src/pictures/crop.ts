// How a crop is drawn and moved. What is printed is Rust's to say; this only shows it.

import type { Crop } from "../backend/bindings/Crop";
import type { Ratio } from "../backend/bindings/Ratio";

export const RATIOS: readonly Ratio[] = ["original", "16:9", "4:3", "1:1"];

export const WHOLE: Crop = { ratio: "original", x: 500, y: 500 };

/** The focal point is counted in thousandths of the picture. */
const MOST = 1000;
const STEP = 10;
const STRIDE = 100;

interface Size {
  width: number;
  height: number;
}

/** Where the printed part is, in hundredths of the picture. */
export function framed({ ratio, x, y }: Crop, { width, height }: Size) {
  const [across = width, down = height] = ratio === "original" ? [] : ratio.split(":").map(Number);
  const wide = Math.min(1, (height * across) / (width * down)) * 100;
  const high = Math.min(1, (width * down) / (height * across)) * 100;
  return {
    left: ((100 - wide) * x) / MOST,
    top: ((100 - high) * y) / MOST,
    width: wide,
    height: high,
  };
}

const within = (at: number) => Math.max(0, Math.min(MOST, Math.round(at)));

/** The crop with its focal point at a share of the width and of the height. */
export const pointed = (crop: Crop, across: number, down: number): Crop => ({
  ...crop,
  x: within(across * MOST),
  y: within(down * MOST),
});

/** The crop as an arrow moves its focal point, far with shift; nothing for another key. */
export function moved(crop: Crop, key: string, far: boolean): Crop | null {
  const by = far ? STRIDE : STEP;
  const ways: Record<string, [number, number]> = {
    ArrowLeft: [-by, 0],
    ArrowRight: [by, 0],
    ArrowUp: [0, -by],
    ArrowDown: [0, by],
  };
  const way = ways[key];
  if (way === undefined) return null;
  return { ...crop, x: within(crop.x + way[0]), y: within(crop.y + way[1]) };
}

/** What was tried before; keys that follow one another are one step. */
export class Steps {
  #done: Crop[] = [];
  #undone: Crop[] = [];
  #by = "";

  /** Notes where the crop stands before it changes by `by`: an arrow, a pointer, a button. */
  note(crop: Crop, by: string): void {
    if (by !== "arrow" || this.#by !== by) this.#done.push(crop);
    this.#by = by;
    this.#undone = [];
  }

  /** The crop before the one that stands now, or the one that was undone. */
  step(now: Crop, isBack: boolean): Crop | null {
    const [from, to] = isBack ? [this.#done, this.#undone] : [this.#undone, this.#done];
    const crop = from.pop();
    if (crop === undefined) return null;
    to.push(now);
    this.#by = "";
    return crop;
  }
}
