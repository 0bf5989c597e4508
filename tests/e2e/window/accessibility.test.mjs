// Nobody is kept out: axe-core finds nothing, and everything can be done without a pointer.

import assert from "node:assert/strict";
import { test } from "node:test";

import { demo, demoIssue } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";
import { say } from "../words.mjs";

/** The places of the window that are looked at, and how one gets there with the keyboard. */
const places = (dossier, language) => ({
  list: (window) =>
    window.find(`//*[@id="pane-lists"]//*[contains(., "${say(language, "drafts.title")}")]`),
  editor: async (window) => {
    await window.palette(dossier.headline);
    await window.take(dossier.headline);
    await window.dialogGone();
    await window.byTestId("editor");
  },
  palette: async (window) => {
    await window.palette(say(language, "drafts.new").slice(0, 4));
    await window.find('[data-testid="palette"] [role="option"]');
  },
  export: async (window) => {
    await window.press("e", keys.control);
    await window.byTestId("export-run");
  },
  issue: async (window) => {
    const opening = say(language, "command.open.issue", { date: "" }).trim();
    await window.palette(opening);
    await waitFor("an issue to be offered", async () =>
      (await window.words('[data-testid="palette"] [role="option"]')).includes(opening),
    );
    await window.take(opening);
    await window.dialogGone();
    await window.byTestId("check-run");
  },
});

for (const language of ["fr", "en"]) {
  test(`axe-core has nothing against the window, in ${language}, by day and by night`, async (t) => {
    const { newsroom } = await demo(t);
    const { dossier } = await demoIssue();
    const window = await Window.open(t, newsroom);
    if (language === "en") {
      const name = say("fr", "command.language.en");
      await window.command(say("fr", "command.language", { name }));
      await waitFor("English", () => window.run(() => document.documentElement.lang === "en"));
    }
    for (const theme of ["light", "dark"]) {
      const name = say(language, `app.theme.${theme}`).toLowerCase();
      await window.command(say(language, "command.theme", { name }));
      for (const [place, go] of Object.entries(places(dossier, language))) {
        await t.test(`${place}, ${theme}`, async () => {
          await go(window);
          assert.equal(await window.barriers(), "");
          if (place === "palette" || place === "export") {
            await window.press(keys.escape);
            await window.dialogGone();
          }
        });
      }
    }
    for (const medium of ["web", "email", "text"]) {
      await t.test(`the preview, ${medium}`, async () => {
        await window.choose(`medium-${medium}`);
        await window.waitForPreview("a page", (page) => page.length > 200);
        assert.equal(await window.inPreview(() => window.barriers()), "");
      });
    }
  });
}

test("the keyboard alone reaches every pane", async (t) => {
  const { newsroom } = await demo(t);
  const { dossier } = await demoIssue();
  const window = await Window.open(t, newsroom);
  await places(dossier, "fr").editor(window);
  await window.waitForPreview("the dossier", (page) => page.length > 200);

  const pane = () =>
    window.run(() => document.activeElement?.closest('[id^="pane-"]')?.id ?? "nowhere");
  await window.command(say("fr", "command.focus.desk"));
  for (const next of ["pane-preview", "pane-lists", "pane-desk"]) {
    await window.press(keys.f6);
    await waitFor(`the focus to be in ${next}`, async () => (await pane()) === next);
  }
});
