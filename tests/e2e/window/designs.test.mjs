// The design of the publication, by keys alone: chosen, changed, weighed, seen at once, exported.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

import { demo, demoIssue, files, marbre } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";
import { say } from "../words.mjs";

/** The paper of each design that comes along, as a browser says it. */
const PAPERS = {
  classic: "rgb(253, 251, 246)",
  daily: "rgb(252, 253, 254)",
  review: "rgb(251, 252, 248)",
  salmon: "rgb(253, 241, 231)",
};

test("the design is chosen, changed and kept by keys alone, and the preview follows", async (t) => {
  const { folder, newsroom } = await demo(t);
  const { date } = await demoIssue();
  let window = await Window.open(t, newsroom);
  const command = say("fr", "design.command");
  const press = async (id) => {
    await window.tabTo(id);
    await window.press(keys.enter);
  };
  const wears = (paper) =>
    window.waitInPreview(
      `the paper ${paper}`,
      (wanted) => getComputedStyle(document.body).backgroundColor === wanted,
      paper,
    );
  const write = async (id, colour) => {
    await window.tabTo(id);
    await window.press("a", keys.control);
    await window.type(colour);
  };

  await t.test("each that comes along is worn at once, on the web and in the mail", async () => {
    await window.command(command);
    await window.byTestId("design");
    await window.choose("medium-web");
    for (const [name, paper] of Object.entries(PAPERS).toReversed()) {
      await press(`design-${name}`);
      await wears(paper);
      await waitFor("it to be the one that is chosen", () =>
        window.one(`[data-testid="design-${name}"][aria-pressed="true"]`),
      );
      await window.shot(`design-${name}`);
    }
  });

  await t.test("axe-core has nothing against it, by day and by night", async () => {
    for (const theme of ["light", "dark"]) {
      await window.run((it) => (document.documentElement.dataset.theme = it), theme);
      assert.equal(await window.barriers(), "", theme);
      await window.shot(`design-desk-${theme}`);
    }
  });

  await t.test("what cannot be read is said, and waits", async () => {
    await press("design-review");
    await wears(PAPERS.review);
    await write("day-soft-hex", "#b0b0a8");
    await window.byTestId("design-illegible");
    await window.waitForWords('[data-testid="day-contrasts"]', say("fr", "design.short"));
    assert.equal(await window.barriers(), "");
    await write("day-soft-hex", "#4a5248");
    await waitFor("the warning to go", async () => {
      return (await window.one('[data-testid="design-illegible"]')) === null;
    });
  });

  await t.test(
    "the colours of the person are in the preview, after a restart, in the export",
    async () => {
      await write("day-paper-hex", "#fffdf0");
      await wears("rgb(255, 253, 240)");
      await window.close();
      window = await Window.open(t, newsroom);
      await window.command(command);
      assert.equal(await (await window.byTestId("day-paper-hex")).getValue(), "#fffdf0");
      await window.close();
      const to = join(folder, "export");
      const { code, stderr } = await marbre("export", newsroom, "--issue", date, "--to", to);
      assert.equal(code, 0, stderr);
      const written = await files(to);
      for (const path of ["web/public/index.html", "email/public.html"]) {
        const page = written.get(path).toString();
        assert.ok(page.includes("#fffdf0") && page.includes("#4a5248"), path);
      }
    },
  );

  await t.test("it goes back to how it was", async () => {
    window = await Window.open(t, newsroom);
    await window.command(command);
    await press("design-salmon");
    await wears(PAPERS.salmon);
    await press("design-back");
    await wears("rgb(255, 253, 240)");
  });
});
