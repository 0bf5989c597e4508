// The line-up on paper: one sheet of A4, however long the issue is.

import assert from "node:assert/strict";
import { test } from "node:test";

import { demo } from "../newsroom.mjs";
import { page as newPage, serve } from "../serve.mjs";
import { say } from "../words.mjs";

const LONG = 40;

/** The pages of a PDF. */
const pages = (pdf) => pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

test("the line-up prints on one sheet of A4, with forty slots too", async (t) => {
  const { newsroom } = await demo(t);
  const address = await serve(t, newsroom);
  const page = await newPage(t);
  await page.goto(address.href);
  await page.getByRole("tab", { name: say("fr", "issues.title") }).click();
  await page.getByTestId("issue-list").getByRole("button").first().click();
  await page.getByTestId("line-up").waitFor();

  const print = async () => {
    const pdf = await page.pdf({ preferCSSPageSize: true });
    assert.equal(pages(pdf), 1);
    const box = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf.toString("latin1"));
    assert.deepEqual(box.slice(1).map(Number).map(Math.round), [595, 842]);
  };
  await print();
  const sheet = page.getByTestId("printed-line-up");
  await page.emulateMedia({ media: "print" });
  const headline = await page.locator('[data-testid="line-up"] .headline').first().textContent();
  assert.ok((await sheet.innerText()).includes(headline.trim()));
  await page.emulateMedia({ media: "screen" });

  const slots = () => page.locator('[data-testid="line-up"] > [data-spot]').count();
  await page.locator("#slot-1").focus();
  for (let count = await slots(); count < LONG; count += 1) {
    await page.keyboard.press("+");
    await page.locator(`[data-spot="${count}"]`).waitFor();
  }
  await print();
});
