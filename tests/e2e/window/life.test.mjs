// The life of a draft, by keyboard: its fields, its lengths, its states, its margin, and the ways
// to it.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

import { demo, demoIssue, marbre, temporary } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";
import { say } from "../words.mjs";

const focused = (window) => window.run(() => document.activeElement?.id ?? "");
const inEditor = (window) =>
  window.run(() => document.activeElement?.classList.contains("cm-content") ?? false);
const value = (window, selector) =>
  window.run((where) => document.querySelector(where)?.value ?? "", selector);

/** Puts the caret at the end of the text. */
async function atTheEnd(window) {
  await window.click("editor");
  await window.press(keys.end, keys.control);
}

/** Chooses what the side shows, by its command. */
async function panel(window, name) {
  await window.command(say("fr", "command.panel", { name: name.toLowerCase() }));
}

test("a draft is led from its fields to its last note without a pointer", async (t) => {
  const { newsroom } = await demo(t);
  const { dossier, articles } = await demoIssue();
  let window = await Window.open(t, newsroom);
  await window.browser.setWindowSize(1280, 800);
  await window.openDraft(dossier.headline);

  await t.test("the first lines of the text are seen without scrolling", async () => {
    const below = await window.run(() => {
      const line = document.querySelector(".cm-line").getBoundingClientRect();
      const pane = document.querySelector('[data-testid="lengths"]').getBoundingClientRect();
      return pane.top - line.bottom;
    });
    assert.ok(below > 0, `the first line ends ${-below} px too low`);
  });

  await t.test("Tab goes from the kicker to the text, and Enter goes on", async () => {
    await window.run(() => document.getElementById("kicker").focus());
    for (const next of ["headline", "standfirst"]) {
      await window.press(keys.tab);
      assert.equal(await focused(window), next);
    }
    await window.press(keys.tab);
    assert.ok(await inEditor(window));
    await window.run(() => document.getElementById("kicker").focus());
    for (let line = 0; line < 3; line += 1) await window.press(keys.enter);
    assert.ok(await inEditor(window));
  });

  await t.test("a headline beyond the house’s limit says by how much, and is kept", async () => {
    await window.run(() => document.getElementById("headline").focus());
    await window.press(keys.end);
    await window.type(" et une suite bien trop longue pour la maison qui compte tout");
    const written = await value(window, "#headline");
    const over = [...written].length - 70;
    assert.ok(over > 0);
    const long = say("fr", "draft.long.other", { n: over });
    await window.waitForWords('[data-testid="headline-length"]', long);
    await window.saved();
  });

  await t.test("the lengths follow the selection, and are said on demand", async () => {
    await atTheEnd(window);
    await window.type("\n\nTrois mots ici");
    await window.press(keys.home, keys.shift);
    await window.waitForWords('[data-testid="lengths"]', say("fr", "count.words.other", { n: 3 }));
    await window.waitForWords('[data-testid="lengths"]', say("fr", "count.selection"));
    await window.press("g", keys.control, keys.shift);
    await waitFor("the lengths to be said", () =>
      window.run(() =>
        document.querySelector('[data-testid="lengths-said"]').textContent.includes("3 mots"),
      ),
    );
  });

  await t.test("a state is changed by its number, and its passage is told", async () => {
    await window.press("3", keys.control, keys.alt, keys.shift);
    await waitFor(
      "the state",
      async () => (await value(window, '[data-testid="state"]')) === "to_review",
    );
    await window.run(() => document.querySelector('[data-testid="sheet"]').focus());
    await window.press(keys.enter);
    await window.waitForWords('[data-testid="passages"]', say("fr", "state.to_review"));
    assert.equal(await window.barriers(), "");
    await window.press(keys.enter);
  });

  await t.test("a note is written on the words selected, and marks them", async () => {
    await atTheEnd(window);
    await window.press(keys.home, keys.shift);
    await window.press("m", keys.control, keys.alt);
    await window.byTestId("note-text");
    await window.type("D’où viennent-ils ?");
    await window.press(keys.enter, keys.control);
    await window.waitForWords(".md-margin-note", "Trois mots ici");
    assert.ok(await inEditor(window), "the caret is back in the text");
    await window.waitForWords('[data-testid="note"]', "D’où viennent-ils ?");
    await window.waitForWords(
      '[data-testid="draft-list"]',
      say("fr", "drafts.notes.one", { n: 1 }),
    );
  });

  await t.test("what is still to be done is marked and listed, and no firm is", async () => {
    await window.press(keys.end, keys.control);
    await window.type(" TK, STK");
    await waitFor("the mark", () =>
      window.run(() => document.querySelector(".md-todo")?.textContent === "TK"),
    );
    await window.waitForWords('[data-testid="to-do"]', "TK");
    await window.press(keys.escape);
    for (let letter = 0; letter < 8; letter += 1) await window.press(keys.backspace);
    await waitFor(
      "the mark to go",
      async () => (await window.one('[data-testid="to-do"]')) === null,
    );
    await window.saved();
  });

  await t.test("after a restart the note is there; it outlives its words", async () => {
    await window.kill();
    window = await Window.open(t, newsroom);
    await window.browser.setWindowSize(1280, 800);
    await window.palette(dossier.headline.slice(0, 12));
    await window.take(dossier.headline.slice(0, 12));
    await window.dialogGone();
    await atTheEnd(window);
    await window.waitForWords(".md-margin-note", "Trois mots ici");
    assert.equal(await value(window, '[data-testid="state"]'), "to_review");
    await window.press(keys.home, keys.shift);
    await window.press(keys.backspace);
    await panel(window, say("fr", "notes.title"));
    await window.waitForWords('[data-testid="note"]', say("fr", "notes.orphan"));
    await window.press("z", keys.control);
    await window.waitForWords(".md-margin-note", "Trois mots ici");
  });

  await t.test("a note is answered and resolved", async () => {
    await window.run(() => document.querySelector('[data-testid="note-reply"]').focus());
    await window.type("Du ministère.\n");
    await window.waitForWords('[data-testid="note"]', "Du ministère.");
    for (const theme of ["light", "dark"]) {
      await window.command(
        say("fr", "command.theme", { name: say("fr", `app.theme.${theme}`).toLowerCase() }),
      );
      assert.equal(await window.barriers(), "");
    }
    await window.run(() => document.querySelector('[data-testid="note-resolve"]').focus());
    await window.press(keys.enter);
    await waitFor("the note to leave", async () => (await window.one(".md-margin-note")) === null);
  });

  await t.test("the list is narrowed, gone through and opened by keys", async () => {
    const brief = articles.find(({ kind }) => kind === "brief");
    await window.run(() => document.querySelector('[data-testid="draft-choices"]').focus());
    await window.press(keys.enter);
    await window.press(keys.tab);
    await window.press(keys.tab);
    await window.type(say("fr", "kind.brief").slice(0, 3));
    const only = () => window.words('[data-testid="draft-list"] [role="option"]');
    await waitFor("the briefs alone", async () => {
      const words = await only();
      return words.includes(say("fr", "kind.brief")) && !words.includes(say("fr", "kind.dossier"));
    });
    assert.equal(await window.barriers(), "");
    await window.run(() => document.getElementById("draft-filter").focus());
    await window.press(keys.down);
    assert.equal(await focused(window), "draft-list");
    await window.type(brief.headline.slice(0, 4).replace(/[’']/g, "’"));
    await window.press(keys.enter);
    await waitFor("the brief on the desk", async () =>
      (await value(window, "#headline")).startsWith(brief.headline.slice(0, 4)),
    );
  });

  await t.test("the palette takes signs for commands, issues and bylines", async () => {
    await window.palette(">");
    await window.waitForWords('[data-testid="palette"]', say("fr", "palette.command"));
    assert.ok(
      !(await window.words('[data-testid="palette"] .group')).includes(say("fr", "palette.issue")),
    );
    assert.equal(await window.barriers(), "");
    await window.press(keys.escape);
    await window.dialogGone();
    await window.palette("@");
    const author = await waitFor("a byline", () =>
      window.words('[data-testid="palette"] [aria-selected="true"] .title'),
    );
    await window.press(keys.enter);
    await window.dialogGone();
    await waitFor("only what they sign", async () => {
      const lines = await window.run(() =>
        [...document.querySelectorAll('[data-testid="draft-list"] [role="option"]')].map(
          (line) => line.textContent,
        ),
      );
      return lines.length > 0 && lines.every((line) => line.includes(author));
    });
  });
});

for (const language of ["fr", "en"]) {
  test(`an empty newsroom says how to begin, in ${language}`, async (t) => {
    const folder = await temporary(t);
    const newsroom = join(folder, "vide.marbre");
    const { code, stderr } = await marbre(
      "init",
      newsroom,
      "--name",
      "Le Pli",
      "--locale",
      language,
    );
    assert.equal(code, 0, stderr);
    const window = await Window.open(t, newsroom);
    await window.byTestId("welcome");
    for (const theme of ["dark", "light"]) {
      const name = say(language, `app.theme.${theme}`).toLowerCase();
      await window.command(say(language, "command.theme", { name }));
      assert.equal(await window.barriers(), "");
    }
    await window.press("\uE031"); // F1
    await window.byTestId("guide");
    assert.equal(await window.barriers("dialog"), "");
    await window.press(keys.escape);
    await window.dialogGone();
    await window.press("n", keys.control);
    await window.byTestId("editor");
    await window.type("Le premier titre");
    await window.waitForWords('[data-testid="draft-list"]', "Le premier titre");
  });
}
