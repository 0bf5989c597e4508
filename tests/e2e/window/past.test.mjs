// What a draft went through: undone after a restart, read as it was, signed, thrown away and back.

import assert from "node:assert/strict";
import { test } from "node:test";

import { demo, demoIssue, plain } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";
import { say as sayIn } from "../words.mjs";

const say = (key, places) => sayIn("fr", key, places);
const EDITOR = '[data-testid="editor"]';
const MOMENT = '[data-testid="moment"]';
const FIRST = "La puce dort au fond du bassin.";
const SECOND = "Elle rêve de silence.";

/** The text in the editor, once it is what was waited for. */
const text = (window, wanted) =>
  waitFor(`« ${wanted} » alone in the text`, async () => {
    const words = await window.words(EDITOR);
    return words.replace(/\s+/g, " ").trim() === plain(wanted);
  });

const signAs = async (window, name) => {
  await window.palette(say("who.command"));
  await window.take(say("who.command"));
  await window.byTestId("who-name");
  await window.press("a", keys.control);
  await window.type(name);
  await window.press(keys.enter);
  await window.dialogGone();
  await window.waitForWords("header", name);
};

const nameNow = async (window, name) => {
  await window.palette(say("past.name"));
  await window.take(say("past.name"));
  await window.byTestId("moment-name");
  await window.type(name);
  await window.press(keys.enter);
  await window.dialogGone();
};

const focusText = async (window) => {
  await window.command(say("command.focus.desk"));
  await waitFor("the caret in the text", () =>
    window.run(() => document.activeElement?.closest('[data-testid="editor"]') !== null),
  );
};

