// The writing desk, by keys: pictures in their menu, what is dropped and pasted, the fields' own
// undo, passages of the past, references by relative days, the formatting bar, the settings, and
// several drafts at once.

import assert from "node:assert/strict";
import { test } from "node:test";

import { demo, demoIssue, plain } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";
import { say as sayIn } from "../words.mjs";

const say = (key, places) => sayIn("fr", key, places);
const EDITOR = '[data-testid="editor"]';
const NOTICES = '[data-testid="notices"]';
const F10 = "\uE03A";
const SPACE = " ";
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** The text as it is written, signs and all. */
const source = (window) => window.editor((view) => view.state.doc.toString()).then(plain);

const written = (window, what, holds) =>
  waitFor(`the text: ${what}`, async () => holds(await source(window)));

const field = (window, id) => window.run((it) => document.getElementById(it).value, id).then(plain);

const focused = (window, selector) =>
  window.run((where) => document.activeElement?.closest(where) !== null, selector);

/** Starts a draft, and waits for the caret in its text. */
async function newDraft(window, headline) {
  await window.press("n", keys.control);
  await waitFor("the headline", () => window.run(() => document.activeElement?.id === "headline"));
  await window.type(`${headline}\n\n`);
  await waitFor("the text", () => focused(window, EDITOR));
}

/** Where figures stand on the page: in the text itself, or in what. */
const figures = (window) =>
  window.inPreview(() =>
    window.run(() =>
      [...document.querySelectorAll(".texte figure")].map((figure) =>
        figure.parentElement.matches(".texte") ? "text" : figure.parentElement.tagName,
      ),
    ),
  );

test("a picture is chosen in its menu, and stands where the markup can hold it", async (t) => {
  const { newsroom } = await demo(t);
  const window = await Window.open(t, newsroom);
  await newDraft(window, "Images");

  await t.test("in the middle of a paragraph it makes a paragraph of its own", async () => {
    await window.type("Avant elle. ![[");
    await window.find(".menu .menu-picture");
    assert.equal(await window.barriers(), "", "the menu of pictures");
    await window.press(keys.enter);
    await waitFor("the picture over its line", () => window.one(".md-thumbnail img"));
    await written(window, "the figure apart", (text) =>
      /^Avant elle\. !\[\[[^\]]+\]\]$/.test(text),
    );
    assert.match(
      await window.editor((view) => view.state.doc.toString()),
      /^Avant elle\.\n\n!\[\[/,
    );
    await waitFor("the figure on the page", async () => (await figures(window)).join() === "text");
    await window.press("z", keys.control);
    await written(window, "the choice taken back", (text) => text.endsWith("![["));
    await window.press("y", keys.control);
    await waitFor("the picture again", () => window.one(".md-thumbnail img"));
  });

  await t.test(
    "in a callout it stays in the callout, seen in the text and on the page",
    async () => {
      await window.press(keys.end, keys.control);
      await window.type("\n\n> [!surveiller] Un titre\n");
      await window.type("Un mot. ![[");
      await window.find(".menu .menu-picture");
      await window.press(keys.enter);
      await waitFor("the picture in the callout", () => window.one(".md-thumbnail.md-quoted img"));
      assert.match(
        await window.editor((view) => view.state.doc.toString()),
        /> Un mot\.\n>\n> !\[\[[^\]]+\]\]$/,
      );
      await waitFor("two figures, one in the callout", async () => {
        const [first, second] = await figures(window);
        return first === "text" && second !== undefined && second !== "text";
      });
      await window.press(keys.home, keys.control);
      assert.equal(await window.barriers(), "", "pictures in the text");
    },
  );

  await t.test("in a heading none is offered, and the command puts it after", async () => {
    await window.press(keys.end, keys.control);
    await window.type("\n\n\n## Partie ![[");
    await window.type("x");
    assert.equal(await window.one(".menu"), null);
    for (let sign = 0; sign < 5; sign += 1) await window.press(keys.backspace);
    await window.press("p", keys.control, keys.shift);
    await window.find(".menu .menu-picture");
    await window.press(keys.enter);
    await waitFor("the picture under the heading", async () =>
      /## Partie\n\n!\[\[[^\]]+\]\]/u.test(
        await window.editor((view) => view.state.doc.toString()),
      ),
    );
  });
});

