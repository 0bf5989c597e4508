// The chief's table: an issue filled, moved about, undone, overridden, by keys and by pointer.

import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { demo, files, marbre, says } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";
import { say } from "../words.mjs";

const WAITING = ["Le canal gelé", "La halle aux grains", "Un phare à vendre", "Les pas perdus"];

/** A demo newsroom with drafts that wait on the marble. */
async function newsroomWithMarble(t) {
  const { folder, newsroom } = await demo(t);
  const drafts = join(folder, "drafts");
  await mkdir(drafts);
  for (const [rank, title] of WAITING.entries()) {
    const text = `Premier paragraphe de ${title.toLowerCase()}, assez long pour être compté.`;
    await writeFile(join(drafts, `papier-${rank}.md`), `---\ntitle: ${title}\n---\n\n${text}\n`);
  }
  const { code, stderr } = await marbre("import", newsroom, drafts);
  assert.equal(code, 0, stderr);
  return { folder, newsroom };
}

/** The headlines of the line-up, in order; an empty slot by its role. */
const lineUp = (window) =>
  window.run(() =>
    [...document.querySelectorAll('[data-testid="line-up"] > [data-spot]')].map((row) => {
      const briefs = [...row.querySelectorAll(".brief")].map((it) => it.textContent.trim());
      const headline = row.querySelector(".headline")?.textContent.trim();
      return [headline ?? row.querySelector(".role").textContent.trim(), ...briefs].join(" / ");
    }),
  );

const said = (window) => window.words('[data-testid="board-said"]');

/** The place of the board that has the focus. */
const focused = (window) => window.run(() => document.activeElement?.id ?? "");

const waitForFocus = (window, id) =>
  waitFor(`the focus on ${id}`, async () => (await focused(window)) === id);

const waitForLineUp = (window, what, holds) =>
  waitFor(`the line-up: ${what}`, async () => holds(await lineUp(window)));

/** What the desk has on the disk, once nothing is on its way. */
const undoWord = (window) =>
  window.run(() => document.querySelector('[data-testid="undo"]').getAttribute("aria-label"));

async function newIssue(window) {
  await window.command(say("fr", "issues.new"));
  await window.byTestId("line-up");
  await waitForFocus(window, "slot-0");
}

const roles = {
  lead: say("fr", "role.lead"),
  story: say("fr", "role.story"),
};

