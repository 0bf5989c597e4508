// The list of drafts when there are thousands: narrowed by every choice, sorted in every order,
// found again as it was left, and never drawn whole.

import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { marbre, plain, temporary } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";
import { say as sayIn } from "../words.mjs";

const say = (key, places) => sayIn("fr", key, places);
const DRAFTS = 5_000;
const NAMES = ["Ada Brisson", "Jean Moral", "Lise Ornano", "Paul Estève"];
const OPENINGS = ["Le port attend", "Un hiver sans réseau", "Marée", "À l’atelier", "Zone d’ombre"];
const ORDERS = ["recent", "state", "issue", "author", "headline", "signs"];
/** So many rows fill the tallest screen twice over. */
const FEW = 60;

/** A newsroom of papers as another tool left them, a file each. */
async function crowd(t) {
  const folder = await temporary(t);
  const files = join(folder, "files");
  await mkdir(files);
  for (let rank = 0; rank < DRAFTS; rank += 1) {
    const title = `${OPENINGS[rank % OPENINGS.length]}, épisode ${rank}`;
    const head = `title: "${title}"\nauthor: "${NAMES[rank % NAMES.length]}"\ndraft: true`;
    await writeFile(
      join(files, `${rank}.md`),
      `---\n${head}\n---\n\n${"Mot. ".repeat(rank % 7)}\n`,
    );
  }
  const newsroom = join(folder, "foule.marbre");
  for (const words of [
    ["init", newsroom, "--name", "La Foule", "--locale", "fr"],
    ["import", newsroom, files],
  ]) {
    const { code, stderr } = await marbre(...words);
    assert.equal(code, 0, stderr);
  }
  return newsroom;
}

/** Asks the desk, beside the window’s own interface. */
const call = (window, name, request) =>
  window.browser.executeAsync(
    (name, request, done) =>
      __TAURI_INTERNALS__.invoke("call", { name, request }).then(done, (no) => done({ no })),
    name,
    request,
  );

/** The list as it is drawn: how many rows, their headlines in order, and the heads above them. */
const list = (window) =>
  window.run(() => {
    const inside = (what) =>
      [...document.querySelectorAll(`#draft-list ${what}`)].map((it) => it.textContent.trim());
    const rows = inside("[role=option] .headline");
    return { rows, heads: inside(".head span:first-child"), all: inside("[role=option]") };
  });

const status = (window) => window.words("search [role=status]");

