import type { DraftSlug } from "../backend/bindings/DraftSlug";
import type { EditionKey } from "../backend/bindings/EditionKey";
import type { EditionPlan } from "../backend/bindings/EditionPlan";
import type { IssueView } from "../backend/bindings/IssueView";
import type { Override } from "../backend/bindings/Override";
import { say } from "../words";

const FIELDS = ["headline", "standfirst", "byline"] as const;

/** What is printed of an article in the place of its own, in the whole issue or in an edition. */
export function overrideOf(
  overrides: readonly Override[],
  article: DraftSlug,
  edition: EditionKey | null,
): Override | undefined {
  return overrides.find((it) => it.article === article && (it.edition ?? null) === edition);
}

/** The headline of an article as the issue prints it. */
export function headlineOf(issue: IssueView, article: DraftSlug): string {
  const decided = overrideOf(issue.plan.overrides ?? [], article, null)?.headline;
  const own = issue.articles[article]?.draft.headline ?? article;
  return (decided ?? "") || own || say("drafts.untitled");
}

/** What an override changes, in words: « titre changé pour ce numéro ». */
export function overridden(
  overrides: readonly Override[],
  article: DraftSlug,
  editions: readonly EditionPlan[],
): string[] {
  const marks: string[] = [];
  for (const it of overrides) {
    if (it.article !== article) continue;
    const edition = editions.find(({ key }) => key === it.edition)?.name;
    const where =
      edition === undefined ? say("override.issue") : say("override.edition", { edition });
    for (const field of FIELDS) {
      if ((it[field] ?? "") !== "") marks.push(say(`override.mark.${field}`, { where }));
    }
    if ((it.illustration ?? null) !== null || it.bare === true) {
      marks.push(say("override.mark.illustration", { where }));
    }
  }
  return marks;
}
