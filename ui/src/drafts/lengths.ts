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

/** The lengths of a text in a sentence, to be heard. */
export function lengths(counts: Counts, selection: Counts | null, budget: Budget | null): string {
  const { signs, words } = selection ?? counts;
  const said = [
    count("count.signs", signs),
    count("count.words", words),
    count("count.feuillets.said", signs / 1500, { n: feuillets(signs) }),
    count("count.minutes", minutes(words)),
  ];
  if (selection !== null) said.unshift(say("count.selection"));
  if (budget !== null) {
    const fit = withinBudget(counts.signs, budget);
    said.push(say(`count.budget.${fit.is}`, { n: fit.by, budget: budget.signs }));
  }
  return said.join(", ");
}

/** The length that typed words plan, in signs; none when they say no number. */
export function signsOf(words: string): number | null {
  const signs = Number.parseInt(words.replaceAll(/\D/g, ""), 10);
  return signs > 0 ? signs : null;
}
