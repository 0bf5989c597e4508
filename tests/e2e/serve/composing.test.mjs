// An input method composes while another editor writes in the same text.

import assert from "node:assert/strict";
import { test } from "node:test";

import { demo } from "../newsroom.mjs";
import { page as newPage, serve } from "../serve.mjs";

test("what an input method composes comes out right while another editor writes", async (t) => {
  const { newsroom } = await demo(t);
  const address = await serve(t, newsroom);
  const token = address.hash.slice("#token=".length);
  const call = async (name, request) => {
    const answer = await fetch(new URL(`/call/${name}`, address), {
      method: "POST",
      headers: { "content-type": "application/json", "x-marbre-token": token },
      body: JSON.stringify(request),
    });
    assert.ok(answer.ok, name);
    return answer.json();
  };
  /**
   * The other editor puts words at the beginning, or at the end. Refused because the first one's
   * letters came between, it starts again from the newer text, as every editor does.
   */
  const another = async (draft, words, end = false) => {
    for (;;) {
      const { text, version } = await call("open_draft", draft);
      const changes = end ? [text.length, [0, words]] : [[0, words], text.length];
      const updates = [{ clientID: "autre", changes: changes.filter((part) => part !== 0) }];
      const { accepted } = await call("edit_draft", { draft, version, updates, preview: null });
      if (accepted) return;
    }
  };

  const page = await newPage(t);
  await page.goto(address.href);
  await page.getByTestId("draft-list").waitFor();
  await page.keyboard.press("Control+n");
  const editor = page.getByTestId("editor");
  await editor.waitFor();
  await editor.click();
  await page.keyboard.type("Début ");
  await page.locator('[data-testid="save-mark"][data-state="saved"]').waitFor();
  const drafts = await call("list_drafts", null);
  const { id: draft } = drafts.toSorted((a, b) => b.changed_at - a.changed_at)[0];
  const holds = (words) =>
    page.waitForFunction(
      (wanted) => document.querySelector(".cm-content").innerText === wanted,
      words,
    );

  const input = await page.context().newCDPSession(page);
  const compose = (text) =>
    input.send("Input.imeSetComposition", {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  await compose("k");
  await compose("か");
  await another(draft, "Ailleurs. ");
  await compose("かん");
  await another(draft, " Après.", true);
  // What is being composed stays under the hand: what came waits.
  assert.equal(await editor.innerText(), "Début かん");
  await compose("漢字");
  await input.send("Input.insertText", { text: "漢字" });
  await holds("Ailleurs. Début 漢字 Après.");
  await page.keyboard.type(" ê");
  await compose("^");
  await another(draft, "Encore. ");
  await input.send("Input.insertText", { text: "î" });
  const whole = "Encore. Ailleurs. Début 漢字 êî Après.";
  await holds(whole);
  await page.locator('[data-testid="save-mark"][data-state="saved"]').waitFor();
  assert.equal((await call("open_draft", draft)).text, whole);
});