test("pictures are dropped and pasted into the text, and plain paste stays plain", async (t) => {
  const { newsroom } = await demo(t);
  const window = await Window.open(t, newsroom);
  await newDraft(window, "Dépôt");
  await window.type("Un paragraphe.");

  /** Has the window receive a drop, or a paste, of a picture's file. */
  const bring = (kind, name) =>
    window.run(
      (where, png, what, called) => {
        const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([bytes, called], called, { type: "image/png" }));
        const content = document.querySelector(where);
        const { right, top } = content.querySelector(".cm-line").getBoundingClientRect();
        const place = { clientX: right - 4, clientY: top + 8 };
        const about = { bubbles: true, cancelable: true, composed: true };
        const event =
          what === "drop"
            ? new DragEvent("drop", { ...about, ...place, dataTransfer: data })
            : new ClipboardEvent("paste", { ...about, clipboardData: data });
        content.dispatchEvent(event);
        return event.defaultPrevented;
      },
      EDITOR,
      PIXEL,
      kind,
      name,
    );

  assert.ok(await bring("drop", "grue.png"), "the drop was left to the browser");
  await written(window, "the dropped figure", (text) => text.includes("![[grue]]"));
  await waitFor("its picture", () => window.one(".md-thumbnail img"));
  await window.waitForWords(NOTICES, say("paste.pictures.one", { n: 1 }));
  await window.press(keys.end, keys.control);
  assert.ok(await bring("paste", "quai.png"), "the paste was left to the browser");
  await written(window, "the pasted figure", (text) => text.includes("![[quai]]"));
  await waitFor("two figures on the page", async () => (await figures(window)).length === 2);
  await window.saved();

  await window.run(() => {
    const page = document.createElement("div");
    page.id = "elsewhere";
    page.contentEditable = "true";
    page.innerHTML = "<p>Du <b>gras</b> et <a href='https://exemple.fr/'>un lien</a></p>";
    document.body.append(page);
    page.focus();
    document.getSelection().selectAllChildren(page);
  });
  await window.press("c", keys.control);
  const goTo = (where) =>
    window.run((it) => {
      document.querySelector("#elsewhere")?.remove();
      document.querySelector(it).focus();
    }, where);
  await goTo(EDITOR);
  await window.press(keys.end, keys.control);
  await window.type("\n\n");
  await window.press("v", keys.control, keys.shift);
  await written(window, "plain words", (text) => text.endsWith("Du gras et un lien"));
  await goTo("#headline");
  await window.press(keys.end);
  await window.type(SPACE);
  await window.press("v", keys.control, keys.shift);
  await waitFor("the words in the headline", async () =>
    (await field(window, "headline")).includes("Dépôt Du gras et un lien"),
  );
  await window.saved();
});

test("each field undoes and does again its own words, after a restart too", async (t) => {
  const { newsroom } = await demo(t);
  let window = await Window.open(t, newsroom);
  await newDraft(window, "Marée");
  for (const id of ["kicker", "headline", "standfirst"]) {
    await window.run((it) => document.getElementById(it).focus(), id);
    await window.press("a", keys.control);
    await window.type("un deux");
    await window.saved();
    await waitFor(`${id} emptied`, async () => {
      await window.press("z", keys.control);
      return !(await field(window, id)).includes("un deux");
    });
    await waitFor(`${id} again by Ctrl+Y`, async () => {
      await window.press("y", keys.control);
      return (await field(window, id)) === "un deux";
    });
    await window.press("z", keys.control);
    await waitFor(`${id} again by Ctrl+Shift+Z`, async () => {
      await window.press("z", keys.control, keys.shift);
      return (await field(window, id)) === "un deux";
    });
    assert.equal(await window.run(() => document.activeElement.id), id);
    await window.saved();
  }

  // What was written before the window was killed can still be taken back, and done again.
  await window.kill();
  window = await Window.open(t, newsroom);
  await window.openDraft("un deux");
  await window.run(() => document.getElementById("standfirst").focus());
  await waitFor("the standfirst taken back after a restart", async () => {
    await window.press("z", keys.control);
    return !(await field(window, "standfirst")).includes("un deux");
  });
  await window.press("y", keys.control);
  await waitFor("and again", async () => (await field(window, "standfirst")) === "un deux");
  await window.saved();
});