test("a draft can be undone after a restart, read as it was, signed, and thrown away and back", async (t) => {
  const { newsroom } = await demo(t);
  let window = await Window.open(t, newsroom);

  await t.test("Ctrl+Z goes on where the window that was killed stood", async () => {
    await signAs(window, "Inès Vasseur");
    await window.press("n", keys.control);
    await waitFor("the headline to be written", () =>
      window.run(() => document.activeElement?.id === "headline"),
    );
    await window.type("Bassin\n\n");
    await waitFor("the caret in the text", () =>
      window.run(() => document.activeElement?.closest('[data-testid="editor"]') !== null),
    );
    await window.type(FIRST);
    await window.saved();
    await nameNow(window, "avant relecture");
    await focusText(window);
    await window.press(keys.end, keys.control);
    await window.type(` ${SECOND}`);
    await window.saved();
    await window.kill();

    window = await Window.open(t, newsroom);
    await window.openDraft("Bassin");
    await text(window, `${FIRST} ${SECOND}`);
    await focusText(window);
    await window.press("z", keys.control);
    await text(window, FIRST);
    await window.press("z", keys.control, keys.shift);
    await text(window, `${FIRST} ${SECOND}`);
    await window.saved();
  });

  await t.test("a named version is read with what differs, and brought back", async () => {
    const name = say("panel.past").toLowerCase();
    await window.command(say("command.panel", { name }));
    await window.waitForWords('[data-testid="moments"]', "avant relecture");
    await window.waitForWords('[data-testid="moments"]', "Inès Vasseur");
    await window.run(() => document.querySelector('[data-testid="moments"] button')?.focus());
    await window.press(keys.down);
    await window.byTestId("moment-desk");
    await window.waitForWords('[data-testid="moment-desk"]', "avant relecture");
    await window.waitForWords(`${MOMENT} ins`, SECOND);
    assert.equal(await window.barriers(), "");
    await window.click("differences");
    await waitFor("the version alone", async () => {
      const words = await window.words(MOMENT);
      return words.trim() === plain(FIRST);
    });
    await window.click("restore");
    await text(window, FIRST);
    await window.saved();
    await waitFor("the caret in the text", () =>
      window.run(() => document.activeElement?.closest('[data-testid="editor"]') !== null),
    );
    await window.press("z", keys.control);
    await text(window, `${FIRST} ${SECOND}`);
    await window.waitForWords('[data-testid="moments"]', say("past.restored"));
  });

  await t.test("steps go back by the keyboard, and Escape leads to the text of now", async () => {
    // What was undone last is a moment of its own, above the version brought back.
    await window.saved();
    await waitFor("the moment of what was undone", async () => {
      const first = await window.run(
        () => document.querySelector('[data-testid="moments"] button')?.innerText ?? "",
      );
      return first !== "" && !plain(first).includes(plain(say("past.restored")));
    });
    await window.run(() => document.querySelector('[data-testid="moments"] button')?.focus());
    await window.press(keys.enter);
    await window.byTestId("moment");
    await window.command(say("command.focus.desk"));
    await window.press(keys.left, keys.alt);
    await waitFor("the step before", async () => {
      const words = await window.words(MOMENT);
      return words.includes(plain(FIRST)) && !words.includes(plain(SECOND));
    });
    await window.press(keys.escape);
    await window.find(EDITOR);
    await text(window, `${FIRST} ${SECOND}`);
  });

  await t.test("every passage says who wrote it", async () => {
    await signAs(window, "Bruno Le Guen");
    await focusText(window);
    await window.press(keys.end, keys.control);
    await window.type(" Pas lui.");
    await window.saved();
    await window.command(say("signed.show"));
    await window.waitForWords('[data-testid="signed-legend"]', "Bruno Le Guen");
    await waitFor("two signatures in the text", async () => {
      const titles = await window.run(() =>
        [...document.querySelectorAll('[data-testid="editor"] .signed')].map(
          ({ title, innerText }) => [title, innerText],
        ),
      );
      return (
        titles.some(([title, words]) => title.includes("Inès") && words.includes("puce")) &&
        titles.some(([title, words]) => title.includes("Bruno") && words.includes("Pas lui"))
      );
    });
    await focusText(window);
    await window.press(keys.end, keys.control);
    await window.press(keys.left);
    await window.waitForWords('[data-testid="signed-legend"]', "Bruno Le Guen, ");
    assert.equal(await window.barriers(), "");
    await window.command(say("signed.hide"));
  });

  await t.test("a draft goes to the bin from the list, and comes back", async () => {
    await window.run(() => document.getElementById("draft-list").focus());
    await window.type("Bassin");
    await waitFor("the keys to come to it", () =>
      window.run(() => {
        const active = document.activeElement?.getAttribute("aria-activedescendant");
        return document.getElementById(active ?? "")?.innerText.includes("Bassin") ?? false;
      }),
    );
    await window.press(keys.delete);
    await window.waitForWords('[data-testid="notices"]', say("bin.thrown", { headline: "Bassin" }));
    await waitFor(
      "the list without it",
      async () => !(await window.words('[data-testid="draft-list"]')).includes("Bassin"),
    );
    await window.press("z", keys.control);
    await window.waitForWords('[data-testid="draft-list"]', "Bassin");

    await window.openDraft("Bassin");
    await window.command(say("bin.throw.title"));
    await window.command(say("bin.show"));
    await window.waitForWords('[data-testid="bin-list"]', "Bassin");
    assert.equal(await window.barriers(), "");
    await window.run(() => document.querySelector('[data-testid="bin-list"] button')?.focus());
    await window.press(keys.enter);
    await window.waitForWords(
      '[data-testid="notices"]',
      say("bin.back.done", { headline: "Bassin" }),
    );
    await window.click("bin-leave");
    await window.openDraft("Bassin");
    await text(window, `${FIRST} ${SECOND} Pas lui.`);
  });

  await t.test(
    "a placed draft asks before it goes, and the bin says what it loses for good",
    async () => {
      const { dossier } = await demoIssue();
      await window.palette(dossier.headline);
      await window.take(dossier.headline);
      await window.dialogGone();
      await waitFor("the placed draft on the desk", () =>
        window.run(
          (headline) => document.getElementById("headline")?.value === headline,
          dossier.headline,
        ),
      );
      await window.palette(say("bin.throw.title"));
      await window.take(say("bin.throw.title"));
      await window.waitForWords("dialog", say("bin.placed.title"));
      await window.press(keys.escape);
      await window.dialogGone();
      await window.waitForWords('[data-testid="draft-list"]', dossier.headline);

      await window.openDraft("Bassin");
      await window.command(say("bin.throw.title"));
      await window.command(say("bin.show"));
      await window.click("bin-empty");
      await window.waitForWords("dialog", "Bassin");
      await window.click("bin-run");
      await window.waitForWords('[data-testid="bin-list"]', say("bin.nothing"));
    },
  );
});
