// The main job, from a keystroke to the files: nothing typed is lost, nothing gated gets out.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

import { demo, demoIssue, files, says } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";

const OPEN = "Une phrase d’ouverture, frappée avant la coupe pour tout le monde.";
const GATED = "Une phrase de fond, frappée derrière la coupe pour les seuls abonnés.";

/** The paths of an export that belong to an edition. */
const belongs = (edition) => (path) => new RegExp(`(^|/)${edition}(/|\\.)`).test(path);

test("what is typed survives a SIGKILL and reaches the edition it is meant for, and no other", async (t) => {
  const { folder, newsroom } = await demo(t);
  const { date, dossier } = await demoIssue();

  let window = await Window.open(t, newsroom);
  await window.openDraft(dossier.headline);

  await t.test("each keystroke is in the preview, on the right side of the cut", async () => {
    await window.choose("edition-subscribers");
    await window.waitForPreview("the dossier", (page) => page.length > 1000);

    await window.click("editor");
    await window.press(keys.home, keys.control);
    await window.type(`${OPEN}\n\n`);
    await window.waitForPreview("the sentence before the cut", (page) =>
      page.includes("frappée avant la coupe"),
    );
    await window.press(keys.end, keys.control);
    await window.type(`\n\n${GATED}`);
    await window.waitForPreview("the sentence behind the cut", (page) =>
      page.includes("frappée derrière la coupe"),
    );
    await window.saved();
  });

  await t.test("both sentences are there after the process was killed", async () => {
    await window.kill();
    window = await Window.open(t, newsroom);
    await window.openDraft(dossier.headline);
    await window.waitForWords('[data-testid="editor"]', OPEN);
    await window.click("editor");
    await window.press(keys.end, keys.control);
    await window.waitForWords('[data-testid="editor"]', GATED);
  });

  for (const medium of ["web", "email", "text"]) {
    for (const scope of ["article", "issue"]) {
      await t.test(`the preview keeps the cut: ${medium}, ${scope}`, async () => {
        await window.choose(`medium-${medium}`);
        await window.choose(`scope-${scope}`);
        await window.choose("edition-subscribers");
        await window.waitForPreview(
          "both sentences for subscribers",
          (page) => page.includes("frappée avant") && page.includes("frappée derrière"),
        );
        await window.choose("edition-public");
        await window.waitForPreview(
          "the first sentence alone for the public",
          (page) => page.includes("frappée avant") && !page.includes("frappée derrière"),
        );
      });
    }
  }

  await t.test("the export gives each edition its own sentences", async () => {
    const to = join(folder, "from-the-window");
    await window.press("e", keys.control);
    const field = await window.byTestId("export-to");
    await field.clearValue();
    await field.setValue(to);
    await window.click("export-run");
    await waitFor("the report", () => window.one('[data-testid="export-report"]'), 60_000);

    const written = await files(to);
    const paths = [...written.keys()];
    for (const form of [
      "web/subscribers/index.html",
      "email/subscribers.html",
      "email/subscribers.eml",
      "text/subscribers.txt",
    ]) {
      const path = paths.find((one) => one === form || one.endsWith(`/${form}`));
      assert.ok(path, `${form} is not among ${paths.join(", ")} (${date})`);
      assert.ok(says(written.get(path), OPEN), `${path} lacks the first sentence`);
      assert.ok(says(written.get(path), GATED), `${path} lacks the gated sentence`);
    }
    const open = paths.filter(belongs("public"));
    assert.ok(open.length >= 4, `the public edition is only ${open.join(", ")}`);
    for (const path of open.filter((one) => /\.(html|eml|txt)$/.test(one))) {
      assert.ok(says(written.get(path), OPEN), `${path} lacks the first sentence`);
    }
    for (const path of paths.filter((one) => !belongs("subscribers")(one))) {
      assert.ok(!says(written.get(path), GATED), `${path} tells the gated sentence`);
    }
  });
});
