// What webmails do to a mail, done to it here: sheets thrown away, elements reset, headings
// coloured, pictures not loaded; and what is left of it then.

import { options, source } from "./axe.mjs";

const SHEETS = /<style\b[^>]*>[\s\S]*?<\/style>/gi;
const DARK = /@media\s*\(prefers-color-scheme:\s*dark\)/g;

/** SFR gives every element of a mail its own font and margin, and keeps no sheet. */
const SFR = '.lu *{font:100% "Helvetica Neue",Helvetica,sans-serif;margin:auto;padding:0}';
/** La Poste keeps no sheet either, and has ideas about headings. */
const LA_POSTE = "h1{color:#fff}h2{background:#354963}";

/** A grey picture that is as large as it says. */
const PICTURE = Buffer.from(
  "R0lGODlhAQABAIABAMzMzAAAACH5BAEKAAEALAAAAAABAAEAAAICRAEAOw==",
  "base64",
);

const bare = (html) => html.replace(SHEETS, "");
const reset = (html, rules) =>
  bare(html)
    .replace(/<\/head>/i, `<style>${rules}</style></head>`)
    .replace(/(<body\b[^>]*>)/i, '$1<div class="lu">')
    .replace(/<\/body>/i, "</div></body>");

/** A page of `browser` that shows `html`, with its pictures or without. */
async function shown(browser, html, { width, dark = false, pictures = true }) {
  const page = await browser.newPage({
    viewport: { width, height: 900 },
    colorScheme: dark ? "dark" : "light",
  });
  await page.route("**/*", (route) =>
    pictures && route.request().resourceType() === "image"
      ? route.fulfill({ contentType: "image/gif", body: PICTURE })
      : route.abort(),
  );
  await page.setContent(html, { waitUntil: "load" });
  return page;
}

/** The elements that somebody could not read, as axe sees them; equal colours among them, which
 * it only doubts. */
async function barriers(page) {
  await page.addScriptTag({ content: source });
  return page.evaluate(async (options) => {
    const { violations, incomplete } = await window.axe.run(document, {
      ...options,
      resultTypes: ["violations", "incomplete"],
    });
    const faults = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`),
    );
    const equal = incomplete.flatMap(({ nodes }) =>
      nodes
        .filter(({ any }) => any.some(({ data }) => data?.messageKey === "equalRatio"))
        .map(({ html }) => `equalRatio: ${html.slice(0, 200)}`),
    );
    return [...faults, ...equal];
  }, options);
}

/** Looks at a page and closes it. */
async function look(browser, html, how, eyes) {
  const page = await shown(browser, html, how);
  try {
    return await eyes(page);
  } finally {
    await page.close();
  }
}

/** What axe holds against a mail in every state that a reader may meet, by the state’s name. */
export async function statesOf(browser, html) {
  const found = {};
  const unasked = html.replace(DARK, "@media all");
  for (const width of [320, 700]) {
    const states = {
      light: [html, { width }],
      dark: [html, { width, dark: true }],
      "dark unasked": [unasked, { width }],
      "no style": [bare(html), { width }],
      "no picture": [html, { width, pictures: false }],
    };
    for (const [name, [shape, how]] of Object.entries(states))
      found[`${name} ${width}`] = await look(browser, shape, how, barriers);
  }
  return found;
}

/** How many pieces of text there are, and how many lose their font at SFR’s. */
export function fontsLost(browser, html) {
  return look(browser, reset(html, SFR), { width: 700 }, (page) =>
    page.evaluate(() => {
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = { all: 0, lost: 0 };
      while (walk.nextNode()) {
        const { data, parentElement: around } = walk.currentNode;
        if (data.trim() === "" || around.offsetParent === null) continue;
        if (["STYLE", "SCRIPT", "TITLE"].includes(around.tagName)) continue;
        found.all += 1;
        if (getComputedStyle(around).fontFamily.startsWith('"Helvetica Neue"')) found.lost += 1;
      }
      return found;
    }),
  );
}

/** The headings that La Poste makes unreadable. */
export function headingsLost(browser, html) {
  return look(browser, reset(html, LA_POSTE), { width: 700 }, (page) =>
    page.evaluate(() => {
      const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
      const light = (colour) => {
        const [red, green, blue] = channels(colour).map((of255) => {
          const part = of255 / 255;
          return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      };
      const ground = (element) => {
        for (let at = element; at !== null; at = at.parentElement) {
          const colour = getComputedStyle(at).backgroundColor;
          if (channels(colour)[3] !== 0) return colour;
        }
        return "rgb(255, 255, 255)";
      };
      return [...document.querySelectorAll("h1, h2")]
        .filter((heading) => {
          const pair = [light(getComputedStyle(heading).color), light(ground(heading))];
          return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05) < 4.5;
        })
        .map((heading) => heading.textContent.trim());
    }),
  );
}

/** How wide the page gets on a screen of 320 pixels, where no media query is heard. */
export function widthOnPhone(browser, html) {
  return look(browser, bare(html), { width: 320 }, (page) =>
    page.evaluate(() => document.documentElement.scrollWidth),
  );
}
