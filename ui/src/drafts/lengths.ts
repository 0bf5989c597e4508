import type { Budget } from "../backend/bindings/Budget";
import type { Counts } from "../backend/bindings/Counts";
import { count, feuillets, minutes, say } from "../words";

/** Whether a text fills its place, and by how much it does not. */
export interface Fit {
  is: "under" | "right" | "over";
  by: number;
}

export function withinBudget(signs: number, budget: Budget): Fit {
  const by = Math.abs(signs - budget.signs);
  if (signs < budget.least) return { is: "under", by };
  return { is: signs > budget.most ? "over" : "right", by };
}

/** How a text fits the length that is planned for it, or that its kind usually has. */
export function fitting(signs: number, budget: Budget, usual: boolean): string {
  const { is, by } = withinBudget(signs, budget);
  return say(`count.${usual ? "usual" : "budget"}.${is}`, { n: by, budget: budget.signs });
}

/** The lengths of a text in a sentence, to be heard. */
export function lengths(
  counts: Counts,
  selection: Counts | null,
  budget: Budget | null,
  usual = false,
): string {
  const { signs, words } = selection ?? counts;
  const said = [
    count("count.signs", signs),
    count("count.words", words),
    count("count.feuillets.said", signs / 1500, { n: feuillets(signs) }),
    count("count.minutes", minutes(words)),
  ];
  if (selection !== null) said.unshift(say("count.selection"));
  if (budget !== null) said.push(fitting(counts.signs, budget, usual));
  return said.join(", ");
}

/** The length that typed words plan, in signs; none when they say no number. */
export function signsOf(words: string): number | null {
  const signs = Number.parseInt(words.replaceAll(/\D/g, ""), 10);
  return signs > 0 ? signs : null;
}
