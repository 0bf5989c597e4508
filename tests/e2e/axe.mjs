// Accessibility, as axe-core sees it: WCAG 2.0 to 2.2, levels A and AA.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** axe-core itself, to be run in a page. */
export const source = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");

/** What it is asked; frames are looked at one by one, from inside. */
export const options = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
  resultTypes: ["violations"],
  iframes: false,
};

/** Violations, as a person who must mend them wants to read them. */
export function report(violations) {
  return violations
    .map(({ id, impact, help, nodes }) => {
      const places = nodes.map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary}`);
      return `${id} (${impact}): ${help}\n${places.join("\n")}`;
    })
    .join("\n\n");
}
