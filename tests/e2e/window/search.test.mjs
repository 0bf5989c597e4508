// One palette finds a word wherever somebody wrote it, and opens the thing on the words: by keys
// alone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { demo, demoIssue, plain } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";
import { say as sayIn } from "../words.mjs";

const say = (key, places) => sayIn("fr", key, places);
const NOTE = "Vérifier auprès du greffe de Quimper";
const HEADS = '[data-testid="palette"] .group';

/** Looks words up, and takes the line that says `line` under the head of its sort. */
async function look(window, words, sort, line) {
  await window.palette(words);
  await window.waitForWords(HEADS, say(`palette.${sort}`));
  await window.take(line);
  await window.dialogGone();
}

/** What is selected in the text, once that is on screen. */
const selected = (window, words) =>
  waitFor(`« ${words} » selected and to be seen`, () =>
    window.editor((view, wanted) => {
      const { from, to } = view.state.selection.main;
      if (view.state.sliceDoc(from, to) !== wanted) return false;
      const there = view.coordsAtPos(from);
      return there !== null && there.top > 0 && there.bottom < innerHeight;
    }, words),
  );

test("a word is found in texts, notes, pictures, issues and the lexicon, by keys alone", async (t) => {
  const { newsroom } = await demo(t);
  const { dossier, articles } = await demoIssue();
  const other = articles.find(({ slug }) => slug === "puces-dormantes");
  let window = await Window.open(t, newsroom);
  await window.browser.setWindowSize(1280, 800);

  await t.test("words of a text open it on these words, scrolled into view", async () => {
    await look(window, "cederom oublie", "hit", dossier.headline);
    await window.byTestId("editor");
    await selected(window, "cédérom oublié");
    assert.ok(await window.run(() => document.activeElement?.closest(".cm-content") !== null));
  });

  await t.test("a note opens its draft, and has the focus beside its words", async () => {
    await window.press("m", keys.control, keys.alt);
    await window.byTestId("note-text");
    await window.type(NOTE);
    await window.press(keys.enter, keys.control);
    await window.waitForWords('[data-testid="note"]', NOTE);
    await window.palette(other.headline);
    await window.take(other.headline);
    await window.dialogGone();
    await waitFor("the other draft", async () => {
      const value = await window.run(() => document.getElementById("headline")?.value ?? "");
      return plain(value) === plain(other.headline);
    });
    await window.kill();
    window = await Window.open(t, newsroom);
    await window.browser.setWindowSize(1280, 800);
    await look(window, "greffe quimper", "note", dossier.headline);
    await waitFor("the note to be at hand", async () =>
      plain(await window.run(() => document.activeElement?.innerText ?? "")).includes(plain(NOTE)),
    );
    assert.ok(await window.run(() => document.activeElement.dataset.testid === "note"));
    await selected(window, "cédérom oublié");
  });

  await t.test("a picture opens the library on its passport, at the words", async () => {
    await look(window, "maree descendante", "picture", "Estran");
    await waitFor("the words of the alternative text", () =>
      window.run(() => {
        const field = document.activeElement;
        if (field?.dataset.testid !== "passport-alt") return false;
        const { selectionStart, selectionEnd, value } = field;
        return value.slice(selectionStart, selectionEnd) === "marée descendante";
      }),
    );
  });

  await t.test("what an issue says of itself opens its board", async () => {
    await look(window, "cent ans perdre riviere", "plan", say("command.open.issue", { date: "" }));
    await window.find("[data-spot]");
    await window.byTestId("check-run");
  });

  await t.test("an entry of the lexicon opens the lexicon on it", async () => {
    await window.browser.executeAsync((done) => {
      const entry = {
        form: "Ploumoguer",
        kind: "name",
        language: null,
        forbidden: [],
        expansions: [],
        note: "Marée haute comprise",
      };
      __TAURI_INTERNALS__
        .invoke("call", { name: "save_entry", request: { entry, before: null } })
        .then(done, done);
    });
    await window.palette("ploumog");
    await window.waitForWords(HEADS, say("palette.entry"));
    await window.take("Ploumoguer");
    await waitFor("the entry to be open", () =>
      window.run(() =>
        [...document.querySelectorAll('[data-testid="lexicon"] input')].some(
          ({ value }) => value === "Ploumoguer",
        ),
      ),
    );
    await window.press(keys.escape);
    await window.dialogGone();
  });

  for (const theme of ["light", "dark"]) {
    await t.test(`hits of several sorts say which they are, ${theme}`, async () => {
      await window.run((it) => (document.documentElement.dataset.theme = it), theme);
      await window.palette("maree");
      for (const sort of ["hit", "picture", "entry"]) {
        await window.waitForWords(HEADS, say(`palette.${sort}`));
      }
      assert.equal(await window.barriers(), "");
      await window.shot(`search-${theme}`);
      await window.press(keys.escape);
      await window.dialogGone();
    });
  }
});