test("one passage of a moment is brought back, as one step", async (t) => {
  const { newsroom } = await demo(t);
  const window = await Window.open(t, newsroom);
  const THEN = "La puce dort.\n\nElle rêve de silence.\n\nFin.";
  const NOW = "La puce veille.\n\nElle rêve.\n\nFin.";
  await newDraft(window, "Bassin");
  await window.type(THEN);
  await window.saved();
  await window.palette(say("past.name"));
  await window.take(say("past.name"));
  await window.byTestId("moment-name");
  await window.type("avant");
  await window.press(keys.enter);
  await window.dialogGone();
  await window.click("editor");
  await window.press("a", keys.control);
  await window.type(NOW);
  await window.saved();

  await window.command(say("command.panel", { name: say("panel.past").toLowerCase() }));
  await window.waitForWords('[data-testid="moments"]', "avant");
  await window.pick("moments", "avant");
  await window.byTestId("moment-desk");
  await window.command(say("command.focus.desk"));
  await window.waitForWords('[data-testid="moment-desk"]', say("moment.place", { n: 1, all: 2 }));
  await window.press(keys.f8);
  await window.waitForWords('[data-testid="moment-desk"]', say("moment.place", { n: 2, all: 2 }));
  assert.equal(await window.barriers(), "");
  await window.press(".", keys.control);
  await window.waitForWords(NOTICES, say("moment.place.restored"));
  await window.waitForWords('[data-testid="moment-desk"]', say("moment.place", { n: 1, all: 1 }));
  await window.press(keys.escape);
  await written(
    window,
    "one passage back",
    (text) => text === plain(NOW.replace("rêve.", "rêve de silence.")),
  );
  await waitFor("the caret in the text", () => focused(window, EDITOR));
  await window.press("z", keys.control);
  await written(window, "undone in one step", (text) => text === plain(NOW));
  await window.saved();
});

test("a reference by a relative day is offered as the object", async (t) => {
  const { newsroom } = await demo(t);
  const { dossier } = await demoIssue();
  const window = await Window.open(t, newsroom);
  await window.openDraft(dossier.headline);
  await window.click("editor");
  await window.press(keys.end, keys.control);
  await window.type("\n\nDéjà dit (lire notre édition de vendredi)");
  await window.waitForWords(".offer", "20 novembre");
  await window.press(keys.enter, keys.alt);
  await written(window, "the object", (text) => text.endsWith("Déjà dit ([[2026-11-20]])"));
  await window.type(" et (voir Le Pli de jeudi dernier)");
  await window.waitForWords(".offer", "19 novembre");
  await window.press(keys.escape);
  await waitFor("the offer to go", async () => !(await window.one(".offer")));
  await window.saved();
});

test("the formatting bar is called, walked and put away by keys, and remembered", async (t) => {
  const { newsroom } = await demo(t);
  let window = await Window.open(t, newsroom);
  await newDraft(window, "Barre");
  assert.equal(await window.one('[data-testid="toolbar"]'), null);
  await window.type("mot");
  await window.press("a", keys.control);
  await window.press(F10);
  await waitFor("the focus in the bar", () => focused(window, '[data-testid="toolbar"]'));
  for (const theme of ["light", "dark"]) {
    await window.run((it) => (document.documentElement.dataset.theme = it), theme);
    assert.equal(await window.barriers(), "", `the bar, ${theme}`);
  }
  await window.press(keys.right);
  const name = await window.run(() => document.activeElement.getAttribute("aria-label"));
  assert.equal(name, say("editor.bold"));
  await window.press(keys.enter);
  await written(window, "bold", (text) => text === "**mot**");
  assert.ok(await focused(window, EDITOR), "the bar kept the focus");
  await window.saved();
  await window.close();

  window = await Window.open(t, newsroom);
  await window.openDraft("Barre");
  await window.byTestId("toolbar");
  await window.click("editor");
  await window.press(F10);
  await waitFor("the bar to go", async () => !(await window.one('[data-testid="toolbar"]')));
  assert.ok(await focused(window, EDITOR));
});

