// A damaged newsroom, by keys: the window says so, changes nothing by itself, and goes on from what
// a person chooses.

import assert from "node:assert/strict";
import { access, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { demo } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";
import { say } from "../words.mjs";

const PAGE = 4096;
const HEADLINE = "Ecrit apres la sauvegarde";
const CONTENTS = '[data-testid="rescue-contents"]';

const exists = (path) =>
  access(path).then(
    () => true,
    () => false,
  );

test("a damaged newsroom is noticed, kept, and goes on from what is chosen", async (t) => {
  const { newsroom } = await demo(t);
  const database = join(newsroom, "newsroom.db");
  let window = await Window.open(t, newsroom);
  await waitFor("the first backup", async () =>
    (await readdir(join(newsroom, "backups"))).some((name) => name.endsWith(".db")),
  );
  await window.press("n", keys.control);
  await window.byTestId("editor");
  await window.type(HEADLINE);
  await window.waitForWords('[data-testid="draft-list"]', HEADLINE);
  await window.close();

  const bytes = await readFile(database);
  const middle = Math.floor(bytes.length / PAGE / 2) * PAGE;
  bytes.fill(0xa5, middle, middle + PAGE);
  await writeFile(database, bytes);

  window = await Window.open(t, newsroom, {}, CONTENTS);
  await t.test("it says what there is to choose from, to everyone", async () => {
    await window.waitForWords(CONTENTS, "papiers");
    for (const theme of ["light", "dark"]) {
      await window.run((it) => (document.documentElement.dataset.theme = it), theme);
      assert.equal(await window.barriers(), "", theme);
      await window.shot(`damaged-${theme}`);
    }
    assert.ok((await readFile(database)).equals(bytes), "nothing was changed");
  });

  await t.test("a backup is looked into with the arrows", async () => {
    await window.run(() => document.querySelector('[data-testid="rescue-choices"] input').focus());
    await window.press(keys.down);
    await window.waitForWords(CONTENTS, say("fr", "rescue.also"));
    await window.press(keys.up);
    await window.waitForWords(CONTENTS, "papiers");
  });

  await t.test("it goes on with all that can be read, and outlives a kill", async () => {
    await window.tabTo("rescue-go");
    await window.press(keys.enter);
    await window.waitForWords('[data-testid="draft-list"]', HEADLINE);
    await window.kill();
    window = await Window.open(t, newsroom);
    await window.waitForWords('[data-testid="draft-list"]', HEADLINE);
    const [kept] = await readdir(join(newsroom, "damaged"));
    const damaged = await readFile(join(newsroom, "damaged", kept, "newsroom.db"));
    assert.ok(damaged.equals(bytes), "the damaged file is kept");
    assert.ok(!(await exists(join(newsroom, "newsroom.db.part"))));
  });
});