test("thousands of drafts are narrowed and sorted by keys, and the list is found as it was left", async (t) => {
  const newsroom = await crowd(t);
  let window = await Window.open(t, newsroom);
  const some = (n) => plain(say("drafts.count.some", { n, all: "5 000" }));
  const counted = (n) => waitFor(`${n} drafts`, async () => (await status(window)) === some(n));

  const drafts = await call(window, "list_drafts", null);
  assert.equal(drafts.length, DRAFTS);
  const [brief, ready, ...placed] = drafts.filter(({ authors }) => authors[0] === "lise-ornano");
  for (const [{ id: draft }, fields] of [
    [brief, { kind: "brief" }],
    [ready, { state: "ready" }],
  ]) {
    await call(window, "revise_draft", { draft, fields, preview: null });
  }
  const { plan } = await call(window, "new_issue", { date: null, template: null });
  await call(window, "place_draft", { draft: placed[0].id, date: plan.date, role: "lead" });
  await call(window, "place_draft", { draft: placed[1].id, date: plan.date, role: "story" });

  /** Chooses by keys what a choice of the bar says: by its letters, or by its place in the list. */
  const choose = async (label, words, steps = null) => {
    await window.run(
      (name) => document.querySelector(`search select[aria-label="${name}"]`).focus(),
      label,
    );
    if (steps === null) await window.type(words);
    else {
      await window.press(keys.home);
      for (let step = 0; step < steps; step += 1) await window.press(keys.right);
    }
    await waitFor(`« ${words} »`, () =>
      window.run(
        (name, wanted) => {
          const select = document.querySelector(`search select[aria-label="${name}"]`);
          const said = select.selectedOptions[0].textContent.replace(/\s/g, " ");
          return said.startsWith(wanted.replace(/\s/g, " "));
        },
        label,
        words,
      ),
    );
  };

  await t.test("few rows are drawn, at both ends and on the way", async () => {
    await window.run(() => document.getElementById("draft-list").focus());
    for (const key of [keys.home, keys.pageDown, keys.end]) {
      await window.press(key);
      await waitFor("the line that the keys came to", () =>
        window.run(() => {
          const id = document.activeElement.getAttribute("aria-activedescendant");
          const row = document.getElementById(id)?.getBoundingClientRect();
          const box = document.activeElement.getBoundingClientRect();
          return row !== undefined && row.top >= box.top - 1 && row.bottom <= box.bottom + 1;
        }),
      );
      const { rows } = await list(window);
      assert.ok(rows.length > 3 && rows.length <= FEW, `${rows.length} rows are drawn`);
    }
    // The window is no heavier for what it does not draw.
    const elements = await window.run(() => document.querySelectorAll("#draft-list *").length);
    assert.ok(elements < 20 * FEW, `${elements} elements`);
  });

  await t.test("each choice narrows the list, and two narrow it further", async () => {
    await window.run(() => document.querySelector('[data-testid="draft-choices"]').focus());
    await window.press(keys.enter);
    await choose(say("draft.kind"), say("kind.brief"));
    await counted(1);
    await choose(say("draft.kind"), say("drafts.any.kind"), 0);
    await choose(say("draft.state"), say("state.ready"));
    await counted(1);
    assert.deepEqual((await list(window)).rows, [ready.headline]);
    await choose(say("draft.authors"), "Ada");
    await counted(0);
    await window.waitForWords('[data-testid="draft-list"]', say("drafts.unmatched"));
    await choose(say("draft.state"), say("drafts.any.state"), 0);
    await counted("1 250");
    assert.ok((await list(window)).all.every((row) => row.includes("Ada Brisson")));
    await choose(say("draft.authors"), say("drafts.any.author"), 0);
    await choose(say("issues.title"), say("drafts.placed"), 1);
    await counted(2);
    assert.equal(await window.barriers("#list-panel"), "");
  });

  await t.test("each order is the one that its name says", async () => {
    await choose(say("issues.title"), say("drafts.any.issue"), 0);
    const first = async (order, holds) => {
      await choose(say("drafts.sort"), say(`drafts.sort.${order}`), ORDERS.indexOf(order));
      await window.run(() => document.getElementById("draft-list").focus());
      await window.press(keys.home);
      await waitFor(`the first of ${order}`, async () => holds(await list(window)));
    };
    await first(
      "headline",
      ({ rows, heads }) => heads.length === 0 && rows[0].startsWith("À l’at"),
    );
    await first("signs", ({ all }) => all[0].includes("29 signes"));
    await first("author", ({ heads }) => heads[0] === "Ada Brisson");
    await first("issue", ({ heads }) => heads.length === 2 && heads[1] === say("draft.unplaced"));
    await first("state", ({ heads }) => heads[0] === say("state.writing"));
    await first("recent", ({ heads }) => heads[0] === say("drafts.age.today"));
  });

  await t.test("after a restart the list is as it was left", async () => {
    await choose(say("drafts.sort"), say("drafts.sort.headline"), ORDERS.indexOf("headline"));
    await choose(say("issues.title"), say("drafts.placed"), 1);
    await choose(say("draft.authors"), "Lise");
    await counted(2);
    await window.close();
    window = await Window.open(t, newsroom);
    await counted(2);
    const chosen = await window.run(() =>
      [...document.querySelectorAll("search select")].map(
        (it) => it.selectedOptions[0].textContent,
      ),
    );
    assert.deepEqual(chosen, [
      say("drafts.any.state"),
      say("drafts.any.kind"),
      "Lise Ornano",
      say("drafts.placed"),
      say("drafts.sort.headline"),
    ]);
    // The button that shows the choices gives the whole list back.
    await window.run(() => document.querySelector('[data-testid="draft-choices"]').focus());
    await window.press(keys.enter);
    await waitFor("all of them", async () =>
      (await status(window)).includes(plain(say("drafts.count.other", { n: "5 000" }))),
    );
  });
});
