// The editor, by the keyboard alone: how Markdown looks, how things get into a text, and how one
// finds and moves them.

import assert from "node:assert/strict";
import { test } from "node:test";

import { demo, demoIssue, plain } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";
import { say } from "../words.mjs";

const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const EDITOR = '[data-testid="editor"]';

/** What the editor shows, line after line, as a person reads it. */
const lines = (window) =>
  window.run(
    (where) => [...document.querySelectorAll(`${where} > .cm-line`)].map((line) => line.innerText),
    EDITOR,
  );

const shown = async (window) => (await lines(window)).map(plain).join("\n");

/** Waits until the editor shows these words. */
const shows = (window, words) =>
  waitFor(`the editor to show « ${words} »`, async () =>
    (await shown(window)).includes(plain(words)),
  );

/** Waits until the menu's chosen line says these words, and takes it. */
async function take(window, words) {
  await waitFor(`« ${words} » in the menu`, async () =>
    (await window.words(".menu [aria-selected]")).includes(plain(words)),
  );
  await window.press(keys.enter);
}

async function newDraft(window) {
  await window.press("n", keys.control);
  await waitFor("the headline", () => window.run(() => document.activeElement?.id === "headline"));
  for (const line of ["Un titre\n", "Un chapeau.\n"]) await window.type(line);
  await waitFor("the text", () =>
    window.run((where) => document.activeElement === document.querySelector(where), EDITOR),
  );
}

test("a text is written, illustrated, linked and rearranged without leaving the keyboard", async (t) => {
  const { newsroom } = await demo(t);
  const window = await Window.open(t, newsroom);
  await newDraft(window);

  await t.test(
    "signs are seen on the caret's line alone, and words look as they will",
    async () => {
      await window.type(
        "## Une partie\n\nUn mot **gras** et [un lien](https://exemple.fr).\n\nFin",
      );
      await shows(window, "Un mot gras et un lien.");
      assert.ok(!(await shown(window)).includes("##"), "the heading's sign is still there");
      await window.press(keys.up);
      await window.press(keys.up);
      await shows(window, "Un mot **gras** et [un lien](https://exemple.fr).");
    },
  );

  await t.test(
    "the menu of / inserts a callout of the registry, and Escape leaves the sign",
    async () => {
      await window.press(keys.end, keys.control);
      await window.type("\n\n/");
      await window.find(".menu");
      await window.press(keys.escape);
      await waitFor("the menu to close", async () => !(await window.one(".menu")));
      await shows(window, "/");
      await window.press(keys.backspace);
      await window.type("/survei");
      await take(window, "À surveiller");
      await window.type("Le temps long");
      await window.press(keys.tab);
      await window.type("Rien ne presse.");
      await window.waitForPreview(
        "the callout",
        (page) => /À surveiller/i.test(page) && page.includes("Rien ne presse."),
      );
      await window.press(keys.down);
      await window.press(keys.enter);
      await window.press(keys.enter);
      await waitFor("the callout's label", () => window.one(".md-callout-label"));
    },
  );

  await t.test("[[ proposes issues by date and articles by words", async () => {
    await window.press(keys.end, keys.control);
    await window.type("Voir [[20 nov");
    await take(window, "20 novembre 2026");
    await window.type(" et [[nage dans");
    await take(window, "on nage dans les données");
    await window.press(keys.enter);
    await window.press(keys.enter);
    await waitFor("two chips", async () => {
      const chips = plain(await window.words(".md-chip"));
      return chips.split("lire Le Pli du 20 novembre").length === 3;
    });
    await window.waitForPreview("the renvoi's words", (page) =>
      page.includes("lire Le Pli du 20 novembre"),
    );
  });

  await t.test(
    "a reference typed in plain words is offered as the object, never put in silence",
    async () => {
      await window.type("Déjà dit (lire Le Pli du 19 novembre)");
      await window.find(".offer");
      await shows(window, "(lire Le Pli du 19 novembre)");
      await window.press(keys.enter, keys.alt);
      await shows(window, "Déjà dit ([[2026-11-19]])");
      await window.press("z", keys.control);
      await shows(window, "(lire Le Pli du 19 novembre)");
      await window.press(keys.end);
      await window.press(keys.enter);
      await window.press(keys.enter);
    },
  );

  await t.test("the shortcuts make a link, a language, a note and the cut", async () => {
    await window.type("keep it safe");
    for (let step = 0; step < 12; step += 1) await window.press("\uE012", keys.shift);
    await window.press("l", keys.control, keys.shift);
    await window.press(keys.tab);
    await window.press("f", keys.control, keys.shift);
    await window.type("La note.");
    await shows(window, "[^1]: La note.");
    await window.waitForPreview("the note", (page) => page.includes("La note."));
    assert.equal(
      await window.inPreview(() =>
        window.run(() => document.querySelector('[lang="en"]')?.textContent),
      ),
      "keep it safe",
    );
    await window.press("x", keys.control, keys.shift);
    await window.type("Réservé.");
    await waitFor("the cut", () => window.one(".md-cut-label"));
  });

  await t.test("blocks move whole, and come back", async () => {
    await window.press(keys.home, keys.control);
    await window.press(keys.down);
    await window.press(keys.down);
    await window.press(keys.down, keys.alt);
    await waitFor("the paragraph under its neighbour", async () => {
      const now = await shown(window);
      return now.indexOf("Fin") < now.indexOf("Un mot") && now.includes("Fin");
    });
    await window.press(keys.up, keys.alt);
    await waitFor("the paragraph back", async () => {
      const now = await shown(window);
      return now.indexOf("Un mot") < now.indexOf("Fin");
    });
  });

  await t.test("words are found, counted and replaced", async () => {
    await window.press("f", keys.control);
    await window.find(".finder");
    await window.type("mot");
    await waitFor("a count", async () => /\d/.test(await window.words(".finder output")));
    await window.press(keys.tab);
    await window.run(() => document.querySelectorAll(".finder input")[1].focus());
    await window.type("terme");
    await window.press(keys.enter, keys.control);
    await window.press(keys.escape);
    await shows(window, "Un terme");
  });

  await t.test("one writes in focus, alone, larger, and finds it so again", async () => {
    await window.press(keys.f7);
    await window.find(".focusing");
    await window.press(keys.f9);
    await waitFor("the panes to go", async () => !(await window.one("#pane-lists")));
    const size = () =>
      window.run(() => getComputedStyle(document.querySelector(".cm-content")).fontSize);
    const before = parseFloat(await size());
    await window.press("+", keys.control);
    await waitFor("larger words", async () => parseFloat(await size()) > before);
    await window.saved();
    await window.press(keys.f9);
    await window.press(keys.f7);
    await window.press("0", keys.control);
    await waitFor("their own size", async () => parseFloat(await size()) === before);
  });
});

