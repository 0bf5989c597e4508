// A whole evening: from an empty issue to one that is closed and exported, by keys alone, then by
// pointer, with keys for nothing but words.

import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { demo, files, marbre, says } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";
import { say } from "../words.mjs";

const WHO = "Nadège Ollivier";
const LEAD = "La halle aux grains rouvre sans grains";
const STORIES = ["Un phare cherche son gardien de nuit", "Le canal gelé prend le tram de vitesse"];

const PARAGRAPH =
  "Les habitués sont revenus avant les peintres, et la commune a compté les chaises. Il en " +
  "manque douze, que personne ne réclame. Le reste attend la première criée de décembre.";

/** A demo newsroom with drafts that are ready for tomorrow. */
async function readyNewsroom(t) {
  const { folder, newsroom } = await demo(t);
  const drafts = join(folder, "drafts");
  await mkdir(drafts);
  for (const [rank, headline] of [LEAD, ...STORIES].entries()) {
    const head = [
      "kind: story",
      "state: ready",
      "language: fr",
      "kicker: Rues",
      `headline: ${headline}`,
      `standfirst: Ce que change, pour le quartier, le papier numéro ${rank + 1}.`,
      "authors: [oscar-keradec]",
      "tags: [villes]",
    ];
    const text = `${PARAGRAPH} Papier ${"abc"[rank]}.`;
    await writeFile(join(drafts, `pret-${rank}.md`), `---\n${head.join("\n")}\n---\n\n${text}\n`);
  }
  const { code, stderr } = await marbre("import", newsroom, drafts);
  assert.equal(code, 0, stderr);
  return { folder, newsroom };
}

const lineUp = (window) => window.words('[data-testid="line-up"]');

/** The page of the public edition carries every article. */
async function carriesAll(to) {
  const written = await files(to);
  const [page] = [...written].filter(([path]) => path.endsWith("web/public/index.html"));
  for (const headline of [LEAD, ...STORIES]) assert.ok(says(page[1], headline), headline);
}

const closed = (window) =>
  waitFor("the issue to be closed", async () =>
    (await window.words("body")).includes(say("fr", "issuestate.published")),
  );

test("an issue goes from empty to closed and exported by keys alone", async (t) => {
  const { folder, newsroom } = await readyNewsroom(t);
  const window = await Window.open(t, newsroom);
  const focusOn = (what, selector) =>
    waitFor(`the focus on ${what}`, () =>
      window.run((wanted) => document.activeElement?.closest(wanted) !== null, selector),
    );

  await t.test("a new issue is begun and filled", async () => {
    await window.command(say("fr", "issues.new"));
    await window.byTestId("line-up");
    await focusOn("the first slot", "#slot-0");
    await window.press(keys.down);
    for (const slot of [1, 2, 3]) {
      await focusOn(`slot ${slot}`, `#slot-${slot}`);
      await window.press(keys.enter);
      await focusOn("the marble", '[data-testid="marble-list"]');
      await window.press(keys.enter);
    }
    await waitFor("every article to be placed", async () => {
      const placed = await lineUp(window);
      return [LEAD, ...STORIES].every((headline) => placed.includes(headline));
    });
  });

  await t.test("its remarks are accepted in somebody’s name, and the proof is given", async () => {
    await window.press("b", keys.control, keys.shift);
    await window.byTestId("proof-leaving");
    await window.tabTo("proof-reason");
    await window.type("Numéro court, comme prévu");
    await window.press(keys.enter);
    await window.byTestId("who-name");
    await window.type(WHO);
    await window.press(keys.enter);
    await waitFor("the proof that may be given", async () =>
      (await window.one('[data-testid="proof-give"]'))?.isEnabled(),
    );
    await window.tabTo("proof-give");
    await window.press(keys.enter);
    await window.waitForWords('[data-testid="proof-stamp"]', WHO);
  });

  await t.test("it is closed, and exported from the window", async () => {
    await window.tabTo("proof-close");
    await window.press(keys.enter);
    await window.dialogGone();
    await closed(window);
    const to = join(folder, "by-keys");
    await window.palette(say("fr", "issue.export"));
    await window.take(say("fr", "issue.export"));
    await window.byTestId("export-to");
    await window.tabTo("export-to");
    await window.press("a", keys.control);
    await window.type(to);
    await window.tabTo("export-run");
    await window.press(keys.enter);
    await window.byTestId("export-report");
    await carriesAll(to);
  });
});

test("an issue goes from empty to closed and exported by pointer alone", async (t) => {
  const { folder, newsroom } = await readyNewsroom(t);
  const window = await Window.open(t, newsroom);

  await t.test("a new issue is begun and filled", async () => {
    await (await window.find("#tab-issues")).click();
    await window.clickOn(say("fr", "issues.new"));
    await window.byTestId("line-up");
    await waitFor("the marble", async () =>
      (await window.words('[data-testid="marble-list"]')).includes(LEAD),
    );
    for (const [rank, headline] of [LEAD, ...STORIES].entries()) {
      await window.drag(`li[data-headline="${headline}"]`, `[data-spot="${rank + 1}"]`);
      await waitFor(`${headline} to be placed`, async () =>
        (await lineUp(window)).includes(headline),
      );
    }
    await window.choose("edition-public");
    await window.waitForPreview("the issue", (page) => page.includes(STORIES[1]));
  });

  await t.test("its remarks are accepted in somebody’s name, and the proof is given", async () => {
    await window.click("proof-open");
    await window.byTestId("proof-leaving");
    const said = await window.words('[data-testid="proof-status"]');
    assert.ok(said.length > 0);
    await window.click("proof-reason");
    await window.type("Numéro court, comme prévu");
    await window.click("proof-accept");
    await window.click("who-name");
    await window.type(WHO);
    await window.click("who-run");
    // Once the name is known, the acceptance goes on by itself, and leads back to the proof.
    await waitFor("the proof to be given", async () => {
      const give = await window.one('[data-testid="proof-give"]');
      if (give === null || !(await give.isEnabled())) return false;
      await give.click();
      return true;
    });
    await window.waitForWords('[data-testid="proof-stamp"]', WHO);
  });

  await t.test("it is closed, and exported from the window", async () => {
    await window.click("proof-close");
    await window.dialogGone();
    await closed(window);
    const to = join(folder, "by-pointer");
    await window.click("export-open");
    const field = await window.byTestId("export-to");
    await field.clearValue();
    await field.setValue(to);
    await window.click("export-run");
    await window.byTestId("export-report");
    await carriesAll(to);
  });
});
