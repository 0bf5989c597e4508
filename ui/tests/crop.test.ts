import { describe, expect, it } from "vitest";
import { framed, moved, pointed, Steps, WHOLE } from "../src/pictures/crop";

describe("a crop", () => {
  const wide = { width: 1600, height: 900 };

  it("shows the largest frame of its ratio, about its focal point", () => {
    expect(framed(WHOLE, wide)).toEqual({ left: 0, top: 0, width: 100, height: 100 });
    const square = framed({ ratio: "1:1", x: 0, y: 300 }, wide);
    expect(square).toEqual({ left: 0, top: 0, width: 56.25, height: 100 });
    expect(framed({ ratio: "1:1", x: 1000, y: 300 }, wide).left).toBe(43.75);
    const tall = framed({ ratio: "16:9", x: 500, y: 1000 }, { width: 900, height: 900 });
    expect(tall).toEqual({ left: 0, top: 43.75, width: 100, height: 56.25 });
  });

  it("is moved by arrows, farther with shift, and never out of the picture", () => {
    expect(moved(WHOLE, "ArrowLeft", false)).toEqual({ ...WHOLE, x: 490 });
    expect(moved(WHOLE, "ArrowDown", true)).toEqual({ ...WHOLE, y: 600 });
    expect(moved({ ...WHOLE, x: 5 }, "ArrowLeft", true)).toEqual({ ...WHOLE, x: 0 });
    expect(moved(WHOLE, "Enter", false)).toBeNull();
    expect(pointed(WHOLE, 1.2, -0.1)).toEqual({ ...WHOLE, x: 1000, y: 0 });
  });

  it("is undone by gestures, and done again", () => {
    const steps = new Steps();
    const [one, two, three] = [
      { ...WHOLE, x: 100 },
      { ...WHOLE, x: 200 },
      { ...WHOLE, x: 300 },
    ] as const;
    steps.note(WHOLE, "arrow");
    steps.note(one, "arrow");
    steps.note(two, "pointer");
    expect(steps.step(three, true)).toEqual(two);
    expect(steps.step(two, true)).toEqual(WHOLE);
    expect(steps.step(WHOLE, true)).toBeNull();
    expect(steps.step(WHOLE, false)).toEqual(two);
  });
});
