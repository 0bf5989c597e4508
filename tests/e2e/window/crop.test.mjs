// Cropping in the real window, by keys and by pointer, down to the pixels that leave.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

import { demo, marbre } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";

const DAY = "2026-11-23";
const TIDE = "cyanotype-maree";
const CHIPS = "puces-dormantes";

/** Opens the picture desk on one picture. */
async function open(window, picture) {
  if (!(await window.one('[data-testid="picture-desk"]'))) {
    await window.press("o", keys.control, keys.shift);
    await window.byTestId("picture-desk");
  }
  await waitFor(`${picture} in the desk`, () =>
    window.run((key) => {
      document.querySelector(`[data-picture="${key}"]`)?.click();
      return document.querySelector('[data-testid="passport"] h2')?.innerText === key;
    }, picture),
  );
}

const saved = (window) =>
  window.waitForWords('[data-testid="passport-mark"]', "Passeport enregistré");
const said = (window) =>
  window.run(() => document.querySelector('[data-testid="crop-point"]').ariaValueText);
const ratio = (window) =>
  window.run(
    () => document.querySelector('[data-testid="passport"] [aria-pressed="true"]').dataset.testid,
  );

/** Width and height, read by a program that knows nothing of us. */
async function size(file) {
  const { stdout } = await promisify(execFile)("exiftool", ["-s3", "-ImageSize", file]);
  return stdout.trim();
}

/** How far the pixels of one file are from those of another, `down` pixels lower: 0 to 255. */
async function distance(window, one, other, down) {
  const [first, second] = await Promise.all(
    [one, other].map(async (file) => (await readFile(file)).toString("base64")),
  );
  return window.run(
    async (first, second, down) => {
      const read = async (base64) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes]));
        const canvas = new OffscreenCanvas(image.width, image.height);
        const context = canvas.getContext("2d");
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, image.width, image.height);
      };
      const [small, large] = [await read(first), await read(second)];
      let sum = 0;
      for (let at = 0; at < small.data.length; at += 1)
        sum += Math.abs(small.data[at] - large.data[at + down * large.width * 4]);
      return sum / small.data.length;
    },
    first,
    second,
    down,
  );
}

test("a picture is cropped by keys and by pointer, and leaves so", async (t) => {
  const { folder, newsroom } = await demo(t);
  const before = (name) => join(folder, "web", "subscribers", "pictures", name);
  let window = await Window.open(t, newsroom);

  await t.test("by keys: a ratio, then the focal point", async () => {
    await open(window, TIDE);
    await window.tabTo("crop-point");
    assert.equal(
      await said(window),
      "Point d’intérêt\u00a0: à 50\u00a0% de la gauche, 50\u00a0% du haut",
    );
    await window.tabTo("crop-16x9");
    await window.press(keys.enter);
    await waitFor("the ratio", async () => (await ratio(window)) === "crop-16x9");
    await window.press(keys.tab, keys.shift);
    await window.press(keys.tab, keys.shift);
    assert.equal(
      await window.run(() => document.activeElement.dataset.testid),
      "crop-point",
      "the point is before the ratios",
    );
    for (let step = 0; step < 6; step += 1) await window.press(keys.up, keys.shift);
    await window.press(keys.left);
    await waitFor("the point at the top", async () =>
      (await said(window)).endsWith("49\u00a0% de la gauche, 0\u00a0% du haut"),
    );
    await saved(window);
    await window.shot("crop-keys");
  });

  await t.test("what was tried is taken back, and tried again", async () => {
    await window.press("z", keys.control);
    await waitFor("the point in the middle", async () =>
      (await said(window)).endsWith("50\u00a0% du haut"),
    );
    assert.equal(await ratio(window), "crop-16x9");
    await window.press("z", keys.control);
    await waitFor("the whole picture", async () => (await ratio(window)) === "crop-original");
    for (let step = 0; step < 2; step += 1) await window.press("z", keys.control, keys.shift);
    await waitFor("the point at the top", async () =>
      (await said(window)).endsWith(" 0\u00a0% du haut"),
    );
    await saved(window);
  });

  await t.test("by pointer: a ratio, then a place of the picture", async () => {
    await open(window, CHIPS);
    await window.click("crop-1x1");
    const box = await window.run(() => {
      const { left, top, width, height } = document
        .querySelector('[data-testid="crop-point"]')
        .getBoundingClientRect();
      return { left, top, width, height };
    });
    const at = (across, down) => ({
      x: Math.round(box.left + box.width * across),
      y: Math.round(box.top + box.height * down),
    });
    await window.browser
      .action("pointer")
      .move(at(0.3, 0.5))
      .down()
      .move(at(0.6, 0.5))
      .move(at(0.8, 0.25))
      .up()
      .perform();
    await waitFor("the point where it was let go", async () =>
      (await said(window)).endsWith("80\u00a0% de la gauche, 25\u00a0% du haut"),
    );
    const frame = await window.run(() => {
      const { left, width } = document.querySelector('[data-testid="crop-frame"]').style;
      return [parseFloat(left), parseFloat(width)].map(Math.round);
    });
    assert.deepEqual(frame, [35, 56], "a square, as far to the right as the point is");
    await saved(window);
  });

  await t.test("nobody is kept out, by day and by night", async () => {
    for (const theme of ["clair", "sombre"]) {
      await window.command(`Apparence : ${theme}`);
      await window.tabTo("crop-point");
      assert.equal(await window.barriers(), "", theme);
      await window.shot(`crop-${theme}`);
    }
  });

  await t.test("both are there after a kill, and in what is exported", async () => {
    await window.kill();
    const to = join(folder, "cropped");
    const { code, stderr } = await marbre("export", newsroom, "--issue", DAY, "--to", to);
    assert.equal(code, 0, stderr);
    window = await Window.open(t, newsroom);
    await open(window, TIDE);
    await waitFor("the crop", async () => (await ratio(window)) === "crop-16x9");
    await open(window, CHIPS);
    await waitFor("the crop", async () => (await ratio(window)) === "crop-1x1");
    const print = (name) => join(to, "web", "subscribers", "pictures", name);
    const tide = print(`${TIDE}_16x9-490-0-1200.jpg`);
    assert.equal(await size(before(`${TIDE}-1200.jpg`)), "1200x800");
    assert.equal(await size(tide), "1200x675");
    assert.equal(await size(print(`${CHIPS}_1x1-800-250-600.png`)), "600x600");
    const top = await distance(window, tide, before(`${TIDE}-1200.jpg`), 0);
    const lower = await distance(window, tide, before(`${TIDE}-1200.jpg`), 62);
    assert.ok(top < 4 && lower > 2 * top, `the top of the picture: ${top}, not ${lower}`);
    for (const [page, name] of [
      ["web/subscribers/index.html", `${TIDE}_16x9-490-0-1200.jpg`],
      ["email/subscribers.html", `${TIDE}_16x9-490-0-1200.jpg`],
    ]) {
      const written = await readFile(join(to, page), "utf8");
      assert.ok(written.includes(name), `${page} shows ${name}`);
      assert.ok(!written.includes(`${TIDE}-1200.jpg`), page);
    }
  });

  await t.test("the whole picture comes back by one key", async () => {
    await open(window, CHIPS);
    await window.tabTo("crop-reset");
    await window.press(keys.enter);
    await waitFor("the whole picture", async () => (await ratio(window)) === "crop-original");
    await saved(window);
  });
});
