import type { IssueView } from "../backend/bindings/IssueView";
import type { SlotRole } from "../backend/bindings/SlotRole";
import { count, say } from "../words";

/** What a computed slot will print, in a line. */
export function composedOf(issue: IssueView, role: SlotRole): string {
  const [open] = issue.editions;
  switch (role) {
    case "epigraph": {
      const epigraph = issue.plan.epigraph ?? null;
      if (epigraph === null) return say("issue.noepigraph");
      return [epigraph.author, epigraph.text].filter(Boolean).join(say("board.dash"));
    }
    case "teaser":
      return count("board.teaser", open?.printed.teaser.length ?? 0);
    case "bios":
      return count("board.bios", open?.printed.bios.length ?? 0);
    case "latest":
      return count("board.latest", open?.printed.latest.length ?? 0);
    default:
      return say("issue.computed");
  }
}
