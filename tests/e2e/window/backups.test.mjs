// Backups, by keys: made, looked into, brought back; and what was left for one comes back too.

import assert from "node:assert/strict";
import { test } from "node:test";

import { demo } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";
import { say } from "../words.mjs";

const HEADLINE = "Un papier d’après";
const COMMAND = say("fr", "backups.command");

async function openDialog(window) {
  await window.palette(COMMAND);
  await window.take(COMMAND);
  await window.byTestId("backup-make");
}

const drafts = (window) => window.words('[data-testid="draft-list"]');

/** The last but `rank` backup is chosen, by the arrows of its list. */
async function choose(window, rank) {
  await waitFor("the backup", async () => {
    const all = await window.browser.$$('[data-testid="backups"] input');
    if ((await all.length) <= rank) return false;
    await window.run((it) => it.focus(), all[rank]);
    await window.press(" ");
    return all[rank].isSelected();
  });
}

test("a backup is made, looked into and brought back by keys, and so is what it replaced", async (t) => {
  const { newsroom } = await demo(t);
  let window = await Window.open(t, newsroom);

  await t.test("a backup is made now", async () => {
    await openDialog(window);
    await window.tabTo("backup-make");
    await window.press(keys.enter);
    await waitFor("the backup", () =>
      window.run(() => document.querySelector('[data-testid="backups"] input') !== null),
    );
    await window.press(keys.escape);
    await window.dialogGone();
  });

  await t.test("it says what it would change", async () => {
    await window.press("n", keys.control);
    await window.byTestId("editor");
    await window.type(HEADLINE);
    await window.waitForWords('[data-testid="draft-list"]', HEADLINE);
    await openDialog(window);
    await choose(window, 0);
    const gone = say("fr", "backups.draft.gone", { headline: HEADLINE });
    await window.waitForWords('[data-testid="backup-differences"]', gone);
    for (const theme of ["light", "dark"]) {
      await window.run((it) => (document.documentElement.dataset.theme = it), theme);
      assert.equal(await window.barriers(), "", theme);
      await window.shot(`backups-${theme}`);
    }
  });

  await t.test("it is brought back, and outlives a kill", async () => {
    await window.tabTo("backup-restore");
    await window.press(keys.enter);
    await waitFor("the newsroom as it was", async () => {
      const list = await window.one('[data-testid="draft-list"]');
      return list !== null && !(await drafts(window)).includes(HEADLINE.replace("’", "'"));
    });
    await window.kill();
    window = await Window.open(t, newsroom);
    assert.ok(!(await drafts(window)).includes(HEADLINE.replace("’", "'")));
  });

  await t.test("what it replaced was copied first, and comes back", async () => {
    await openDialog(window);
    await choose(window, 0);
    const back = say("fr", "backups.draft.back", { headline: HEADLINE });
    await window.waitForWords('[data-testid="backup-differences"]', back);
    await window.tabTo("backup-restore");
    await window.press(keys.enter);
    await window.waitForWords('[data-testid="draft-list"]', HEADLINE);
  });
});