test("what is copied elsewhere is pasted as Markdown, its picture kept, and nothing of it runs", async (t) => {
  const { newsroom } = await demo(t);
  const window = await Window.open(t, newsroom);
  await newDraft(window);
  await window.run((png) => {
    const page = document.createElement("div");
    page.id = "elsewhere";
    page.contentEditable = "true";
    page.innerHTML =
      `<h1>Un titre</h1><p>Un <b>mot</b> et <a href="https://exemple.fr/">un lien</a>.</p>` +
      `<ul><li>une puce</li></ul><p>Une image : <img alt="Pixel" src="data:image/png;base64,${png}"></p>`;
    document.body.append(page);
    page.focus();
    document.getSelection().selectAllChildren(page);
  }, PIXEL);
  await window.press("c", keys.control);
  await window.run((where) => {
    document.querySelector("#elsewhere").remove();
    document.querySelector(where).focus();
  }, EDITOR);
  await window.press("v", keys.control);
  await shows(window, "une puce");
  await window.waitForPreview("what was pasted", (page) =>
    ["Un titre", "Un mot et un lien.", "une puce"].every((words) => page.includes(words)),
  );
  const kinds = await window.inPreview(() =>
    window.run(() =>
      ["h3, h2", "strong", 'a[href="https://exemple.fr/"]', "li", "figure img"].map(
        (one) => document.querySelector(`.texte :is(${one})`) !== null,
      ),
    ),
  );
  assert.deepEqual(kinds, [true, true, true, true, true]);
});

test("axe-core has nothing against the editor's looks and menus, by day and by night", async (t) => {
  const { newsroom } = await demo(t);
  const { dossier } = await demoIssue();
  const window = await Window.open(t, newsroom);
  await window.openDraft(dossier.headline);
  for (const theme of ["light", "dark"]) {
    const name = say("fr", `app.theme.${theme}`).toLowerCase();
    await window.command(say("fr", "command.theme", { name }));
    await window.click("editor");
    await window.press(keys.end, keys.control);
    await window.type("\n\n/");
    await window.find(".menu");
    assert.equal(await window.barriers(), "", `the menu, ${theme}`);
    await window.press(keys.escape);
    await window.press(keys.backspace);
    await window.type("(lire Le Pli du 19 novembre)");
    await window.find(".offer");
    await window.press("f", keys.control);
    await window.find(".finder");
    await window.press(keys.f7);
    assert.equal(await window.barriers(), "", `offer, finder and focus, ${theme}`);
    await window.press(keys.f7);
    await window.press(keys.escape);
    assert.equal(await window.barriers(), "", `figures and chips, ${theme}`);
  }
});
