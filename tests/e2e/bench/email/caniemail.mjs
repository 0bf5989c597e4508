// What each client refuses of a mail's own styles, by the data of caniemail.

import { readFile } from "node:fs/promises";

// The package shows its functions and keeps its data to itself.
const { data, last_update_date } = JSON.parse(
  await readFile(new URL("node_modules/caniemail/data/caniemail.json", import.meta.url), "utf8"),
);

/** The day the data was last brought up to date. */
export const updated = last_update_date.slice(0, 10);

/** Which clients a column of the table speaks of. */
export const CLIENTS = {
  Gmail: [["gmail"]],
  "Outlook Windows": [["outlook", "windows"]],
  "Apple Mail": [["apple-mail"]],
  "La Poste": [["laposte"]],
  Orange: [["orange"]],
  SFR: [["sfr"]],
};

const PLAIN = / property$| shorthand$|^! ?| CSS property$/;
const named = new Map(
  data.filter(({ category }) => category === "css").map((it) => [it.title.replace(PLAIN, ""), it]),
);

/** Every feature, by its name in the data. */
export const features = new Map(data.map((feature) => [feature.slug, feature]));

/** How the newest versions of a client take a feature, at the worst: `n` not at all, `a` in part,
 * `y` whole, `u` if nobody has tried. */
export function worst(stats, [family, platform]) {
  const verdicts = Object.entries(stats[family] ?? {})
    .filter(([name]) => platform === undefined || name === platform)
    .map(([, versions]) => (Object.values(versions).at(-1) ?? "u")[0]);
  return ["n", "a", "y"].find((verdict) => verdicts.includes(verdict)) ?? "u";
}

/** Every feature that the styles written on elements use. */
function used(html) {
  const found = new Set();
  const take = (name) => named.has(name) && found.add(named.get(name));
  for (const [, style] of html.matchAll(/\sstyle="([^"]*)"/gi)) {
    for (const said of style.split(";")) {
      const [property, value] = said
        .split(/:(.*)/s)
        .map((part) => (part ?? "").trim().toLowerCase());
      if (property === "") continue;
      take(property);
      take(`${property}:${value}`);
      take(`${property}: ${value}`);
      for (const [, name] of value.matchAll(/([a-z-]+)\(/g)) take(`${name}()`);
      for (const [, unit] of value.matchAll(/\d(rem|em|vw|vh|pt|cm|in|mm|pc|ch|ex)\b/g))
        take(`${unit} unit`);
      if (value.includes("!important")) take("important keyword");
      if (/\b(fit|min|max)-content\b/.test(value)) take("fit-content, min-content, max-content");
      if (/\b(left|right|top|bottom)\b/.test(property) && !property.includes("-"))
        take("left, right, top, bottom");
      if (property.endsWith("gap")) take("gap, column-gap, row-gap");
    }
  }
  return found;
}

/** What some client of each column refuses, by the column's name. Outlook reads what others do
 * not, and the other way round. */
export function refused(html) {
  const web = html
    .replace(/<!--\[if !mso\]><!(--)?(-->)?/g, "")
    .replace(/<!--\[if [^\]]*\]>[\s\S]*?<!\[endif\]-->/g, "");
  const outlook = html
    .replace(/<!--\[if !mso\]><!-->[\s\S]*?<!--<!\[endif\]-->/g, "")
    .replace(/<!--\[if [^\]]*\]>|<!\[endif\]-->/g, "");
  return Object.fromEntries(
    Object.entries(CLIENTS).map(([column, clients]) => {
      const page = column.startsWith("Outlook") ? outlook : web;
      const features = [...used(page)].filter(({ stats }) =>
        clients.some((client) => worst(stats, client) === "n"),
      );
      return [column, features.map(({ title }) => title)];
    }),
  );
}
