// A text that disagrees with itself, and one that is not finished: each kind is told in the window
// where its words are, and what is left to do keeps the issue open until it is done.

import assert from "node:assert/strict";
import { test } from "node:test";

import { demo, demoIssue } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";
import { say as sayIn } from "../words.mjs";

const say = (key, places) => sayIn("fr", key, places);
const PANEL = '[data-testid="word-remarks"]';
const REMARKS = '[data-testid="remarks-panel"]';

const source = (window) => window.editor((view) => view.state.doc.toString());

/** Puts words in the text as they would be pasted there, at its end. */
const append = (window, words) =>
  window.editor(
    `(view, words) => {
      const { length } = view.state.doc;
      view.dispatch({
        changes: { from: length, insert: words },
        selection: { anchor: length + words.length },
        userEvent: "input.paste",
      });
      view.focus();
    }`,
    words,
  );

const LONG = `Il y a ${"un mot et ".repeat(21)}un point.`;
/** Words that disagree, and what is said of them. */
const SLIPS = [
  [
    "SoftBank appelle SoftBank, puis Softbank répond.",
    "remark.consistency.spelling.all",
    "Softbank",
  ],
  ["Une start-up, des start-ups, et des startups.", "remark.consistency.spelling.all", "startups"],
  [
    "L’Autorité des marchés financiers (AMF) attend. L’AMF (Autorité des marchés financiers) lit.",
    "remark.consistency.acronym.again.all",
    "AMF",
  ],
  ["La ZQRT se tait.", "remark.spelling.acronym.all", "ZQRT"],
  ["Elle lève 25 milliards d’euros.", "remark.consistency.quantity.all", "25 milliards d’euros"],
  ["Il ouvre le le port.", "remark.consistency.repeated.all", "le"],
  ["Le quai (côté nord est vide.", "remark.typography.pair.open", "("],
  [LONG, "remark.consistency.long.all", "Il y a"],
];

test("what disagrees is told in the text, and what is not finished keeps the issue open", async (t) => {
  const { newsroom } = await demo(t);
  const { articles } = await demoIssue();
  const { headline } = articles.find(({ slug }) => slug === "mots-de-passe");
  const window = await Window.open(t, newsroom);

  await window.palette(say("who.command"));
  await window.take(say("who.command"));
  await window.byTestId("who-name");
  await window.type("Mathilde de Rives\n");
  await window.dialogGone();

  await t.test("each of the ways in which a text disagrees with itself is told", async () => {
    await window.press("n", keys.control);
    await waitFor("the headline", () =>
      window.run(() => document.activeElement?.id === "headline"),
    );
    await window.type("Une levée de 25 millions d’euros\n\n");
    await append(window, SLIPS.map(([words]) => words).join("\n\n"));
    await window.saved();
    await window.command(say("command.panel", { name: say("panel.proofreading").toLowerCase() }));
    for (const [, message, words] of SLIPS) {
      await window.waitForWords(PANEL, say(message));
      await waitFor(`« ${words} » underlined`, () =>
        window.run(
          (wanted) =>
            [...document.querySelectorAll(".cm-content .remark")].some((it) =>
              it.textContent.replace(/\s/g, " ").includes(wanted),
            ),
          words,
        ),
      );
    }
    assert.equal(await window.barriers(), "");
    await window.shot("agreement");
  });

  await t.test("by keys, one goes to a slip and mends it", async () => {
    await window.run(() => document.querySelector(".cm-content").focus());
    await window.press(keys.home, keys.control);
    await waitFor("the caret at « startups »", async () => {
      if ((await window.run(() => document.getSelection().toString())) === "startups") return true;
      await window.press(keys.f8);
      return false;
    });
    await window.press(".", keys.control);
    await waitFor("the focus on the fix", () =>
      window.run(() => document.activeElement?.textContent.trim() === "start-ups"),
    );
    await window.press(keys.enter);
    await waitFor("the one spelling", async () => !(await source(window)).includes("startups"));
    await window.saved();
  });

  await t.test("a mark of what is to be done blocks the closing, where its words are", async () => {
    await window.palette(headline);
    await window.take(headline);
    await window.dialogGone();
    await window.byTestId("editor");
    await append(window, "\n\nLe chiffre est faux [à vérifier : le rapport], et le nom TK.");
    await window.saved();
    await window.press("r", keys.control, keys.shift);
    await window.shot("unfinished");
    for (const words of ["[à vérifier : le rapport]", "TK"])
      await window.waitForWords(REMARKS, words);
    await window.press("b", keys.control, keys.shift);
    const give = await window.byTestId("proof-give");
    assert.equal(await window.run((it) => it.disabled, give), true);
    await window.waitForWords("dialog", say("remarks.severity.error"));
    await window.waitForWords("dialog", "à vérifier");
    assert.equal(await window.barriers("dialog"), "");
    await window.press(keys.escape);
    await window.dialogGone();
  });

  await t.test("a note that nobody resolved is told in the list, and blocks nothing", async () => {
    await window.click("editor");
    await window.press(keys.end, keys.control);
    await window.press(keys.home, keys.shift);
    await window.press("m", keys.control, keys.alt);
    await window.byTestId("note-text");
    await window.type("Qui l’a dit ?");
    await window.press(keys.enter, keys.control);
    await window.waitForWords('[data-testid="note"]', "Qui l’a dit");
    await window.waitForWords('[data-testid="draft-list"]', say("drafts.notes.one", { n: 1 }));
    await window.waitForWords('[data-testid="to-do"]', "TK");
  });

  await t.test("once the marks are gone, the issue closes", async () => {
    await window.run(() => document.querySelector(".cm-content").focus());
    await window.press(keys.end, keys.control);
    await window.press("l", keys.alt);
    await window.type("Le chiffre est juste, et le nom aussi.");
    await waitFor("nothing left to do", async () => !(await window.one('[data-testid="to-do"]')));
    await window.saved();
    await window.press("b", keys.control, keys.shift);
    const given = (window) =>
      window.run(() => document.querySelector('[data-testid="proof-give"]')?.disabled === false);
    await waitFor("no error left, and each warning answered for", async () => {
      if (await given(window)) return true;
      if (!(await window.one('[data-testid="proof-reason"]'))) return false;
      await window.tabTo("proof-reason");
      await window.type("Vu avec la rédaction\n");
      return waitFor("the warnings accepted", () => given(window), 5_000);
    });
    await window.shot("given");
    await window.tabTo("proof-give");
    await window.press(keys.enter);
    await window.byTestId("proof-stamp");
    await window.tabTo("proof-close");
    await window.press(keys.enter);
    await window.dialogGone();
    await waitFor("the issue to be closed", async () =>
      (await window.words("body")).includes(say("issuestate.published")),
    );
  });
});
