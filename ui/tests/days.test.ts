import { expect, it } from "vitest";
import { dayOf } from "../src/ledger/days";

it("takes a day of the calendar, and nothing else", () => {
  expect(dayOf("2026-12-09")).toBe("2026-12-09");
  expect(dayOf("2028-02-29")).toBe("2028-02-29");
  for (const words of ["", "09/12/2026", "2026-12-9", "2026-02-30", "2026-13-01", "2026-12-09 "]) {
    expect(dayOf(words)).toBeUndefined();
  }
});
