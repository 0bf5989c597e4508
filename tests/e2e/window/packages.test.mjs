// Packages, by keys: what is lost is said before, what was read back after, and other tools open it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { demo, demoIssue, marbreWith, plain } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";
import { say } from "../words.mjs";

const tool = (name, ...words) => execFileSync(name, words, { encoding: "utf8" });

test("an issue is packed from the window, and tools that are not ours open it", async (t) => {
  const { folder, newsroom } = await demo(t);
  const { date, dossier } = await demoIssue();
  const window = await Window.open(t, newsroom);
  const to = join(folder, "packages");

  async function pack(kind, container) {
    const choice = await window.byTestId("export-package");
    await choice.selectByAttribute("value", kind);
    await window.tabTo(`container-${container}`);
    await window.press(keys.enter);
    await window.tabTo("export-run");
    await window.press(keys.enter);
    await waitFor("the receipt", () => window.one('[data-testid="export-receipt"]'), 60_000);
    return window.words('[data-testid="export-receipt"]');
  }

  await window.openDraft(dossier.headline);
  await window.press("e", keys.control);
  const field = await window.byTestId("export-to");
  await field.clearValue();
  await field.setValue(to);

  await t.test("a bundle, as a zip", async () => {
    const receipt = await pack("bundle", "zip");
    assert.ok(receipt.includes(plain(say("fr", "receipt.same"))), receipt);
    const zip = join(to, `${date}.bundle.zip`);
    tool("unzip", "-t", zip);
    const names = tool("unzip", "-Z1", zip).trim().split("\n");
    assert.deepEqual(names, names.toSorted());
    const manifest = JSON.parse(tool("unzip", "-p", zip, "manifest.json"));
    const listed = [...manifest.files.map((file) => file.path), "manifest.json"];
    assert.deepEqual(listed.toSorted(), names);
  });

  await t.test("a Hugo package, whose losses are said before", async () => {
    const choice = await window.byTestId("export-package");
    await choice.selectByAttribute("value", "hugo");
    await window.waitForWords('[data-testid="export-losses"]', "markup.goldmark.renderer.unsafe");
    await pack("hugo", "tar.zst");
    const archive = join(to, `${date}.hugo.tar.zst`);
    const names = tool("tar", "--list", "--zstd", "--file", archive).trim().split("\n");
    assert.ok(
      names.some((name) => /^content\/[\d-]+\/[\w-]+\/index\.md$/.test(name)),
      `${names}`,
    );
    for (const theme of ["light", "dark"]) {
      await window.run((it) => (document.documentElement.dataset.theme = it), theme);
      assert.equal(await window.barriers(), "", theme);
      await window.shot(`packages-${theme}`);
    }
  });

  await window.kill();

  await t.test("the same bytes in other time zones and languages", async () => {
    const archives = [];
    for (const [TZ, LC_ALL] of [
      ["Pacific/Kiritimati", "C"],
      ["America/Anchorage", "fr_FR.UTF-8"],
    ]) {
      const out = join(folder, TZ.replace("/", "-"));
      const words = ["export", newsroom, "--issue", date, "--to", out, "--as", "bundle,hugo"];
      const { code, stderr } = await marbreWith({ TZ, LC_ALL }, ...words, "--in", "zip");
      assert.equal(code, 0, stderr);
      archives.push(await readFile(join(out, `${date}.bundle.zip`)));
      archives.push(await readFile(join(out, `${date}.hugo.zip`)));
    }
    assert.ok(archives[0].equals(archives[2]) && archives[1].equals(archives[3]));
    assert.ok(archives[0].equals(await readFile(join(to, `${date}.bundle.zip`))));
  });
});
