// The site of the archive: what it says of itself, written by keys; then its pages, from the window.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

import { demo, files } from "../newsroom.mjs";
import { keys, Window } from "../window.mjs";
import { say } from "../words.mjs";

const COMMAND = say("fr", "site.command");
const DIRECTOR = "Mathilde de Rives";

async function openDialog(window) {
  await window.palette(COMMAND);
  await window.take(COMMAND);
  await window.byTestId("site-run");
}

const valueOf = (window, id) =>
  window.run((at) => document.querySelector(`[data-testid="${at}"]`).value, id);

/** Writes in a field of the dialog, and leaves it. */
async function write(window, id, words) {
  await window.tabTo(id);
  await window.press("a", keys.control);
  await window.type(words);
  await window.press(keys.tab);
}

test("the site of the archive is named and written by keys, and outlives the window", async (t) => {
  const { folder, newsroom } = await demo(t);
  let window = await Window.open(t, newsroom);

  await t.test("an address that is none is refused in words, and nothing changes", async () => {
    await openDialog(window);
    const before = await valueOf(window, "site-address");
    await write(window, "site-address", "lepli");
    await window.waitForWords('[role="alert"], [role="status"]', "lepli");
    await write(window, "site-address", before);
  });

  await t.test("what the law asks is written in its fields", async () => {
    await window.tabTo("site-said");
    await window.press(keys.enter);
    await write(window, "site-director", DIRECTOR);
    for (const theme of ["light", "dark"]) {
      await window.run((it) => (document.documentElement.dataset.theme = it), theme);
      assert.equal(await window.barriers(), "", theme);
      await window.shot(`site-${theme}`);
    }
  });

  const to = join(folder, "site");
  await t.test("its pages are written, and its notice says so", async () => {
    await write(window, "site-to", to);
    await window.tabTo("site-run");
    await window.press(keys.enter);
    await window.byTestId("site-report");
    const site = await files(to);
    assert.ok(site.get("mentions-legales.html").toString().includes(DIRECTOR));
    assert.ok(site.has("feed.xml") && site.has("index.html") && site.has("sitemap.xml"));
    assert.ok([...site.keys()].filter((path) => path.endsWith(".html")).length > 15);
  });

  await t.test("a second time, nothing is left to write", async () => {
    await window.tabTo("site-run");
    await window.press(keys.enter);
    const nothing = say("fr", "site.done.one", { n: 0 });
    await window.waitForWords('[data-testid="site-report"] h3', nothing);
  });

  await t.test("it is still there after a kill, and by pointer", async () => {
    await window.kill();
    window = await Window.open(t, newsroom);
    await window.press(",", keys.control);
    await window.byTestId("settings");
    const lines = await window.browser.$$('[data-testid="settings"] li button');
    for (const line of lines) {
      if ((await line.getText()).startsWith(COMMAND)) {
        await line.click();
        break;
      }
    }
    await window.byTestId("site-run");
    assert.equal(await valueOf(window, "site-director"), DIRECTOR);
  });
});
