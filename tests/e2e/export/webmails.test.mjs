// The e-mails of the demo, read as the webmails of France would show them.

import assert from "node:assert/strict";
import { test } from "node:test";

import { atTheEnd, demo, files } from "../newsroom.mjs";
import { launched } from "../serve.mjs";
import { fontsLost, headingsLost, statesOf, widthOnPhone } from "../webmails.mjs";

test("webmails spoil nothing of the demo's e-mails", async (t) => {
  const { folder } = await demo(t);
  const exported = await files(folder);
  const mails = [...exported.keys()].filter((path) => /^email\/[^/]+\.html$/.test(path));
  assert.ok(mails.length >= 2, mails.join(", "));
  const browser = await launched();
  atTheEnd(t, () => browser.close());

  for (const path of mails) {
    const html = exported.get(path).toString();
    // The public one has all that the other has, and calls to subscribe.
    if (path.includes("public"))
      await t.test(`${path}: nobody is kept out, by day, by night, without sheets`, async () => {
        const states = await statesOf(browser, html);
        for (const [state, found] of Object.entries(states))
          assert.deepEqual(found, [], `${state}\n${found.join("\n")}`);
      });
    await t.test(`${path}: SFR takes no font away`, async () => {
      const { all, lost } = await fontsLost(browser, html);
      assert.ok(all > 30, `${all} pieces of text`);
      assert.equal(lost, 0);
    });
    await t.test(`${path}: La Poste hides no heading`, async () => {
      assert.deepEqual(await headingsLost(browser, html), []);
    });
    await t.test(`${path}: no phone scrolls sideways`, async () => {
      assert.ok((await widthOnPhone(browser, html)) <= 320);
    });
    await t.test(`${path}: what Gmail and mail servers cut`, () => {
      assert.ok(exported.get(path).length < 85_000);
      assert.ok(html.split("\n").every((line) => Buffer.byteLength(line) < 998));
    });
  }
});

test("a mail that webmails do spoil is not let through", async (t) => {
  const browser = await launched();
  atTheEnd(t, () => browser.close());
  const html =
    '<!DOCTYPE html><html lang="fr"><head><title>x</title><style>h2{color:#999;background:#fff}' +
    '</style></head><body><h1 style="color:inherit">Un</h1><h2>Deux</h2>' +
    '<p style="width:560px;color:#eee">Trois</p></body></html>';
  const states = await statesOf(browser, html);
  assert.ok(states["light 700"].some((found) => found.startsWith("color-contrast")));
  assert.deepEqual(await fontsLost(browser, html), { all: 3, lost: 3 });
  assert.deepEqual(await headingsLost(browser, html), ["Deux"]);
  assert.ok((await widthOnPhone(browser, html)) > 320);
});