test("an issue is filled, moved about and undone by keys alone, and a power cut takes nothing", async (t) => {
  const { folder, newsroom } = await newsroomWithMarble(t);
  let window = await Window.open(t, newsroom);

  await t.test("free slots ask the marble for an article, one after the other", async () => {
    await newIssue(window);
    await window.press(keys.down);
    await waitForFocus(window, "slot-1");
    for (const slot of [1, 2, 3]) {
      await waitForFocus(window, `slot-${slot}`);
      await window.press(keys.enter);
      await waitFor("the focus on the marble", () =>
        window.run(() => document.activeElement?.closest('[data-testid="marble-list"]') !== null),
      );
      await window.press(keys.enter);
      await waitForLineUp(window, `slot ${slot} filled`, (rows) =>
        WAITING.some((title) => rows[slot].includes(title)),
      );
    }
    const marble = await window.words('[data-testid="marble-list"]');
    const left = WAITING.filter((title) => marble.includes(title.replace("’", "'")));
    assert.equal(left.length, 1, "the placed articles left the marble");
  });

  let filled;
  await t.test("keys move, take out, add; each is told and each is undone", async () => {
    filled = await lineUp(window);
    await window.press(keys.home);
    await waitForFocus(window, "slot-0");
    await window.press(keys.down);
    await window.press(keys.down, keys.alt);
    await waitForLineUp(window, "the lead moved down", (rows) => rows[2] === filled[1]);
    await waitForFocus(window, "slot-2");
    assert.match(await said(window), /place 3 sur/);

    await window.press(keys.delete);
    await waitForLineUp(window, "an article taken out", (rows) => rows[2] === roles.lead);
    assert.match(await said(window), /retiré du numéro/);

    await window.press("+");
    await waitForLineUp(window, "a slot added", (rows) => rows.length === filled.length + 1);

    for (const step of ["add_slot", "take_out", "move_slot"]) {
      await waitFor(`${step} to be what is undone`, async () =>
        (await undoWord(window)).includes(say("fr", `board.step.${step}`)),
      );
      await window.press("z", keys.control);
    }
    await waitForLineUp(window, "all undone", (rows) => rows.join() === filled.join());
    await waitFor("the undoing to be told", async () => (await said(window)).includes("Annulé"));

    await window.press("z", keys.control, keys.shift);
    await waitForLineUp(window, "the move done again", (rows) => rows[2] === filled[1]);
  });

  await t.test("what was undone and done again outlives the process", async () => {
    await waitFor("the redo to be kept", async () =>
      (await undoWord(window)).includes(say("fr", "board.step.move_slot")),
    );
    const before = await lineUp(window);
    await window.kill();
    window = await Window.open(t, newsroom);
    await window.command(say("fr", "command.show.issues"));
    await window.pick("issue-list", filled[1]);
    await window.byTestId("line-up");
    assert.deepEqual(await lineUp(window), before);
    await window.click("undo");
    await waitForLineUp(window, "undone after the restart", (rows) => rows[1] === filled[1]);
  });

  await t.test("a headline changed for one edition is in its preview and its export", async () => {
    await window.run(() => document.getElementById("slot-1").focus());
    await window.press(keys.f2);
    await window.click("override-public");
    const field = await window.byTestId("override-headline");
    await field.click();
    await window.type("Titre du public");
    await window.choose("edition-public");
    await window.waitForPreview("the public headline", (page) => page.includes("Titre du public"));
    await window.waitForWords('[data-testid="line-up"]', "titre changé");
    await window.choose("edition-subscribers");
    await window.waitForPreview("the own headline", (page) => !page.includes("Titre du public"));

    const to = join(folder, "out");
    await window.press("e", keys.control);
    const path = await window.byTestId("export-to");
    await path.clearValue();
    await path.setValue(to);
    await window.click("export-run");
    await waitFor("the report", () => window.one('[data-testid="export-report"]'), 60_000);
    await window.press(keys.escape);
    await window.dialogGone();
    const written = await files(to);
    const page = (edition) =>
      [...written.entries()].find(([name]) => name.endsWith(`web/${edition}/index.html`))[1];
    assert.ok(says(page("public"), "Titre du public"));
    assert.ok(!says(page("subscribers"), "Titre du public"));

    await (await window.byTestId("override-headline")).click();
    await window.press(keys.backspace, keys.alt);
    await waitFor(
      "the mark to be gone",
      async () => !(await window.words('[data-testid="line-up"]')).includes("titre changé"),
    );
  });

  await t.test(
    "the mail's words are decided, seen in the inboxes, and computed again",
    async () => {
      await window.click("side-send");
      const subject = await window.byTestId("send-subject");
      await subject.click();
      await window.type("Un objet bien trop long pour tenir dans la boîte d’un téléphone");
      await waitFor("the inboxes to cut it", async () => {
        const shown = await window.words('[data-testid="inboxes"]');
        return shown.includes("Un objet bien trop long") && shown.includes(say("fr", "inbox.cut"));
      });
      await window.press(keys.backspace, keys.alt);
      await waitFor(
        "the subject computed again",
        async () =>
          !(await window.words('[data-testid="inboxes"]')).includes("Un objet bien trop long"),
      );
      await window.click("side-board");
    },
  );

  await t.test("a template of a day gives its slots to the issues of the calendar", async () => {
    await window.command(say("fr", "templates.title"));
    await window.click("template-found");
    const name = await window.byTestId("template-name");
    await name.click();
    await window.press("a", keys.control);
    await window.type("Samedi court\t");
    await window.waitForWords('[data-testid="templates"]', "Samedi court");
    const before = (await lineUp(window)).length;
    await window.run(() => document.getElementById("slot-0").focus());
    await window.press(keys.delete);
    await waitForLineUp(window, "a slot less", (rows) => rows.length === before - 1);
    await window.run(() => {
      const label = [...document.querySelectorAll("label")];
      label
        .find((it) => it.textContent.trim() === "samedi")
        .querySelector("input")
        .click();
    });
    await waitFor("saturday to be kept", () =>
      window.run(() => document.querySelectorAll(".days input:checked").length === 1),
    );

    await window.click("template-remove");
    const listed = () => window.words('[data-testid="templates"]');
    await waitFor("the template to be gone", async () => !(await listed()).includes("Samedi"));
    await window.press("z", keys.control);
    await window.waitForWords('[data-testid="templates"]', "Samedi court");
    await window.click("templates-redo");
    await waitFor("it to be gone again", async () => !(await listed()).includes("Samedi"));
    await window.click("templates-undo");
    await window.waitForWords('[data-testid="templates"]', "Samedi court");

    await window.command(say("fr", "calendar.title"));
    await window.byTestId("calendar");
    await waitFor("the focus on a day", async () => (await focused(window)).startsWith("day-"));
    // Down the weeks to one that has no issue, and to its Saturday.
    await window.press(keys.down);
    await window.press(keys.home);
    for (let day = 0; day < 5; day += 1) await window.press(keys.right);
    const saturday = await focused(window);
    await window.press(keys.enter);
    await window.byTestId("side-board");
    await waitForLineUp(window, "the template's slots", (rows) => rows.length === before - 1);

    await window.command(say("fr", "calendar.title"));
    await waitFor("the day to have its issue", () =>
      window.run(
        (id) => document.getElementById(id)?.classList.contains("preparing") ?? false,
        saturday,
      ),
    );
  });

  for (const theme of ["light", "dark"]) {
    await t.test(`axe-core has nothing against the table, ${theme}`, async () => {
      const name = say("fr", `app.theme.${theme}`).toLowerCase();
      await window.command(say("fr", "command.theme", { name }));
      for (const screen of ["calendar.title", "templates.title"]) {
        await window.command(say("fr", screen));
        assert.equal(await window.barriers(), "", screen);
      }
      await window.command(say("fr", "command.show.issues"));
      await window.pick("issue-list", filled[1]);
      await window.byTestId("side-board");
      await window.command(say("fr", "command.show.marble"));
      await window.run(() => document.getElementById("slot-1").focus());
      if (!(await window.one('[data-testid="override-headline"]'))) await window.press(keys.f2);
      await window.byTestId("override-headline");
      assert.equal(await window.barriers(), "", "the board");
      await window.click("side-send");
      await window.byTestId("send-sheet");
      assert.equal(await window.barriers(), "", "the sending");
      await window.click("side-board");
    });
  }
});