test("the settings lead to the house’s lexicon, and a draft’s sheet to its budget", async (t) => {
  const { newsroom } = await demo(t);
  const { dossier } = await demoIssue();
  const window = await Window.open(t, newsroom);
  await window.press(",", keys.control);
  await window.byTestId("settings");
  for (const theme of ["dark", "light"]) {
    await window.run((it) => (document.documentElement.dataset.theme = it), theme);
    assert.equal(await window.barriers(), "", `the settings, ${theme}`);
  }
  await waitFor("the lexicon’s line to have the focus", async () => {
    await window.press(keys.tab);
    const words = await window.run(() => document.activeElement?.innerText ?? "");
    return plain(words).includes(plain(say("lexicon.command")));
  });
  await window.press(keys.enter);
  await window.byTestId("lexicon");
  await window.press(keys.escape);
  await window.dialogGone();

  await window.openDraft(dossier.headline);
  if (!(await window.one('[data-testid="budget-planned"]'))) await window.click("sheet");
  const planned = await window.byTestId("budget-planned");
  await window.run((it) => it.focus(), planned);
  await window.press("a", keys.control);
  await window.type("4321");
  await window.press(keys.tab);
  await window.waitForWords('[data-testid="budget"]', "4 321");
  await window.saved();

  // A text in another language says so to who reads it aloud.
  const language = await window.byTestId("language");
  await language.selectByAttribute("value", "de");
  assert.equal(await window.run((it) => it.selectedOptions[0].textContent, language), "Allemand");
  await window.waitInPreview(
    "the page in German",
    () => document.querySelector('[lang="de"]') !== null,
  );
});

test("several drafts are picked by keys, and treated as one step that is confirmed", async (t) => {
  const { newsroom } = await demo(t);
  const window = await Window.open(t, newsroom);
  for (const headline of ["Zone une", "Zone deux", "Zone trois"]) {
    await newDraft(window, headline);
    await window.saved();
  }
  const filter = async (words) => {
    await window.run(() => document.getElementById("draft-filter").focus());
    await window.press("a", keys.control);
    await window.type(words);
  };
  const rows = () =>
    window.run(() => document.querySelectorAll('[data-testid="draft-list"] .draft').length);
  const states = () =>
    window.run(() =>
      [...document.querySelectorAll('[data-testid="draft-list"] .draft .names')]
        .map((it) => it.innerText)
        .filter((_, at) => at % 2 === 0),
    );
  await filter("Zone");
  await waitFor("three drafts", async () => (await rows()) === 3);
  await window.press(keys.down);
  await window.press(keys.home);
  await window.press(SPACE);
  await window.waitForWords('[data-testid="picked"]', say("picked.count.one", { n: 1 }));
  await window.press(keys.down, keys.shift);
  await window.press(keys.down, keys.shift);
  await window.waitForWords('[data-testid="picked"]', say("picked.count.other", { n: 3 }));
  await window.press(keys.up, keys.shift);
  await window.waitForWords('[data-testid="picked"]', say("picked.count.other", { n: 2 }));
  for (const theme of ["light", "dark"]) {
    await window.run((it) => (document.documentElement.dataset.theme = it), theme);
    assert.equal(await window.barriers(), "", `the picked drafts, ${theme}`);
  }

  await window.press("3", keys.control, keys.alt, keys.shift);
  await window.waitForWords(
    "dialog h2",
    say("several.state.title.other", { n: 2, state: say("state.to_review") }),
  );
  await window.run(() => document.querySelector('[data-testid="several-run"]').focus());
  await window.press(keys.enter);
  await window.dialogGone();
  await waitFor(
    "two states",
    async () => (await states()).filter((it) => it.includes(say("state.to_review"))).length === 2,
  );
  await window.press("z", keys.control);
  await waitFor("their states back", async () =>
    (await states()).every((it) => !it.includes(say("state.to_review"))),
  );

  await window.run(() => document.getElementById("draft-list").focus());
  await window.press("a", keys.control);
  await window.waitForWords('[data-testid="picked"]', say("picked.count.other", { n: 3 }));
  await window.press(keys.escape);
  await waitFor("nothing picked", async () => !(await window.one('[data-testid="picked"]')));
  await window.press("a", keys.control);
  await window.press(keys.delete);
  await window.waitForWords("dialog h2", say("several.bin.title.other", { n: 3 }));
  await window.run(() => document.querySelector('[data-testid="several-run"]').focus());
  await window.press(keys.enter);
  await window.dialogGone();
  await window.waitForWords('[data-testid="draft-list"]', say("drafts.unmatched"));
  await window.press("z", keys.control);
  await waitFor("three drafts again", async () => (await rows()) === 3);
});
