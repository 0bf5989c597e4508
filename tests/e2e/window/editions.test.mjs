// Editions and what comes after the closing, by keys alone: more
// editions, what each shows, how two differ, where they are cut; then corrections and the ledger.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

import { demo, demoIssue, files, marbre, says } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";
import { say } from "../words.mjs";

const MARK = "<!-- coupe -->";
const HANDLE = "[data-marbre-cut]";
const PRESS = "Presse";
const WHO = "Mathilde de Rives";
const PERSON = "Nadège Ollivier";

const spoken = (language, key, params) => say(language, key, params).replace(/\s+/g, " ");

const LEDGER = spoken("fr", "command.panel", { name: say("fr", "panel.ledger").toLowerCase() });

async function openIssue(window) {
  const opening = spoken("fr", "command.open.issue", { date: "" }).trim();
  await window.command(opening);
  await window.byTestId("line-up");
}

async function openDraft(window, headline) {
  await window.command(headline);
  await window.byTestId("editor");
}

const text = (window) => window.editor("(view) => view.state.doc.toString()");

/** The number of the blocks that stand before the cut. */
const before = (written) =>
  written
    .split(MARK)[0]
    .trim()
    .split(/\n{2,}/).length;

/** Chooses in a list by typing the first letters of what is wanted, as one does. */
async function chooseByKeys(window, id, words) {
  await window.tabTo(id);
  await window.type(words);
  await waitFor(`${id} to say ${words}`, () =>
    window.run(
      (at, wanted) => {
        const list = document.querySelector(`[data-testid="${at}"]`);
        return list.selectedOptions[0].textContent.trim().startsWith(wanted);
      },
      id,
      words,
    ),
  );
}

/** Where the cut’s handle is on the page, and the place between its third block and its fourth. */
function dragged(at) {
  const handle = document.querySelector(at);
  handle.scrollIntoView({ block: "center" });
  const box = handle.getBoundingClientRect();
  const last = Number(handle.getAttribute("aria-valuemax"));
  const texts = Array.from(document.querySelectorAll("#numero .texte"));
  const text = texts.find(({ children }) => children.length === last);
  const next = text.children[3].getBoundingClientRect();
  return { x: box.left + box.width / 2, from: box.top + box.height / 2, to: next.top };
}

async function inEnglish(window) {
  const name = say("fr", "command.language.en");
  await window.command(say("fr", "command.language", { name }));
  await waitFor("English", () => window.run(() => document.documentElement.lang === "en"));
}

