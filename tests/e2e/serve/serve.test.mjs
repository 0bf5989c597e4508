// The same interface in a browser, for whoever has the token and for nobody else.

import assert from "node:assert/strict";
import { test } from "node:test";

import * as axe from "../axe.mjs";
import { demo, demoIssue } from "../newsroom.mjs";
import { page as newPage, serve } from "../serve.mjs";

const TYPED = "Une phrase venue du navigateur.";

test("without the token, nothing of the newsroom is served", async (t) => {
  const { newsroom } = await demo(t);
  const address = await serve(t, newsroom);
  const ask = (path, options) => fetch(new URL(path, address), options);
  const post = (headers) =>
    ask("/call/list_drafts", {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: "null",
    });

  const refusals = [
    post({}),
    post({ "x-marbre-token": "wrong" }),
    ask("/events"),
    ask("/events?token=wrong"),
    ask("/preview/1"),
    ask("/preview/wrong/1"),
    ask("/preview/wrong/pictures/bandes-magnetiques-600.png"),
  ];
  for (const { status, url } of await Promise.all(refusals)) {
    assert.ok([400, 403, 404].includes(status), `${status} from ${url}`);
  }
  assert.equal((await post({ "x-marbre-token": "wrong" })).status, 403);

  const token = new URLSearchParams(address.hash.slice(1)).get("token");
  const answer = await post({ "x-marbre-token": token });
  assert.equal(answer.status, 200);
  assert.ok((await answer.json()).length > 0);
});

test("with it, a draft is opened, written, and found again after a reload", async (t) => {
  const { newsroom } = await demo(t);
  const { dossier } = await demoIssue();
  const address = await serve(t, newsroom);
  const page = await newPage(t);
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (said) => {
    // Browsers ask for an icon that nobody promised them.
    if (said.type() !== "error" || said.location().url.endsWith("/favicon.ico")) return;
    complaints.push(`${said.text()} ${said.location().url}`);
  });

  const open = async () => {
    const words = new RegExp(dossier.headline.replace(/[^\p{L}\p{N}]+/gu, ".+"), "u");
    await page.getByTestId("draft-list").getByText(words).first().click();
    await page.getByTestId("editor").waitFor();
  };
  await page.goto(address.href);
  await open();
  const preview = page.frameLocator('[data-testid="preview-frame"]');
  await preview.locator("#numero").waitFor();

  await page.getByTestId("editor").click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type(`${TYPED}\n\n`);
  await preview.getByText(TYPED).waitFor();
  await page.locator('[data-testid="save-mark"][data-state="saved"]').waitFor();

  await page.reload();
  await open();
  await page.getByTestId("editor").getByText(TYPED).waitFor();
  assert.deepEqual(complaints, []);

  await t.test("axe-core has nothing against it", async () => {
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(
      (options) => window.axe.run(document, options),
      axe.options,
    );
    assert.equal(axe.report(violations), "");
  });
});
