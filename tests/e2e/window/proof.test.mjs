// Who answers for an issue, by keys alone: remarks, bon à tirer, a change that voids it, closing.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

import { demo, demoIssue, files, marbre } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";
import { say } from "../words.mjs";

const WHO = "Mathilde de Rives";
const REASON = "La citation est coupée à dessein";

test("an issue is answered for, from its remarks to its closing, by keys alone", async (t) => {
  const { folder, newsroom } = await demo(t);
  const { date, articles } = await demoIssue();
  const { headline } = articles.find(({ slug }) => slug === "mots-de-passe");
  const window = await Window.open(t, newsroom);
  await window.palette(say("fr", "who.command"));
  await window.take(say("fr", "who.command"));
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
    await waitFor("the remark", async () => {
      const said = await window.words('[data-testid="remarks-count"]');
      return said.includes("1");
    });
    await window.shot("remarks");
    assert.equal(await window.barriers(), "");
  });

  await t.test("a remark is accepted by one key, with a name and a reason", async () => {
    await window.press("r", keys.control, keys.shift);
    await waitFor("the focus on a remark", () =>
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

  const onRemark = async () => {
    await window.press("r", keys.control, keys.shift);
    await waitFor("the focus on a remark", () =>
      window.run(() => document.activeElement?.matches("button.what") === true),
    );
  };

  await t.test("a remark is mended by one key, in the text that is open", async () => {
    const text = () => window.editor("(view) => view.state.doc.toString()");
    await window.click("editor");
    await window.press(keys.end, keys.control);
    await window.type("\n\nVoir [le rapport](https://ministere.example/rapport?utm_source=pli).");
    await window.saved();
    await waitFor("the remark", async () =>
      (await window.words('[data-testid="remarks-panel"]')).includes("utm_source"),
    );
    await onRemark();
    await window.press("c");
    await waitFor("the text to be mended", async () => !(await text()).includes("utm_source"));
    assert.ok((await text()).includes("https://ministere.example/rapport"));
  });

  await t.test("the proof shows what leaves, is given, and a change voids it", async () => {
    await window.press("b", keys.control, keys.shift);
    await window.waitForWords('[data-testid="proof-leaving"]', "E-mail");
    assert.equal(await window.barriers(), "");
    await window.tabTo("proof-give");
    await window.press(keys.enter);
    await window.byTestId("proof-stamp");
    await window.waitForWords('[data-testid="proof-stamp"]', WHO);
    await window.shot("stamp");
    await window.press(keys.escape);
    await window.dialogGone();
    await window.byTestId("proof-strip");
    await window.press("r", keys.control, keys.shift);
    await window.tabTo("remarks-accepted");
    await window.press(keys.enter);
    await window.tabTo("remark-withdraw");
    await window.press(keys.enter);
    const withdrawn = say("fr", "change.acceptance", { words: "" }).trim();
    await window.waitForWords('[data-testid="proof-strip"]', withdrawn);
    await window.shot("withdrawn");
    await onRemark();
    await window.press("a");
    await window.byTestId("remark-reason");
    await window.type(REASON);
    await window.press(keys.enter);
    await window.click("editor");
    await window.press(keys.end, keys.control);
    await window.type(" Un mot de trop.");
    await window.waitForWords('[data-testid="proof-strip"]', say("fr", "proof.strip.void"));
    await window.waitForWords('[data-testid="proof-strip"]', "mots de passe");
    await window.shot("void");
    assert.equal(await window.barriers(), "");
  });

  await t.test(
    "it is given again, the issue is closed, and the closing can be proved",
    async () => {
      await window.saved();
      await window.press("b", keys.control, keys.shift);
      await window.byTestId("proof-give");
      await window.tabTo("proof-give");
      await window.press(keys.enter);
      await window.byTestId("proof-stamp");
      await window.tabTo("proof-close");
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
      assert.equal(seal.accepted[0].who, WHO);
      assert.ok(!written.get("proof.json").includes(REASON), "what was said stays at home");
      const manifest = JSON.parse(written.get("manifest.json"));
      assert.equal(manifest.proof, seal.proof);
      const verified = await marbre("verify", newsroom, "--json");
      assert.equal(verified.code, 0, verified.stdout);
      const { signatures, reprinted } = JSON.parse(verified.stdout);
      assert.deepEqual({ signatures, reprinted }, { signatures: 1, reprinted: 1 });
    },
  );
});