test("editions are defined, compared and cut by keys alone", async (t) => {
  const { newsroom } = await demo(t);
  const { dossier } = await demoIssue();
  let window = await Window.open(t, newsroom);

  await t.test("an edition is added to the publication", async () => {
    await window.palette(say("fr", "editions.command"));
    await window.take(say("fr", "editions.command"));
    await window.tabTo("edition-add");
    await window.press(keys.enter);
    await waitFor("the focus on the new name", () =>
      window.run(() =>
        document.activeElement?.matches('tr:last-child [data-testid="edition-name"]'),
      ),
    );
    await window.type(PRESS);
    await window.shot("editions");
    assert.equal(await window.barriers(), "");
    await window.tabTo("editions-save");
    await window.press(keys.enter);
    await window.dialogGone();
  });

  await t.test("each article shows it all, up to the cut, its head, or nothing", async () => {
    await openIssue(window);
    const shown = { 1: "full", 2: "teaser", 3: "hidden", 4: "cut" };
    for (const [slot, visibility] of Object.entries(shown)) {
      await window.run((id) => document.getElementById(id).focus(), `slot-${slot}`);
      if (visibility !== "full") {
        await chooseByKeys(
          window,
          `visibility-${slot}-presse`,
          say("fr", `visibility.${visibility}`).slice(0, 5),
        );
        await waitFor("it to be kept", () =>
          window.run(
            (word) =>
              document
                .querySelector('[data-testid="undo"]')
                .getAttribute("aria-label")
                .includes(word),
            say("fr", "board.step.show"),
          ),
        );
      }
    }
    await window.shot("visibilities");
    await window.command(spoken("fr", "command.edition", { name: PRESS.toLowerCase() }));
    await window.waitForPreview(
      "the press’s page",
      (page) => page.includes("Une panne qui ne fait pas de bruit") && !page.includes("marient"),
    );
    const page = await window.preview();
    assert.ok(!page.includes("Trois copies qui ne se connaissent pas"), "the dossier is cut");
    assert.ok(!page.includes("2,4 millions de mots de passe"), "an article is hidden");
  });

  await t.test("two editions are compared by what differs", async () => {
    await window.press("e", keys.control, keys.shift);
    await window.waitForWords('[data-testid="compare-differences"]', dossier.headline);
    const differ = () => window.words('[data-testid="compare-differences"]');
    assert.ok(!(await differ()).includes("apprendre à dormir"), "what is alike is not told");
    await window.shot("compare");
    assert.equal(await window.barriers(), "");
    await chooseByKeys(window, "compare-right", PRESS);
    await waitFor("the press’s side", async () =>
      (await differ()).includes(spoken("fr", "compare.absent")),
    );
    await window.press(keys.escape);
    await window.dialogGone();
  });

  await t.test("the cut goes where the caret is, then down and up by paragraphs", async () => {
    await openDraft(window, dossier.headline);
    await window.click("editor");
    await window.press(keys.home, keys.control);
    const blocks = before(await text(window));
    await window.press("x", keys.control, keys.shift);
    await waitFor("the cut at the top", async () => (await text(window)).startsWith(MARK));
    await window.command(say("fr", "cut.down"));
    await waitFor("the cut a paragraph down", async () => before(await text(window)) === 1);
    await window.command(say("fr", "cut.down"));
    await waitFor("and another", async () => before(await text(window)) === 2);
    await window.command(say("fr", "cut.up"));
    await waitFor("the cut back up", async () => before(await text(window)) === 1);
    assert.equal((await text(window)).split(MARK).length, 2, "there is one mark");
    assert.ok(blocks > 3);
  });

  await t.test("the cut is dragged on the page, and takes the arrows there", async () => {
    // The page of those who read it all has places on both sides of the cut.
    await window.choose("edition-subscribers");
    await waitFor("the handle among the paragraphs", () =>
      window.inPreview(() =>
        window.run((at) => Number(document.querySelector(at)?.ariaValueMax) > 3, HANDLE),
      ),
    );
    // The pointer is the window’s: the page is a frame in it.
    const frame = await window.run(() => {
      const { left, top } = document.querySelector("iframe").getBoundingClientRect();
      return { left, top };
    });
    const { x, from, to } = await window.inPreview(() => window.run(dragged, HANDLE));
    const at = (y) => ({ x: Math.round(frame.left + x), y: Math.round(frame.top + y) });
    await window.browser
      .action("pointer")
      .move(at(from))
      .down()
      .move(at((from + to) / 2))
      .move(at(to))
      .up()
      .perform();
    await waitFor("the cut where it was dropped", async () => before(await text(window)) === 3);
    await window.waitInPreview(
      "its handle there",
      (at) => document.querySelector(at)?.getAttribute("aria-valuenow") === "3",
      HANDLE,
    );
  });

  await t.test("the keyboard stays on the cut: arrows, Home, End, and Escape back", async () => {
    const { browser } = window;
    const last = await window.inPreview(() =>
      window.run((at) => Number(document.querySelector(at).ariaValueMax), HANDLE),
    );
    const top = before(await text(window));
    await browser.switchFrame(await browser.$("iframe"));
    await window.run((at) => document.querySelector(at).focus(), HANDLE);
    /** Presses a key where the keyboard is, and waits for the text to say so. */
    const press = async (key, count) => {
      await window.press(key);
      await browser.switchFrame(null);
      await waitFor(`the cut after ${count} blocks`, async () => {
        const written = await text(window);
        return before(written) === count && written.split(MARK).length === 2;
      });
      await browser.switchFrame(await browser.$("iframe"));
      const shown = await window.run((at) => {
        const handle = document.querySelector(at);
        const held = document.activeElement === handle;
        return { held, now: handle.ariaValueNow, said: handle.getAttribute("aria-valuetext") };
      }, HANDLE);
      assert.ok(shown.held, "the keyboard left the cut");
      return shown;
    };
    assert.equal(top, 3);
    assert.equal((await press(keys.up, 2)).now, "2");
    assert.equal((await press(keys.up, 1)).now, "1");
    assert.equal((await press(keys.down, 2)).now, "2");
    assert.match((await press(keys.down, 3)).said, /^avant «\s.+»$/);
    // The cut before the first block: nothing stands before the mark.
    await window.press(keys.home);
    await browser.switchFrame(null);
    await waitFor("the cut at the top", async () => (await text(window)).startsWith(MARK));
    await browser.switchFrame(await browser.$("iframe"));
    await window.press(keys.end);
    await browser.switchFrame(null);
    await waitFor("the cut at the end", async () => (await text(window)).trimEnd().endsWith(MARK));
    await browser.switchFrame(await browser.$("iframe"));
    assert.deepEqual(
      await window.run((at) => {
        const { ariaValueNow } = document.querySelector(at);
        return [ariaValueNow, document.querySelector(at).getAttribute("aria-valuetext")];
      }, HANDLE),
      [String(last), say("fr", "cut.end")],
    );
    await press(keys.escape, 3);
    await browser.switchFrame(null);
  });

  await t.test("a cut let go with Escape while it is dragged stays where it was", async () => {
    const written = await text(window);
    const frame = await window.run(() => {
      const { left, top } = document.querySelector("iframe").getBoundingClientRect();
      return { left, top };
    });
    const { x, from } = await window.inPreview(() => window.run(dragged, HANDLE));
    const at = (y) => ({ x: Math.round(frame.left + x), y: Math.round(frame.top + y) });
    const pointer = window.browser.action("pointer");
    await pointer
      .move(at(from))
      .down()
      .move(at(from - 40))
      .move(at(from - 120))
      .perform(true);
    await window.browser.switchFrame(await window.browser.$("iframe"));
    const shown = () => window.run((where) => document.querySelector(where).ariaValueNow, HANDLE);
    await waitFor("the handle to follow the pointer", async () => (await shown()) !== "3");
    await window.press(keys.escape);
    await waitFor("the handle back", async () => (await shown()) === "3");
    await window.browser.switchFrame(null);
    await window.browser.releaseActions();
    await window.saved();
    assert.equal(await text(window), written);
  });

  await t.test("all of it outlives the window", async () => {
    const kept = await text(window);
    await window.saved();
    await window.close();
    window = await Window.open(t, newsroom);
    await openDraft(window, dossier.headline);
    assert.equal(await text(window), kept);
    await openIssue(window);
    assert.equal(
      await window.run(() => document.querySelector('[data-testid="visibility-3-presse"]').value),
      "hidden",
    );
  });

  for (const theme of ["light", "dark"]) {
    await t.test(`axe-core has nothing against the dialogs in English, ${theme}`, async () => {
      if (theme === "light") await inEnglish(window);
      const name = say("en", `app.theme.${theme}`).toLowerCase();
      await window.command(say("en", "command.theme", { name }));
      await window.palette(say("en", "editions.command"));
      await window.take(say("en", "editions.command"));
      await window.byTestId("editions-save");
      assert.equal(await window.barriers(), "", "editions");
      await window.press(keys.escape);
      await window.dialogGone();
      await window.press("e", keys.control, keys.shift);
      await window.byTestId("compare-differences");
      await waitFor("the differences", async () =>
        (await window.words('[data-testid="compare-differences"]')).includes(
          say("en", "compare.absent"),
        ),
      );
      assert.equal(await window.barriers(), "", "comparison");
      await window.shot(`compare-${theme}`);
      await window.press(keys.escape);
      await window.dialogGone();
    });
  }
});

