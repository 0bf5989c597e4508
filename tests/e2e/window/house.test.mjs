// What the house decides once, and who signs: by keys alone, kept, and felt at once in the texts.

import assert from "node:assert/strict";
import { test } from "node:test";

import { demo, demoIssue } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";
import { say } from "../words.mjs";

const AUTHOR = "Émile Sarrazin";
const BIO = "Émile Sarrazin suit les ports.";
/** Who signs in the demo. */
const SIGNING = "Oscar Keradec";

test("the house and its authors are settled by keys alone, and texts follow", async (t) => {
  const { newsroom } = await demo(t);
  const { articles } = await demoIssue();
  const { headline } = articles.find(({ slug }) => slug === "mots-de-passe");
  let window = await Window.open(t, newsroom);
  const write = async (id, words) => {
    await window.tabTo(id);
    await window.press("a", keys.control);
    await window.type(words);
  };
  const enter = async (id) => {
    await window.tabTo(id);
    await window.press(keys.enter);
  };
  const value = (id) =>
    window.run((it) => document.querySelector(`[data-testid="${it}"]`).value, id);
  const openAuthors = async () => {
    await window.palette(say("fr", "authors.command"));
    await window.take(say("fr", "authors.command"));
    await window.byTestId("authors");
  };
  /** Goes with Tab to a name in the list, and opens its record. */
  const open = async (name) => {
    await waitFor(`the focus on ${name}`, async () => {
      await window.press(keys.tab);
      return window.run(
        (wanted) =>
          document.activeElement?.closest('[data-testid="author-list"]') !== null &&
          document.activeElement.textContent.trim().startsWith(wanted),
        name,
      );
    });
    await window.press(keys.enter);
    await waitFor(`the record of ${name}`, async () => (await value("author-name")) === name);
  };
  const byDayAndNight = async (name) => {
    for (const theme of ["light", "dark"]) {
      await window.run((it) => (document.documentElement.dataset.theme = it), theme);
      assert.equal(await window.barriers(), "", `${name}, ${theme}`);
      await window.shot(`${name}-${theme}`);
    }
    await window.run(() => delete document.documentElement.dataset.theme);
  };

  await t.test("someone new signs, and is corrected", async () => {
    await window.palette(headline);
    await window.take(headline);
    await window.dialogGone();
    await window.byTestId("editor");
    await openAuthors();
    await window.type(AUTHOR.replace("Sarrazin", "Sarazin"));
    await write("author-initials", "É. S.");
    await enter("author-save");
    await window.waitForWords('[data-testid="author-list"]', "Sarazin");
    await write("author-name", AUTHOR);
    await write("author-bio", BIO);
    await byDayAndNight("authors");
    await enter("author-save");
    await window.waitForWords('[data-testid="author-list"]', AUTHOR);
    await window.press(keys.escape);
    await window.dialogGone();
    await waitFor("the name to be offered to those who sign", () =>
      window.run(
        (name) => [...document.querySelectorAll("option")].some((it) => it.textContent === name),
        AUTHOR,
      ),
    );
  });

  await t.test("who signs what is there is not removed, and it is said why", async () => {
    await openAuthors();
    await open(SIGNING);
    await enter("author-remove");
    await window.waitForWords('[data-testid="refusal"]', say("fr", "fault.author.signs.hint"));
    assert.ok((await window.words('[data-testid="author-list"]')).includes(SIGNING));
  });

  await t.test("who signs nothing is removed, and brought back", async () => {
    const listed = () => window.words('[data-testid="author-list"]');
    await open(AUTHOR);
    await enter("author-remove");
    await waitFor("the name to be gone", async () => !(await listed()).includes(AUTHOR));
    await enter("author-back");
    await waitFor("the name to be back", async () => (await listed()).includes(AUTHOR));
    assert.equal(await value("author-bio"), BIO);
    const names = (await listed()).split(/(?=Mathilde)/);
    assert.ok(names[0].includes(AUTHOR), "É stands beside E, before M");
  });

  await t.test(
    "what was written and not kept waits, beside others and after the dialog",
    async () => {
      await write("author-bio", "Une autre notice.");
      await open(SIGNING);
      await window.waitForWords('[data-testid="author-list"]', say("fr", "authors.unkept"));
      await open(AUTHOR);
      assert.equal(await value("author-bio"), "Une autre notice.");
      await window.press(keys.escape);
      await window.dialogGone();
      await window.waitForWords("body", say("fr", "unkept.left"));
      await enter("notice-action");
      await window.byTestId("authors");
      assert.equal(await value("author-bio"), "Une autre notice.");
      await write("author-bio", BIO);
      await window.press(keys.escape);
      await window.dialogGone();
    },
  );

  await t.test("what cannot be printed is refused, and changes nothing", async () => {
    await window.palette(say("fr", "house.command"));
    await window.take(say("fr", "house.command"));
    await window.byTestId("house-name");
    await write("house-subscribe_url", "abonnement");
    await enter("house-save");
    await window.waitForWords('[data-testid="refusal"]', say("fr", "fault.house.address.hint"));
    await window.shot("house-refused");
    await write("house-subscribe_url", "https://lepli.example/abonnement");
    await byDayAndNight("house");
  });

  await t.test(
    "a mark and a callout of the house count from the moment they are kept",
    async () => {
      await write("house-to_do", "TK\nÀ VOIR");
      await write("house-motto", "Tout tient dans le pli");
      await enter("house-add");
      await waitFor("the focus on the new callout", () =>
        window.run(() => document.activeElement?.dataset.testid === "house-callout"),
      );
      await window.type("Repères");
      await enter("house-save");
      await window.dialogGone();
      await window.click("editor");
      await window.press(keys.end, keys.control);
      await window.type("\n\nUne phrase À VOIR avec le préfet.\n\n/");
      await window.waitForWords('[role="listbox"], .cm-tooltip-autocomplete', "Repères");
      await window.press(keys.escape);
      await window.saved();
      await window.press("r", keys.control, keys.shift);
      await window.waitForWords('[data-testid="remarks-panel"]', "À VOIR");
    },
  );

  await t.test("all of it outlives the window", async () => {
    await window.kill();
    window = await Window.open(t, newsroom);
    await window.palette(say("fr", "house.command"));
    await window.take(say("fr", "house.command"));
    await window.byTestId("house-name");
    assert.equal(await value("house-to_do"), "TK\nÀ VOIR");
    assert.equal(await value("house-motto"), "Tout tient dans le pli");
    await window.press(keys.escape);
    await window.dialogGone();
    await openAuthors();
    await window.waitForWords('[data-testid="author-list"]', AUTHOR);
  });
});
