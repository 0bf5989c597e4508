// Writes what Marbre knows of each client, from the data of caniemail:
// `node tests/e2e/bench/email/vendor.mjs`, after the package was brought up to date.

import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { features, updated, worst } from "./caniemail.mjs";

const OUT = "../../../../src-tauri/crates/rendition/src/quality/clients.tsv";

/** What a mail of Marbre may use, and how a page shows that it does. A `;` before a property is a
 * style that says it, first or not. */
const USED = {
  "html-style": "<style>",
  "css-at-media-prefers-color-scheme": "prefers-color-scheme",
  "css-background": ";background:",
  "css-background-color": ";background-color:",
  "css-border": ";border-top: ;border-bottom: ;border-left:",
  "css-display-none": ";display:none",
  "css-font": ";font:",
  "css-height": ";height:",
  "css-letter-spacing": ";letter-spacing:",
  "css-margin": ";margin:",
  "css-max-width": ";max-width:",
  "css-padding": ";padding:",
  "css-text-align": ";text-align:",
  "css-text-decoration": ";text-decoration:",
  "css-text-transform": ";text-transform:",
  "css-word-break": ";word-break:",
  "html-blockquote": "<blockquote",
  "html-h1-h6": "<h1 <h2 <h3",
  "html-lang": 'lang="',
  "html-lists": "<ul <ol",
  "html-role": 'role="',
  "image-jpg": '.jpg"',
  "image-png": '.png"',
};

const CLIENTS = {
  gmail: ["gmail"],
  "outlook-windows": ["outlook", "windows"],
  "outlook-com": ["outlook", "outlook-com"],
  "apple-mail": ["apple-mail"],
  yahoo: ["yahoo"],
  orange: ["orange"],
  sfr: ["sfr"],
  laposte: ["laposte"],
  "free-fr": ["free-fr"],
  thunderbird: ["thunderbird"],
};

const lines = Object.entries(USED).map(([slug, signs]) => {
  const { stats } = features.get(slug);
  const verdicts = Object.values(CLIENTS).map((client) => worst(stats, client));
  return [slug, signs, ...verdicts].join("\t");
});
const head = [updated, "", ...Object.keys(CLIENTS)].join("\t");
await writeFile(fileURLToPath(new URL(OUT, import.meta.url)), `${[head, ...lines].join("\n")}\n`);