test("a closed issue is corrected, and what it said to watch is followed, by keys alone", async (t) => {
  const { folder, newsroom } = await demo(t);
  const { date, articles } = await demoIssue();
  const { headline } = articles.find(({ slug }) => slug === "mots-de-passe");
  const closing = await marbre("close", newsroom, "--issue", date);
  assert.equal(closing.code, 0, closing.stderr);
  const KICKER = "Sécurité des agents";
  const NOTE = "La bascule a coûté 13 millions d’euros, et non 31.";
  let window = await Window.open(t, newsroom);

  await t.test("a published article is corrected, with its gravity and a note", async () => {
    await openDraft(window, headline);
    await window.palette(say("fr", "correct.command"));
    await window.take(say("fr", "correct.command"));
    // Who answers for it says a name first.
    await window.byTestId("who-name");
    await window.type(WHO);
    await window.press(keys.enter);
    await window.waitForWords("dialog", say("fr", "correct.title"));
    await window.tabTo("correct-kicker");
    await window.press("a", keys.control);
    await window.type(KICKER);
    await window.tabTo("correct-text");
    await window.press(keys.end, keys.control);
    await window.type("\n\nLe compte en est désormais arrêté par la Cour.");
    await window.tabTo("level-serious");
    await window.press(keys.enter);
    await window.waitForWords("dialog", say("fr", "correct.level.serious.hint"));
    await window.tabTo("correct-note");
    await window.type(NOTE);
    assert.equal(await window.barriers(), "");
    await window.shot("correct");
    await window.tabTo("correct-run");
    await window.press(keys.enter);
    await window.dialogGone();
    await window.command(spoken("fr", "command.edition", { name: "abonnés" }));
    await window.waitForPreview("the note", (page) => page.includes("et non 31."));
    await window.waitForPreview("the kicker", (page) => page.includes(KICKER));
    await window.shot("corrected");
  });

  await t.test("a right of reply is noted, and published after the article", async () => {
    await window.palette(say("fr", "reply.command"));
    await window.take(say("fr", "reply.command"));
    await window.tabTo("reply-person");
    await window.type(PERSON);
    await window.tabTo("reply-text");
    await window.type("Je n’ai jamais perdu mon badge, et je le montre à qui veut.");
    assert.equal(await window.barriers(), "");
    await window.shot("reply");
    await window.tabTo("reply-run");
    await window.press(keys.enter);
    await window.dialogGone();
    await window.command(LEDGER);
    await window.waitForWords('[data-testid="reply"]', say("fr", "reply.due", { date: "" }).trim());
    await window.shot("ledger-reply");
    assert.equal(await window.barriers(), "");
    await window.tabTo("reply-publish");
    await window.press(keys.enter);
    await window.waitForWords(
      '[data-testid="reply"]',
      say("fr", "reply.state.published", { date: "" }).trim(),
    );
    await window.command(say("fr", "command.panel.preview"));
    await window.waitForPreview("the reply", (page) => page.includes("jamais perdu mon badge"));
    await window.shot("replied");
  });

  await t.test(
    "its erratum and the reply are offered to the next issue, and printed there",
    async () => {
      await window.command(say("fr", "issues.new"));
      await window.byTestId("line-up");
      await window.command(LEDGER);
      await window.waitForWords('[data-testid="ledger-panel"]', NOTE);
      await window.shot("ledger-erratum");
      await window.tabTo("erratum-print");
      await window.press(keys.enter);
      await waitFor("the erratum in the line-up", async () =>
        (await window.words('[data-testid="line-up"]')).includes("Erratum"),
      );
      await waitFor(
        "the offer to be gone",
        async () => !(await window.words('[data-testid="ledger-panel"]')).includes("et non 31."),
      );
      await window.tabTo("reply-print");
      await window.press(keys.enter);
      await waitFor("the reply in the line-up", async () =>
        (await window.words('[data-testid="line-up"]')).includes(PERSON),
      );
    },
  );

  await t.test(
    "what is undone of the line-up is offered again, until it is done again",
    async () => {
      const printed = async () => (await window.words('[data-testid="line-up"]')).includes(PERSON);
      const offered = () => window.one('[data-testid="reply-print"]');
      const erratum = () => window.one('[data-testid="erratum-print"]');
      await waitFor("nothing to be offered", async () => !(await offered()) && !(await erratum()));
      await window.click("undo");
      await waitFor("the reply offered again", async () => (await offered()) && !(await printed()));
      await window.click("undo");
      await waitFor("the erratum offered again", erratum);
      await window.click("redo");
      await waitFor("the erratum printed again", async () => !(await erratum()));
      await window.click("redo");
      await waitFor("the reply printed again", async () => !(await offered()) && (await printed()));
    },
  );

  await t.test("a watch item is kept, denied or open, at one key", async () => {
    await window.tabTo("watch-0");
    const state = () =>
      window.run(() =>
        document
          .querySelector('[data-testid="watch-0"]')
          .closest("li")
          .querySelector('[aria-pressed="true"]')
          .textContent.trim(),
      );
    await window.press("d");
    await window.waitForWords('[data-testid="watch-list"]', WHO);
    assert.equal(await state(), say("fr", "watch.state.open"), "what is settled goes down");
  });

  await t.test(
    "a day to look again is written as it is read, and what is due is taken up",
    async () => {
      const write = async (day) => {
        await window.press("a", keys.control);
        await window.type(day);
        await window.press(keys.enter);
      };
      await window.tabTo("watch-day-0");
      await write("2026-02-30");
      await window.waitForWords(
        '[data-testid="watch-list"] [role="alert"]',
        say("fr", "day.wrong"),
      );
      assert.equal(await window.one('[data-testid="watch-follow"]'), null, "nothing is due");
      await write("2026-11-20");
      await waitFor("what is due", () => window.one('[data-testid="watch-follow"]'));
      await window.tabTo("watch-follow");
      await window.press(keys.enter);
      await window.waitForWords('[data-testid="watch-list"]', "repris le");
    },
  );

  await t.test("all of it outlives the window; the page tells it, the mail does not", async () => {
    await window.close();
    window = await Window.open(t, newsroom);
    await openDraft(window, headline);
    await window.command(LEDGER);
    await window.waitForWords('[data-testid="watch-list"]', WHO);
    await window.close();
    const to = join(folder, "out");
    const exported = await marbre("export", newsroom, "--issue", date, "--to", to);
    assert.equal(exported.code, 0, exported.stderr);
    const out = await files(to);
    const page = out.get("web/subscribers/index.html");
    assert.ok(says(page, NOTE), "the page tells it");
    for (const told of [/article:published_time/, /article:modified_time/]) {
      assert.match(page.toString("utf8"), told);
    }
    assert.ok(says(page, "jamais perdu mon badge"), "the reply is on the page");
    const mail = out.get("email/subscribers.html");
    assert.ok(!says(mail, NOTE) && !says(mail, "jamais perdu"), "what was sent stays");
    const verified = await marbre("verify", newsroom, "--json");
    assert.equal(verified.code, 0, verified.stdout);
    window = await Window.open(t, newsroom);
    await openDraft(window, headline);
    await window.command(LEDGER);
    await window.waitForWords('[data-testid="watch-list"]', WHO);
  });

  for (const theme of ["light", "dark"]) {
    await t.test(`axe-core has nothing against the ledger in English, ${theme}`, async () => {
      if (theme === "light") await inEnglish(window);
      const name = say("en", `app.theme.${theme}`).toLowerCase();
      await window.command(say("en", "command.theme", { name }));
      assert.equal(await window.barriers(), "", "ledger");
    });
  }
});