test("an issue is filled and moved about by pointer alone", async (t) => {
  const { newsroom } = await newsroomWithMarble(t);
  const window = await Window.open(t, newsroom);
  await newIssue(window);

  await t.test("an article is dropped in a free slot", async () => {
    await waitFor("the marble", async () =>
      (await window.words('[data-testid="marble-list"]')).includes(WAITING[1]),
    );
    await window.drag(`li[data-headline="${WAITING[1]}"]`, '[data-spot="1"]');
    await waitForLineUp(window, "the lead filled", (rows) => rows[1] === WAITING[1]);
    await window.drag(`li[data-headline="${WAITING[3]}"]`, '[data-spot="2"]');
    await waitForLineUp(window, "a story filled", (rows) => rows[2] === WAITING[3]);
  });

  await t.test("a slot is carried elsewhere, and Escape lets it go", async () => {
    const before = await lineUp(window);
    await window.drag('[data-spot="1"] .rank', '[data-spot="3"]', 0.9);
    await waitForLineUp(window, "the lead carried down", (rows) => rows[3] === before[1]);
    await window.click("undo");
    await waitForLineUp(window, "and back", (rows) => rows.join() === before.join());

    const undone = await undoWord(window);
    const place = (selector) =>
      window.run((where) => {
        const { left, top, height } = document.querySelector(where).getBoundingClientRect();
        return { x: Math.round(left + 10), y: Math.round(top + height / 2) };
      }, selector);
    const headline = await place('[data-spot="1"] .headline');
    const far = await place('[data-spot="3"]');
    const pointer = window.browser.action("pointer");
    await pointer
      .move(headline)
      .down()
      .move({ x: far.x, y: far.y - 8 })
      .move(far)
      .perform(true);
    await waitFor("what is held to follow", () => window.one(".drag-ghost"));
    await window.browser.action("key").down(keys.escape).up(keys.escape).perform(true);
    await waitFor("it to be let go", async () => !(await window.one(".drag-ghost")));
    // The button comes up where it went down: what a click would be.
    await window.browser.action("pointer").move(headline).up().perform();
    assert.deepEqual(await lineUp(window), before);
    assert.equal(await undoWord(window), undone, "nothing was changed");
    assert.equal(await window.one('[data-testid="editor"]'), null, "nothing was opened");
  });

  await t.test("what the board scrolls under the pointer is where it falls", async () => {
    const before = await lineUp(window);
    await window.run(() => {
      document.querySelector("[data-board-scroll]").scrollTop = 0;
    });
    const { from, to } = await window.run(() => {
      const list = document.querySelector("[data-board-scroll]");
      // Tall enough to scroll, whatever the screen.
      list.style.maxHeight = "360px";
      const box = document.querySelector('[data-spot="1"] .rank').getBoundingClientRect();
      const whole = list.getBoundingClientRect();
      const from = { x: Math.round(box.left + 4), y: Math.round(box.top + box.height / 2) };
      return { from, to: { x: from.x + 60, y: Math.round(whole.top + whole.height / 2) } };
    });
    const pointer = window.browser.action("pointer");
    await pointer
      .move(from)
      .down()
      .move({ x: to.x, y: to.y - 8 })
      .move(to)
      .perform(true);
    await waitFor("what is held to follow", () => window.one(".drag-ghost"));
    const wanted = await window.run(async ({ x, y }) => {
      const list = document.querySelector("[data-board-scroll]");
      list.scrollTop = list.scrollHeight;
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      const rows = [...document.querySelectorAll("[data-spot]")];
      const row = rows.find((it) => it.getBoundingClientRect().bottom >= y);
      const { top, height } = row.getBoundingClientRect();
      return Number(row.dataset.spot) + (y < top + height / 2 ? 0 : 1) - 1;
    }, to);
    assert.ok(wanted > 1, "the board has scrolled");
    await window.browser.action("pointer").up().perform();
    await waitForLineUp(window, "the lead where it is seen", (rows) => rows[wanted] === before[1]);
    await window.run(() => {
      document.querySelector("[data-board-scroll]").style.maxHeight = "";
    });
    await window.click("undo");
    await waitForLineUp(window, "and back", (rows) => rows.join() === before.join());
  });

  await t.test("briefs are dropped among the briefs", async () => {
    const briefs = await window.run(() =>
      [...document.querySelectorAll("[data-spot]")].findIndex(
        (row) => row.querySelector(".briefs") !== null,
      ),
    );
    await window.drag(`li[data-headline="${WAITING[0]}"]`, `[data-spot="${briefs}"]`);
    await waitForLineUp(window, "a brief", (rows) => rows[briefs].includes(WAITING[0]));
    await window.drag(`li[data-headline="${WAITING[2]}"]`, `[data-spot="${briefs}"]`, 0.3);
    await waitForLineUp(window, "two briefs", (rows) => rows[briefs].includes(WAITING[2]));

    const order = async () => {
      const row = (await lineUp(window))[briefs];
      return [WAITING[0], WAITING[2]].toSorted((a, b) => row.indexOf(a) - row.indexOf(b));
    };
    const before = await order();
    const brief = (at) => `[data-spot="${briefs}"] [data-article]:nth-child(${at})`;
    await window.drag(brief(1), brief(2), 0.2);
    assert.deepEqual(await order(), before, "let go before the one that follows, it stays");
    await window.drag(brief(1), brief(2), 0.9);
    await waitFor("the first brief to come last", async () => (await order())[0] === before[1]);
    await window.drag(brief(2), brief(1), 0.1);
    await waitFor("and first again", async () => (await order())[0] === before[0]);
  });

  await t.test("visibility is changed in its place", async () => {
    const choice = await window.byTestId("visibility-1-public");
    await choice.selectByAttribute("value", "teaser");
    await waitFor("it to be kept", async () =>
      (await undoWord(window)).includes(say("fr", "board.step.show")),
    );
    await window.command(say("fr", "command.show.issues"));
  });
});
