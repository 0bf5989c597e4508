// Spelling and the house lexicon, by keys alone: mended, learnt, forbidden, verified.

import assert from "node:assert/strict";
import { test } from "node:test";

import { demo } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";
import { say } from "../words.mjs";

const PANEL = '[data-testid="word-remarks"]';

const text = (window) => window.run(() => document.querySelector(".cm-content").textContent);

/** The words underlined by a source. */
const underlined = (window, source) =>
  window.run(
    (of) => [...document.querySelectorAll(`.cm-content .remark-${of}`)].map((it) => it.textContent),
    source,
  );

/** Presses `key` until the focus is on what `selector` names. */
const until = (window, key, selector) =>
  waitFor(`the focus on ${selector}`, async () => {
    const there = (where) => document.activeElement?.matches(where) === true;
    if (await window.run(there, selector)) return true;
    await window.press(key);
    return window.run(there, selector);
  });

/** Goes to these words by F8, and opens their card. */
async function cardOf(window, words) {
  await window.run(() => document.querySelector(".cm-content").focus());
  await waitFor(`the caret at « ${words} »`, async () => {
    if ((await window.run(() => document.getSelection().toString())) === words) return true;
    await window.press(keys.f8);
    return false;
  });
  await window.press(".", keys.control);
  await window.byTestId("remark-card");
}

test("words are mended, learnt, forbidden and verified by keys alone", async (t) => {
  const { newsroom } = await demo(t);
  const window = await Window.open(t, newsroom);

  await window.press("n", keys.control);
  await waitFor("an empty headline", async () => {
    const field = await window.byTestId("headline");
    return window.run((e) => e === document.activeElement && e.value === "", field);
  });
  await window.type("Le cours");
  await window.press(keys.enter);
  await window.press(keys.enter);
  await waitFor("the caret in the text", () =>
    window.run(() => document.activeElement.classList.contains("cm-content")),
  );
  await window.type("Un bon acceuil au stablecoin. La startup de de Brest va chez Qorvault.");
  await window.saved();
  const panel = say("fr", "panel.proofreading").toLowerCase();
  await window.command(say("fr", "command.panel", { name: panel }));
  await waitFor("the unknown words to be underlined", async () => {
    const words = await underlined(window, "spelling");
    return ["acceuil", "stablecoin", "Qorvault"].every((word) => words.includes(word));
  });
  await window.waitForWords(PANEL, say("fr", "remark.spelling.name.all"));
  await window.waitForWords(PANEL, say("fr", "remark.consistency.repeated.all"));
  assert.equal(await window.barriers(), "");

  // Mended: the near spellings come by themselves, and the focus goes to the first.
  await cardOf(window, "acceuil");
  await waitFor("the focus on the near spelling", () =>
    window.run(() => document.activeElement?.textContent.trim() === "accueil"),
  );
  await window.press(keys.enter);
  await waitFor("the word to be mended", async () =>
    (await text(window)).includes("bon accueil au"),
  );

  // Learnt.
  await cardOf(window, "stablecoin");
  await until(window, keys.down, '[data-testid="remark-learn"]');
  await window.press(keys.enter);
  await waitFor("the word to be known", async () => {
    const words = await underlined(window, "spelling");
    return words.includes("Qorvault") && !words.includes("stablecoin");
  });

  // Forbidden.
  await window.palette(say("fr", "lexicon.command"));
  await window.take(say("fr", "lexicon.command"));
  await window.waitForWords('[data-testid="lexicon-list"]', "stablecoin");
  await until(window, keys.tab, '[data-testid="lexicon-form"]');
  await window.type("start-up");
  await until(window, keys.tab, '[data-testid="lexicon-forbidden"]');
  await window.type("startup");
  assert.equal(await window.barriers(), "");
  await until(window, keys.tab, '[data-testid="lexicon-expansion"]');
  await until(window, keys.tab, '[data-testid="lexicon-language"]');
  await until(window, keys.tab, '[data-testid="lexicon-save"]');
  await window.press(keys.enter);
  await window.waitForWords('[data-testid="lexicon-list"]', "start-up");
  await until(window, keys.tab, '[data-testid="lexicon-export"]');
  await window.press(keys.enter);
  await waitFor("the table, chosen whole", () =>
    window.run(() => {
      const { dataset, value, selectionStart, selectionEnd } = document.activeElement;
      const whole = selectionStart === 0 && selectionEnd === value?.length;
      return dataset.testid === "lexicon-table" && value.startsWith("form\tkind") && whole;
    }),
  );
  assert.equal(await window.barriers(), "");
  await window.press(keys.escape);
  await window.dialogGone();
  await window.waitForWords(PANEL, say("fr", "remark.lexicon.forbidden.all"));
  await cardOf(window, "startup");
  await waitFor("the focus on the house’s form", () =>
    window.run(() => document.activeElement?.textContent.trim() === "start-up"),
  );
  await window.press(keys.enter);
  await waitFor("the form of the house", async () =>
    (await text(window)).includes("La start-up de"),
  );
  await window.saved();

  // And all of it after a restart.
  await window.close();
  const again = await Window.open(t, newsroom);
  await again.openDraft("Le cours");
  await waitFor("the remarks", async () =>
    (await underlined(again, "spelling")).includes("Qorvault"),
  );
  assert.deepEqual(await underlined(again, "spelling"), ["Qorvault"]);
  await again.command(say("fr", "command.language", { name: say("fr", "command.language.en") }));
  await again.command(
    say("en", "command.theme", { name: say("en", "app.theme.dark").toLowerCase() }),
  );
  await again.palette(say("en", "lexicon.command"));
  await again.take(say("en", "lexicon.command"));
  await again.waitForWords('[data-testid="lexicon-list"]', "stablecoin");
  await again.pick("lexicon-list", "start-up");
  assert.equal(await again.barriers(), "");
});
