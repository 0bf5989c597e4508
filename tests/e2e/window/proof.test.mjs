// Who answers for an issue, by keys alone: remarks, bon à tirer, a change that voids it, closing.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { demo, demoIssue, files, marbre, says } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";
import { say } from "../words.mjs";

const WHO = "Mathilde de Rives";
const NOTE = "Le badge a été rendu lundi, et non mardi.";
const REASON = "La citation est coupée à dessein";

/** Goes with Tab to the control called `id`. */
async function tabTo(window, id) {
  for (let step = 0; step < 80; step += 1) {
    const there = await window.run(
      (wanted) => document.activeElement?.closest(`[data-testid="${wanted}"]`) !== null,
      id,
    );
    if (there) return;
    await window.press(keys.tab);
  }
  throw new Error(`Tab does not lead to ${id}`);
}

/** What the window looks like, kept when someone asks for it (MARBRE_SHOTS=folder). */
async function shot(window, name) {
  const folder = process.env.MARBRE_SHOTS;
  if (folder === undefined) return;
  const picture = await window.browser.takeScreenshot();
  await writeFile(join(folder, `${name}.png`), picture, "base64");
}

test("an issue is answered for, from its remarks to its closing, by keys alone", async (t) => {
  const { folder, newsroom } = await demo(t);
  const { date, articles } = await demoIssue();
  const { headline } = articles.find(({ slug }) => slug === "mots-de-passe");
  const window = await Window.open(t, newsroom);
  await window.command(say("fr", "who.command"));
  await window.byTestId("who-name");
  await window.type(WHO);
  await window.press(keys.enter);
  await window.dialogGone();

  await t.test("a remark appears while one works, and lands on its words", async () => {
    await window.palette(headline);
    await window.take(headline);
    await window.dialogGone();
    await window.click("editor");
    await window.press(keys.end, keys.control);
    await window.type("\n\nUn agent (qui restera anonyme a rendu son badge. L'autre aussi.");
    await window.saved();
    await window.press("r", keys.control, keys.shift);
    await window.waitForWords(
      '[data-testid="remarks-panel"]',
      say("fr", "remarks.severity.warning"),
    );
    await waitFor("the two remarks", async () => {
      const said = await window.words('[data-testid="remarks-count"]');
      return said.includes("2");
    });
    await shot(window, "remarks");
    assert.equal(await window.barriers(), "");
  });

  await t.test("one key mends, another accepts, with a name and a reason", async () => {
    await window.press("r", keys.control, keys.shift);
    await waitFor("the focus on a remark", () =>
      window.run(() => document.activeElement?.matches("button.what") === true),
    );
    // The straight apostrophe is one of the two; the arrows find it.
    const straight = async () =>
      window.run(() => document.activeElement?.closest("li")?.innerText.includes("droit") === true);
    if (!(await straight())) await window.press(keys.down);
    await window.press("c");
    await waitFor("the apostrophe to be mended", async () =>
      (await window.words('[data-testid="editor"]')).includes("L'autre aussi"),
    );
    await waitFor("one remark left", async () =>
      (await window.words('[data-testid="remarks-count"]')).startsWith("1"),
    );
    await window.press("r", keys.control, keys.shift);
    await waitFor("the focus on the last remark", () =>
      window.run(() => document.activeElement?.matches("button.what") === true),
    );
    await window.press("a");
    await window.byTestId("remark-reason");
    await window.type(REASON);
    await window.press(keys.enter);
    await window.waitForWords(
      '[data-testid="remarks-count"]',
      say("fr", "remarks.clean.now", { date: "" }).split("{")[0].slice(0, 20),
    );
  });

  await t.test("two editions are compared by what differs", async () => {
    await window.press("d", keys.control, keys.shift);
    await window.waitForWords('[data-testid="compare-differences"]', headline);
    await shot(window, "compare");
    assert.equal(await window.barriers(), "");
    await window.press(keys.escape);
    await window.dialogGone();
  });

  await t.test("the proof shows what leaves, is given, and a change voids it", async () => {
    await window.press("b", keys.control, keys.shift);
    await window.waitForWords('[data-testid="proof-leaving"]', "E-mail");
    assert.equal(await window.barriers(), "");
    await tabTo(window, "proof-give");
    await window.press(keys.enter);
    await window.byTestId("proof-stamp");
    await window.waitForWords('[data-testid="proof-stamp"]', WHO);
    await shot(window, "stamp");
    await window.press(keys.escape);
    await window.dialogGone();
    await window.byTestId("proof-strip");
    await window.click("editor");
    await window.press(keys.end, keys.control);
    await window.type(" Un mot de trop.");
    await window.waitForWords('[data-testid="proof-strip"]', say("fr", "proof.strip.void"));
    await window.waitForWords('[data-testid="proof-strip"]', "mots de passe");
    await shot(window, "void");
    assert.equal(await window.barriers(), "");
  });

  await t.test(
    "it is given again, the issue is closed, and the closing can be proved",
    async () => {
      await window.saved();
      await window.press("b", keys.control, keys.shift);
      await window.byTestId("proof-give");
      await tabTo(window, "proof-give");
      await window.press(keys.enter);
      await window.byTestId("proof-stamp");
      await tabTo(window, "proof-close");
      await window.press(keys.enter);
      await window.dialogGone();
      await waitFor("the issue to be closed", async () =>
        (await window.words("body")).includes(say("fr", "issuestate.published")),
      );
      await window.close();
      const to = join(folder, "closed");
      const exported = await marbre("export", newsroom, "--issue", date, "--to", to);
      assert.equal(exported.code, 0, exported.stderr);
      const written = await files(to);
      const seal = JSON.parse(written.get("proof.json"));
      assert.equal(seal.who, WHO);
      assert.equal(seal.accepted[0].reason, REASON);
      const manifest = JSON.parse(written.get("manifest.json"));
      assert.equal(manifest.proof, seal.proof);
      assert.ok(says(written.get("web/subscribers/index.html"), NOTE), "the page tells it");
      assert.ok(!says(written.get("email/subscribers.html"), NOTE), "what was sent stays");
      const verified = await marbre("verify", newsroom, "--json");
      assert.equal(verified.code, 0, verified.stdout);
      const { signatures, reprinted } = JSON.parse(verified.stdout);
      assert.deepEqual({ signatures, reprinted }, { signatures: 1, reprinted: 1 });
    },
  );
});
