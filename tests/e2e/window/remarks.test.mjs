// The words of a draft: corrected as one types, remarked on, mended and left, by keys alone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { demo } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";
import { say } from "../words.mjs";

const NARROW = "\u202f";
const FULL = "\u00a0";

/** The text on the desk, its spaces as they are. */
const text = (window) =>
  window.run(() =>
    [...document.querySelectorAll(".cm-content .cm-line")].map((it) => it.textContent).join("\n"),
  );

const waitForText = (window, what, holds) => waitFor(what, async () => holds(await text(window)));

test("typography follows the fingers, and remarks lead to their words", async (t) => {
  const { newsroom } = await demo(t);
  const window = await Window.open(t, newsroom);

  await window.press("n", keys.control);
  await waitFor("an empty headline", async () => {
    const field = await window.byTestId("headline");
    return (
      (await window.run((e) => e === document.activeElement && e.value === "", field)) === true
    );
  });

  // A field: corrected as one types.
  const headline = () => window.run(() => document.getElementById("headline").value);
  await window.type("Qui paie ?");
  await waitFor(
    "the headline to be corrected",
    async () => (await headline()) === `Qui paie${NARROW}?`,
  );

  // The text.
  await window.press(keys.enter);
  await window.press(keys.enter);
  await waitFor("the caret in the text", () =>
    window.run(() => document.activeElement.classList.contains("cm-content")),
  );
  await window.type("Vraiment ?");
  await waitForText(window, "a narrow space", (it) => it === `Vraiment${NARROW}?`);
  await window.press("z", keys.control);
  await waitForText(window, "the space that was typed", (it) => it === "Vraiment ?");
  await window.type(" Oui : l'an");
  await waitForText(
    window,
    "what was taken back to stay, and the rest to follow",
    (it) => it === `Vraiment ? Oui${FULL}: l’an`,
  );
  await window.type(', l’Etat dit "oui" au 2ème tour. Le coeur du sujet.');
  await window.saved();

  // The remarks: their panel, their underlines.
  const panel = say("fr", "panel.proofreading").toLowerCase();
  await window.command(say("fr", "command.panel", { name: panel }));
  await window.waitForWords('[data-testid="word-remarks"]', "l’Etat dit");
  await window.waitForWords(
    '[data-testid="word-remarks"]',
    say("fr", "remark.typography.ligature"),
  );
  await waitFor("underlines", () =>
    window.run(() => document.querySelectorAll(".cm-content .remark-typography").length >= 5),
  );
  assert.equal(await window.barriers(), "");

  // By keys: to the next remark, its fixes, the first of them.
  await window.press(keys.f6);
  await window.run(() => document.querySelector(".cm-content").focus());
  await window.press(keys.home, keys.control);
  await window.press(keys.f8);
  await window.byTestId("remark-card");
  await window.press(keys.f8);
  await window.waitForWords('[data-testid="remark-card"]', "État");
  await window.press(".", keys.control);
  await waitFor("the focus on the fix", () =>
    window.run(() => document.activeElement?.textContent.trim() === "État"),
  );
  await window.press(keys.enter);
  await waitForText(window, "the accent", (it) => it.includes("l’État dit"));
  await window.press("z", keys.control);
  await waitForText(window, "the accent to be taken back", (it) => it.includes("l’Etat dit"));
  await window.press("y", keys.control);
  await waitForText(window, "the accent again", (it) => it.includes("l’État dit"));

  // Left alone, by name.
  await window.run(() => document.querySelector(".cm-content").focus());
  await window.waitForWords('[data-testid="word-remarks"]', "coeur");
  await waitFor("the caret at « coeur »", async () => {
    await window.press(keys.f8);
    return (await window.run(() => document.getSelection().toString())) === "coeur";
  });
  await window.press(".", keys.control);
  await waitFor("the focus in the card", () =>
    window.run(() => document.activeElement?.closest('[data-testid="remark-card"]') !== null),
  );
  await window.press(keys.up);
  await window.press(keys.enter);
  await window.waitForWords(
    '[data-testid="word-remarks"] summary',
    say("fr", "review.left.one", { n: 1 }),
  );
  await window.saved();
});
