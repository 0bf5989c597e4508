// A disk that is full in the middle of a sentence: it is said, nothing is marked as saved, the words
// stay at hand, and all of them are kept once there is room again.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { demo, temporary } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";
import { say } from "../words.mjs";

const SOURCE = fileURLToPath(new URL("../faults/full_disk.c", import.meta.url));
const HEADLINE = "Un disque plein";
const BEFORE = "Écrit quand il y avait de la place.";
const DURING = " Frappé quand il n’y en avait plus.";

const markOf = (window) =>
  window.run(() => document.querySelector('[data-testid="save-mark"]').dataset.state);

test("a full disk is said at once, and takes no word", async (t) => {
  const { newsroom } = await demo(t);
  const folder = await temporary(t);
  const library = join(folder, "full_disk.so");
  await promisify(execFile)("cc", ["-shared", "-fPIC", "-o", library, SOURCE, "-ldl"]);
  const flag = join(folder, "full");
  let window = await Window.open(t, newsroom, {
    LD_PRELOAD: library,
    MARBRE_FULL_FOLDER: newsroom,
    MARBRE_FULL_WHILE: flag,
    HOME: folder,
  });
  await window.press("n", keys.control);
  await window.byTestId("editor");
  await window.type(HEADLINE);
  await window.click("editor");
  await window.type(BEFORE);
  await window.saved();

  await t.test("it is said in words, and the mark does not say saved", async () => {
    await writeFile(flag, "");
    await window.type(DURING);
    await window.byTestId("unsaved");
    assert.equal(await markOf(window), "failed");
    await window.waitForWords('[data-testid="notices"]', say("fr", "fault.store.full"));
    await window.waitForWords('[data-testid="editor"]', DURING.trim());
    for (const theme of ["light", "dark"]) {
      await window.run((it) => (document.documentElement.dataset.theme = it), theme);
      assert.equal(await window.barriers(), "", theme);
      await window.shot(`full-disk-${theme}`);
    }
  });

  await t.test("the words are offered to a file elsewhere", async () => {
    await window.command(say("fr", "unsaved.aside"));
    const file = await waitFor("the file", async () =>
      (await readdir(folder)).find((name) => name.endsWith(".md")),
    );
    const written = await readFile(join(folder, file), "utf8");
    assert.ok(written.includes(BEFORE + DURING) && written.includes(HEADLINE), written);
    await window.waitForWords('[data-testid="notices"]', file);
    assert.equal(await markOf(window), "failed");
  });

  await t.test("and to the clipboard", async () => {
    await window.click("unsaved-copy");
    await window.waitForWords('[data-testid="notices"]', say("fr", "unsaved.copied"));
    await window.palette("");
    await window.press("v", keys.control);
    await waitFor("the words to be pasted", () =>
      window.run((words) => document.activeElement.value === words, BEFORE + DURING),
    );
    await window.press(keys.escape);
    await window.dialogGone();
  });

  await t.test("with room again, every word is kept, and outlives a kill", async () => {
    await rm(flag);
    await waitFor("the mark to say saved", async () => (await markOf(window)) === "saved");
    assert.equal(await window.one('[data-testid="unsaved"]'), null);
    await window.kill();
    window = await Window.open(t, newsroom);
    await window.openDraft(HEADLINE);
    await window.waitForWords('[data-testid="editor"]', DURING.trim());
    const kept = await window.editor("(view) => view.state.doc.toString()");
    assert.equal(kept.replaceAll("\u00a0", " "), BEFORE + DURING);
  });
});
