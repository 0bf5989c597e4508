// Beside the text: its plan on the right, and the name in which everything is done.

import assert from "node:assert/strict";
import { test } from "node:test";

import { demo, demoIssue } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";
import { say } from "../words.mjs";

test("a name, once said, stays; the plan of a text leads to its subheads", async (t) => {
  const { newsroom } = await demo(t);
  const { dossier } = await demoIssue();
  const subhead = /^## (.+)$/m.exec(dossier.text)[1];

  let window = await Window.open(t, newsroom);
  await window.palette(say("fr", "who.command"));
  await window.take(say("fr", "who.command"));
  await window.byTestId("who-name");
  await window.type("Inès Vasseur");
  await window.press(keys.enter);
  await window.dialogGone();
  await window.waitForWords("header", "Inès Vasseur");

  await window.palette(dossier.headline);
  await window.take(dossier.headline);
  await window.dialogGone();
  await window.byTestId("editor");
  const panel = say("fr", "panel.outline").toLowerCase();
  await window.command(say("fr", "command.panel", { name: panel }));
  await window.waitForWords('[data-testid="outline"]', subhead);
  assert.equal(await window.barriers(), "");
  await window.pick("outline", subhead);
  await waitFor("the caret at the subhead", () =>
    window.run(
      (words) =>
        document.getSelection().anchorNode?.parentElement?.closest(".cm-line")?.innerText === words,
      `## ${subhead}`,
    ),
  );

  await window.close();
  window = await Window.open(t, newsroom);
  await window.waitForWords("header", "Inès Vasseur");
});
