// The keys and the menu of the text, each by the keyboard alone: what they insert, what they move,
// and how one looks at what one writes.

import assert from "node:assert/strict";
import { test } from "node:test";

import { demo, plain } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";
import { say as sayIn } from "../words.mjs";

const say = (key, places) => sayIn("fr", key, places);
const EDITOR = '[data-testid="editor"]';

/** The text as it is written, signs and all. */
const source = (window) => window.editor((view) => view.state.doc.toString());

const written = async (window, what, holds) => {
  try {
    await waitFor(`the text: ${what}`, async () => holds(await source(window)));
  } catch (cause) {
    throw new Error(`${cause.message}; it says ${JSON.stringify(await source(window))}`, { cause });
  }
};

/** Empties the text, by keys. */
async function empty(window) {
  await window.press("a", keys.control);
  await window.press(keys.backspace);
  await written(window, "nothing", (text) => text === "");
}

async function newDraft(window, headline) {
  await window.press("n", keys.control);
  await waitFor("the headline", () => window.run(() => document.activeElement?.id === "headline"));
  await window.type(`${headline}\n\n`);
  await waitFor("the text", () =>
    window.run((where) => document.activeElement === document.querySelector(where), EDITOR),
  );
}

test("the keys and the menu insert, move and show, without a pointer", async (t) => {
  const { newsroom } = await demo(t);
  let window = await Window.open(t, newsroom);
  await newDraft(window, "Touches");

  await t.test("a text without a place is measured by what is usual for its kind", async () => {
    await window.type("Court.");
    const usual = say("count.usual.under", { n: "1 194", budget: "1 200" });
    await window.waitForWords('[data-testid="budget"]', usual);
    await window.press("g", keys.control, keys.shift);
    await waitFor("it to be said", async () =>
      plain(
        await window.run(() => document.querySelector('[data-testid="lengths-said"]').textContent),
      ).includes(plain(usual)),
    );
    if (!(await window.one("#sheet"))) await window.click("sheet");
    await window.run(
      (label) =>
        [...document.querySelectorAll("#sheet label")]
          .find((it) => it.textContent.trim() === label)
          .control.focus(),
      say("draft.kind"),
    );
    await window.type(say("kind.figure").slice(0, 3));
    await window.waitForWords(
      '[data-testid="budget"]',
      say("count.usual.under", { n: 494, budget: 500 }),
    );
    await window.type(say("kind.story").slice(0, 3));
    await window.run((where) => document.querySelector(where).focus(), EDITOR);
    await window.saved();
  });

  await t.test("each key writes what it is for, and Tab leads through it", async () => {
    for (const [what, press, text, fields] of [
      ["a link", ["l", keys.control], "[la carte](https://a.example/) fin", true],
      [
        "a brief",
        ["j", keys.control, keys.shift],
        "**Le câble** • Il cède. [Lire la suite](https://b.example/)",
      ],
    ]) {
      await empty(window);
      await window.press(...press);
      if (fields === true) {
        await window.type("la carte");
        await window.press(keys.tab);
        await window.type("https://a.example/");
        await window.press(keys.tab);
        await window.type(" fin");
      } else {
        await window.type("Le câble");
        await window.press(keys.tab);
        await window.type("Il cède.");
        await window.press(keys.tab);
        await window.type("https://b.example/");
      }
      await written(window, what, (now) => plain(now) === text);
    }

    await empty(window);
    await window.press("r", keys.control, keys.alt);
    await window.find(".menu");
    await window.type("20 nov");
    await waitFor("the issue", async () =>
      (await window.words(".menu [aria-selected]")).includes("20 novembre"),
    );
    await window.press(keys.enter);
    await written(window, "a cross-reference", (text) => text === "[[2026-11-20]]");

    const callouts = await window.browser.executeAsync((done) =>
      __TAURI_INTERNALS__
        .invoke("call", { name: "newsroom", request: null })
        .then(({ publication }) => done(publication.callouts.map(({ key }) => key))),
    );
    assert.ok(callouts.length > 1);
    for (const [rank, key] of callouts.slice(0, 9).entries()) {
      await empty(window);
      await window.press(String(rank + 1), keys.control, keys.shift);
      await window.type("Un titre");
      await window.press(keys.tab);
      await window.type("Un mot.");
      await written(window, `the callout ${key}`, (text) =>
        text.startsWith(`> [!${key}] Un titre\n> Un mot.`),
      );
    }
  });

  await t.test("each entry of the menu is found by its letters", async () => {
    for (const [letters, title, holds] of [
      ["lien", "editor.link", (text) => text === "[](https://)"],
      ["brè", "editor.brief", (text) => /^\*\*Titre\*\* • {2}\[.+\]\(https:\/\/\)$/.test(text)],
      ["coupe", "editor.cut", (text) => text.includes("<!-- ")],
      ["langue", "editor.language", (text) => text === "[]{lang=en}"],
      ["illus", "editor.figure", (text) => text === "![["],
      ["renvoi", "editor.reference", (text) => text === "[["],
    ]) {
      await empty(window);
      await window.type(`/${letters}`);
      await waitFor(`« ${say(title)} » in the menu`, async () =>
        (await window.words(".menu [aria-selected]")).includes(plain(say(title))),
      );
      await window.press(keys.enter);
      await written(window, say(title), holds);
      await window.press(keys.escape);
    }
  });

  await t.test("words pasted that are a reference are offered as the object", async () => {
    await empty(window);
    await window.run((where) => {
      const data = new DataTransfer();
      data.setData("text/plain", "Déjà dit (lire Le Pli du 19 novembre)");
      const about = { bubbles: true, cancelable: true, clipboardData: data };
      document.querySelector(where).dispatchEvent(new ClipboardEvent("paste", about));
    }, EDITOR);
    await window.waitForWords(".offer", "19 novembre");
    await written(window, "as pasted", (text) =>
      plain(text).includes("(lire Le Pli du 19 novembre)"),
    );
    await window.press(keys.enter, keys.alt);
    await written(window, "the object", (text) => text === "Déjà dit ([[2026-11-19]])");
  });

  await t.test("a bullet and a paragraph move by keys, with what they hold", async () => {
    await empty(window);
    await window.press("b", keys.control, keys.alt);
    await window.type("un\ndeux\ntrois");
    await written(window, "three bullets", (text) => text === "- un\n- deux\n- trois");
    await window.press(keys.up, keys.alt);
    await written(window, "the last one up", (text) => text === "- un\n- trois\n- deux");
    await window.press(keys.down, keys.alt);
    await window.press(keys.up);
    await window.press(keys.down, keys.shift, keys.alt);
    await written(window, "one doubled", (text) => text === "- un\n- deux\n- deux\n- trois");
    await window.press("z", keys.control);
    await window.press(keys.end, keys.control);
    await window.type("\n\nPremier.\n\nSecond.");
    await window.press(keys.up, keys.alt);
    await written(window, "the paragraph up", (text) => /Second\.\n\nPremier\.$/.test(text));
    await window.press(keys.down, keys.alt);
    await written(window, "and down", (text) => /Premier\.\n\nSecond\.$/.test(text));
  });

  await t.test(
    "the typewriter keeps the line in the middle, and stays after a restart",
    async () => {
      await empty(window);
      await window.editor(
        "(view, words) => view.dispatch({ changes: { from: 0, insert: words } })",
        "Un paragraphe de plus.\n\n".repeat(40),
      );
      /** How far the caret’s line is from the middle of what is seen, in shares of it. */
      const off = () =>
        window.editor((view) => {
          const box = view.dom.closest(".scroll").getBoundingClientRect();
          const { top, bottom } = view.coordsAtPos(view.state.selection.main.head);
          return Math.abs((top + bottom) / 2 - (box.top + box.bottom) / 2) / box.height;
        });
      await window.press(keys.f7, keys.shift);
      await window.find(".typewriter");
      await window.press(keys.home, keys.control);
      for (let step = 0; step < 40; step += 1) await window.press(keys.down);
      await waitFor("the line in the middle", async () => (await off()) < 0.1);
      for (let step = 0; step < 5; step += 1) {
        await window.press(keys.down);
        await waitFor("the line to stay in the middle", async () => (await off()) < 0.1);
      }
      await window.press(keys.f7);
      await window.find(".focusing");
      const lit = () => window.run(() => document.querySelectorAll(".cm-line.md-lit").length);
      assert.equal(await lit(), 1);
      await window.press("+", keys.control);
      const size = () =>
        window.run(() =>
          parseFloat(getComputedStyle(document.querySelector(".cm-content")).fontSize),
        );
      const larger = await size();
      await window.saved();
      await window.close();

      window = await Window.open(t, newsroom);
      await window.openDraft("Touches");
      await window.find(".typewriter");
      await window.find(".focusing");
      assert.equal(await size(), larger);
      await window.click("editor");
      await window.command(say("writing.typewriter.off"));
      await waitFor("the typewriter to go", async () => !(await window.one(".typewriter")));
      await window.press(keys.f7);
      await window.press("0", keys.control);
      await waitFor("its own size", async () => (await size()) < larger);
    },
  );

  await t.test("no-break spaces are seen, or not, as one asks", async () => {
    await window.run((where) => document.querySelector(where).focus(), EDITOR);
    await empty(window);
    await window.type("Vraiment ?");
    const glyph = () =>
      window.run(() => getComputedStyle(document.querySelector(".no-break")).backgroundImage);
    await waitFor("a glyph", () => window.one(".no-break"));
    assert.notEqual(await glyph(), "none");
    await window.command(say("command.spaces.off"));
    await waitFor("the glyph to go", async () => (await glyph()) === "none");
    await window.command(say("command.spaces.on"));
    await waitFor("the glyph again", async () => (await glyph()) !== "none");
  });
});
