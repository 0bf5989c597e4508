// Every design that comes along, in the mail and on the web: nobody is kept out, whatever a
// client does to it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

import * as axe from "../axe.mjs";
import { atTheEnd, demo, demoIssue, files } from "../newsroom.mjs";
import { launched, serving } from "../serve.mjs";
import { fontsLost, headingsLost, statesOf, widthOnPhone } from "../webmails.mjs";

test("no design keeps anybody out, in the mail or on the web", async (t) => {
  const { folder, newsroom } = await demo(t);
  const { date } = await demoIssue();
  const { address, stop } = await serving(newsroom);
  atTheEnd(t, () => stop("SIGTERM"));
  const token = address.hash.slice("#token=".length);
  const call = async (name, request) => {
    const response = await fetch(`${address.origin}/call/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-marbre-token": token },
      body: JSON.stringify(request),
    });
    assert.ok(response.ok, await response.clone().text());
    return response.json();
  };
  const browser = await launched();
  atTheEnd(t, () => browser.close());
  const shipped = await call("list_designs", null);
  assert.equal(shipped.length, 4);

  for (const { name, design } of shipped) {
    await t.test(name, async () => {
      const to = join(folder, name);
      await call("save_design", design);
      await call("export_issue", { date, to, editions: ["public"], forms: [] });
      const written = await files(to);
      const mail = written.get("email/public.html").toString();
      for (const [state, found] of Object.entries(await statesOf(browser, mail)))
        assert.deepEqual(found, [], `${state}\n${found.join("\n")}`);
      assert.equal((await fontsLost(browser, mail)).lost, 0);
      assert.deepEqual(await headingsLost(browser, mail), []);
      assert.ok((await widthOnPhone(browser, mail)) <= 320);
      for (const colorScheme of ["light", "dark"]) {
        for (const width of [320, 1280]) {
          const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
          await page.goto(pathToFileURL(join(to, "web/public/index.html")).href);
          await page.addScriptTag({ content: axe.source });
          const { violations } = await page.evaluate(
            (options) => window.axe.run(document, options),
            axe.options,
          );
          assert.equal(axe.report(violations), "", `${colorScheme} ${width}`);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(wide <= width, `${colorScheme}: ${wide} pixels on ${width}`);
          await page.close();
        }
      }
    });
  }
});
