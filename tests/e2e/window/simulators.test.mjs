// A mail seen in each client: the page changes with it, by pointer and by keys, follows what is
// typed, and is found again.

import assert from "node:assert/strict";
import { test } from "node:test";

import { demo, demoIssue } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";
import { say } from "../words.mjs";

/** What the page in the frame is made of. */
const made = (window) =>
  window.inPreview(() =>
    window.run(() => {
      const article = document.querySelector("[role=article]");
      const heading = document.querySelector("h2");
      return {
        sheets: [...document.querySelectorAll("style")]
          .map(({ textContent }) => textContent)
          .join(),
        article: article !== null,
        heading: getComputedStyle(heading).color,
        ground: getComputedStyle(document.body).backgroundColor,
        ghost: document.querySelector("table[width='600'][align=center]") !== null,
        pictures: [...document.images].filter(({ naturalWidth }) => naturalWidth > 0).length,
        words: document.body.innerText,
      };
    }),
  );

test("a mail is seen as each client shows it", async (t) => {
  const { newsroom } = await demo(t);
  const { dossier } = await demoIssue();
  let window = await Window.open(t, newsroom);
  await window.openDraft(dossier.headline);
  await window.choose("edition-subscribers");
  await window.choose("scope-issue");

  await t.test("a page of the web has no client", async () => {
    assert.equal(await window.one('[data-testid="simulator-gmail"]'), null);
  });
  await window.choose("medium-email");
  const file = await made(window);

  await t.test("each client does to it what it is known for", async () => {
    assert.ok(file.sheets.includes("prefers-color-scheme") && file.article && !file.ghost);
    assert.ok(file.pictures > 0);
    const known = {
      gmail: ({ sheets }) => !sheets.includes("prefers-color-scheme"),
      outlook: ({ ghost, sheets }) => ghost && sheets.includes("mso-table-lspace"),
      orange: ({ article }) => !article,
      sfr: ({ sheets, heading }) => sheets.includes("Helvetica") && heading === file.heading,
      laposte: ({ sheets, heading }) => sheets.includes("#354963") && heading === file.heading,
      "apple-mail": ({ sheets }) => sheets === file.sheets,
      "images-off": ({ pictures }) => pictures === 0,
      "forced-dark": ({ ground }) => ground !== file.ground,
    };
    for (const [client, holds] of Object.entries(known)) {
      await window.choose(`simulator-${client}`);
      await window.waitForWords(
        '[data-testid="simulator-says"]',
        say("fr", `simulator.${client}.does`),
      );
      const seen = await made(window);
      assert.ok(holds(seen), `${client}: ${JSON.stringify({ ...seen, words: "" })}`);
      await window.shot(`simulator-${client}`);
    }
  });

  await t.test("the bar keeps nobody out, and says that Free was not tried", async () => {
    assert.equal(await window.barriers(".bar"), "");
    const free = await window.byTestId("simulator-free");
    assert.equal(await free.isEnabled(), false);
    assert.equal(await free.getText(), say("fr", "simulator.free"));
  });

  await t.test("what is typed comes in as the client shows it", async () => {
    await window.choose("simulator-orange");
    await window.run(() => document.querySelector(".cm-content").focus());
    await window.press(keys.end, keys.control);
    await window.type("\n\nVoici un mot neuf.");
    await window.waitForPreview("the new words", (words) => words.includes("Voici un mot neuf."));
    const seen = await made(window);
    assert.ok(!seen.article);
    const broken = await window.inPreview(() =>
      window.run(() => document.querySelectorAll("#numero [style*=word-break]").length),
    );
    assert.equal(broken, 0);
  });

  await t.test("the palette leads there too, and the window remembers", async () => {
    const name = say("fr", "simulator.sfr");
    await window.command(say("fr", "command.simulator", { name }));
    await waitFor("SFR", async () => (await made(window)).sheets.includes("Helvetica"));
    await window.saved();
    await window.close();
    window = await Window.open(t, newsroom);
    await window.openDraft(dossier.headline);
    await window.choose("medium-email");
    assert.ok((await made(window)).sheets.includes("Helvetica"));
  });

  await t.test("the plain text is one of the readers", async () => {
    await window.tabTo("simulator-file");
    await window.tabTo("simulator-text");
    await window.press(keys.enter);
    await waitFor("the text", () => window.one('[data-testid="medium-text"][aria-pressed="true"]'));
    await window.choose("simulator-file");
    assert.equal((await made(window)).sheets, file.sheets);
  });
});
