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

/** Runs the command of this key, and waits for what it shows. */
const by =
  (key, shown, places = {}) =>
  async (window) => {
    await window.palette(say("fr", key, places));
    await window.take(say("fr", key, places));
    await window.byTestId(shown);
  };

const leave = async (window) => {
  await window.press(keys.escape);
  await window.dialogGone();
};

const panel = (name, shown) =>
  by("command.panel", shown, { name: say("fr", `panel.${name}`).toLowerCase() });

/** The screens that no journey of another test stops at: how one gets there from an open draft, and back. */
const screens = {
  help: [by("help.command", "help"), leave],
  import: [by("import.command", "import-run"), leave],
  rules: [by("command.rules", "rules-filter"), leave],
  who: [by("who.command", "who-run"), leave],
  name: [by("past.name", "moment-name"), leave],
  outline: [panel("outline", "outline"), async () => {}],
  moment: [
    async (window) => {
      await panel("past", "moments")(window);
      await window.run(() => document.querySelector('[data-testid="moments"] button').focus());
      await window.press(keys.enter);
      await window.byTestId("moment");
    },
    async (window) => {
      await window.tabTo("leave-moment");
      await window.press(keys.enter);
      await waitFor("the text of now", async () => !(await window.one('[data-testid="moment"]')));
    },
  ],
  place: [
    async (window) => {
      await window.press("n", keys.control);
      await waitFor("the headline", () =>
        window.run(() => document.activeElement?.id === "headline"),
      );
      await window.type("Sans place");
      await window.saved();
      await by("draft.place", "place-run")(window);
    },
    leave,
  ],
  several: [
    async (window) => {
      await window.run(() => document.getElementById("draft-list").focus());
      await window.press("a", keys.control);
      await window.press(keys.delete);
      await window.byTestId("several-run");
    },
    async (window) => {
      await leave(window);
      await window.run(() => document.getElementById("draft-list").focus());
      await window.press(keys.escape);
    },
  ],
  "the emptying of the bin": [
    async (window) => {
      await window.command(say("fr", "bin.throw.title"));
      await waitFor(
        "the desk to be clear",
        async () => !(await window.one('[data-testid="editor"]')),
      );
      await by("bin.show", "bin-empty")(window);
      await window.run(() => document.querySelector('[data-testid="bin-empty"]').focus());
      await window.press(keys.enter);
      await window.byTestId("bin-run");
    },
    leave,
  ],
};

test("axe-core has nothing against any dialog, panel or moment, by day and by night", async (t) => {
  const { newsroom } = await demo(t);
  const { dossier } = await demoIssue();
  const window = await Window.open(t, newsroom);
  await places(dossier, "fr").editor(window);
  for (const [screen, [go, back]] of Object.entries(screens)) {
    await t.test(screen, async () => {
      await go(window);
      for (const theme of ["light", "dark"]) {
        await window.run((it) => (document.documentElement.dataset.theme = it), theme);
        assert.equal(await window.barriers(), "", theme);
      }
      await back(window);
    });
  }
});

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
