/** How safe what was typed is: on the screen, on the disk, or on the screen after a failure. */
export type Mark = "typed" | "saved" | "failed";

/** The mark of a whole: as safe as its least safe part. */
export function together(...marks: Mark[]): Mark {
  if (marks.includes("failed")) return "failed";
  return marks.includes("typed") ? "typed" : "saved";
}
