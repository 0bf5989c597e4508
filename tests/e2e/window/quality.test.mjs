// The mail of an issue: what it weighs, what clients make of it, and the service that sends it.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

import { demo, demoIssue, files } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";
import { say } from "../words.mjs";

test("a mail is weighed, read as clients read it, and made for the service that sends it", async (t) => {
  const { folder, newsroom } = await demo(t);
  const { date, dossier } = await demoIssue();
  let window = await Window.open(t, newsroom);
  await window.openDraft(dossier.headline);
  await window.choose("edition-subscribers");
  await window.command(
    say("fr", "command.panel", { name: say("fr", "panel.quality").toLowerCase() }),
  );

  await t.test("its weight, section by section, the heaviest first", async () => {
    await window.waitForWords('[data-testid="quality-weight"]', "ko");
    const first = await window.run(
      () => document.querySelector('[data-testid="quality-sections"] li').textContent,
    );
    assert.ok(first.includes(dossier.headline), first);
    assert.equal(await window.barriers('[data-testid="quality-panel"]'), "");
  });

  await t.test("what clients make of it, and what nobody tried", async () => {
    const said = (client) =>
      window.run(
        (name) =>
          [...document.querySelectorAll('[data-testid="quality-clients"] li')].find(
            (line) => line.querySelector("strong").textContent === name,
          )?.textContent ?? "",
        client,
      );
    assert.ok((await said("La Poste")).includes(say("fr", "feature.html-style")));
    assert.ok((await said("Free")).includes(say("fr", "quality.untried")));
  });

  await t.test("the service is chosen once, survives, and gets its placeholders", async () => {
    await window.press("e", keys.control);
    await (await window.byTestId("export-service")).selectByAttribute("value", "listmonk");
    await window.press(keys.escape);
    await window.dialogGone();
    await window.close();
    window = await Window.open(t, newsroom);
    await window.openDraft(dossier.headline);
    await window.press("e", keys.control);
    const service = await window.byTestId("export-service");
    assert.equal(await service.getValue(), "listmonk");
    const to = join(folder, "listmonk");
    const field = await window.byTestId("export-to");
    await field.clearValue();
    await field.setValue(to);
    await window.click("export-run");
    await waitFor("the report", () => window.one('[data-testid="export-report"]'), 60_000);
    const written = await files(to);
    const campaign = JSON.parse(written.get("email/public.campaign.json").toString());
    assert.ok(campaign.name.includes(date));
    assert.equal(campaign.content_type, "html");
    assert.equal(campaign.body, written.get("email/public.html").toString());
    assert.equal(campaign.altbody, written.get("text/public.txt").toString());
    assert.ok(campaign.body.includes('href="{{ UnsubscribeURL }}"'));
  });
});
