// Typing when it is hardest: dead keys and an input method while another editor writes in the same
// text, and the end that no program hears coming.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { promisify } from "node:util";

import { demo, demoIssue } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";

const run = promisify(execFile);

/** Keys of the machine's own keyboard, as the toolkit and its input method get them. */
const strike = (...names) => run("xdotool", ["key", "--delay", "40", ...names]);

/** Asks the desk, beside the window's own editor. */
const call = (window, name, request) =>
  window.browser.executeAsync(
    (name, request, done) =>
      __TAURI_INTERNALS__.invoke("call", { name, request }).then(done, (no) => done({ no })),
    name,
    request,
  );

/** Another editor puts words at the beginning of the text. */
async function another(window, draft, words) {
  // What is composed is sent as it grows: who was second reads, and tries again.
  await waitFor(`« ${words} » to be taken`, async () => {
    const { text, version } = await call(window, "open_draft", draft);
    const updates = [{ clientID: "autre", changes: [[0, words], text.length] }];
    const ask = { draft, version, updates, preview: null };
    return (await call(window, "edit_draft", ask)).accepted;
  });
}

const written = (window) => window.editor((view) => view.state.doc.toString());

test("dead keys and an input method compose while another editor writes, and no word of either is lost", async (t) => {
  const { newsroom } = await demo(t);
  const window = await Window.open(t, newsroom);
  await window.press("n", keys.control);
  await waitFor("a new draft", async () => (await window.words(".cm-content")).length < 60);
  const { stdout } = await run("xdotool", [
    "search",
    "--sync",
    "--onlyvisible",
    "--name",
    "Marbre",
  ]);
  await run("xdotool", ["windowfocus", "--sync", stdout.trim().split("\n").at(-1)]);
  await window.click("editor");
  await window.type("Fin");
  await window.saved();
  const drafts = await call(window, "list_drafts", null);
  const { id: draft } = drafts.toSorted((a, b) => b.changed_at - a.changed_at)[0];

  await strike("dead_circumflex", "e", "space", "dead_diaeresis", "i");
  await waitFor("the letters", async () => (await written(window)) === "Finê ï");

  // The accent waits for its letter while somebody else's words come in.
  await strike("dead_circumflex");
  await another(window, draft, "Ailleurs. ");
  await strike("o");
  await waitFor("both", async () => (await written(window)) === "Ailleurs. Finê ïô");
  await strike("dead_grave");
  await another(window, draft, "Encore. ");
  await strike("a");
  await another(window, draft, "Toujours. ");
  const whole = "Toujours. Encore. Ailleurs. Finê ïôà";
  await waitFor("all of it", async () => (await written(window)) === whole);
  await window.saved();

  // The toolkit’s own input method composes a sign from its number, and shows it as it grows.
  await window.run(() => {
    window.composed = [];
    for (const name of ["compositionstart", "compositionupdate", "compositionend"]) {
      document.addEventListener(name, (event) => window.composed.push([name, event.data]), true);
    }
  });
  await strike("ctrl+shift+u", "e");
  await waitFor("something to be composed", () => window.run(() => window.composed.length > 1));
  await another(window, draft, "Enfin. ");
  await strike("9");
  await another(window, draft, "Bref. ");
  await strike("space");
  const composed = `Bref. Enfin. ${whole}é`;
  await waitFor("what was composed", async () => (await written(window)) === composed);
  const [last, sign] = (await window.run(() => window.composed)).at(-1);
  assert.deepEqual([last, sign], ["compositionend", "é"]);
  await window.saved();
  assert.equal((await call(window, "open_draft", draft)).text, composed);
  await window.waitForPreview("all of it", (page) => page.includes("Finê ïôà"));
});

test("a window that is killed while one types has what its mark called saved", async (t) => {
  const { newsroom } = await demo(t);
  const { dossier } = await demoIssue();
  const safe = [];
  for (let kill = 0; kill < 3; kill += 1) {
    const window = await Window.open(t, newsroom);
    await window.openDraft(dossier.headline);
    await window.click("editor");
    await window.press(keys.home, keys.control);
    const kept = await written(window);
    for (const words of safe) assert.ok(kept.includes(words), `lost after ${kill} kills: ${words}`);
    const words = `Mots${kill} sauvés, l’été où cela compte. `;
    await window.type(words);
    await window.saved();
    safe.push(words);
    // More keys, and the end in the middle of them.
    const typing = window
      .type("et d’autres qui couraient encore ".repeat(4))
      .catch(() => undefined);
    await new Promise((later) => setTimeout(later, 50 + Math.random() * 600));
    await window.kill();
    await typing;
  }
  const last = await Window.open(t, newsroom);
  await last.openDraft(dossier.headline);
  const kept = await written(last);
  for (const words of safe) assert.ok(kept.includes(words), `lost in the end: ${words}`);
});
