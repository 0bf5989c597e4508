// Two programs never write in one newsroom: the second is told so, or brings the first to the
// front, and harms nothing.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { access } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { atTheEnd, demo, marbre, programs } from "../newsroom.mjs";
import { waitFor, Window } from "../window.mjs";
import { say } from "../words.mjs";

test("the command line refuses a newsroom that the window has open, and says why", async (t) => {
  const { newsroom } = await demo(t);
  const before = await marbre("issue", "list", newsroom, "--json");
  assert.equal(before.code, 0, before.stderr);

  const window = await Window.open(t, newsroom);
  const refused = await marbre("issue", "list", newsroom);
  assert.equal(refused.code, 1, refused.stderr);
  assert.equal(refused.stdout, "");
  const reasons = ["fr", "en"].map((language) => say(language, "fault.store.in_use"));
  assert.ok(
    reasons.some((reason) => refused.stderr.includes(reason)),
    refused.stderr,
  );
  assert.doesNotMatch(refused.stderr, /panick|sqlite|database is locked|src\//i);

  await window.close();
  const after = await marbre("issue", "list", newsroom, "--json");
  assert.equal(after.code, 0, after.stderr);
  assert.equal(after.stdout, before.stdout);
});

/** Starts the app as a second click on its icon does; answers its exit code when it ends. */
function second(t, newsroom) {
  const memory = join(newsroom, "..", "second");
  const env = { ...process.env, XDG_DATA_HOME: memory, XDG_CONFIG_HOME: memory };
  const app = spawn(programs.window, [newsroom], { stdio: "ignore", env });
  atTheEnd(t, () => app.kill("SIGKILL"));
  return new Promise((done) => app.once("exit", done));
}

test("a second window on a newsroom brings the first to the front, and ends", async (t) => {
  const { newsroom } = await demo(t);
  const window = await Window.open(t, newsroom);
  const late = new Promise((given) => setTimeout(() => given("still there"), 15_000).unref());
  assert.equal(await Promise.race([second(t, newsroom), late]), 0);
  await waitFor("the first to be in front", () => window.run(() => document.hasFocus()));
  await window.press("n", "\uE009");
  await window.byTestId("editor");
});

test("a newsroom that another program has is not opened twice, and says so", async (t) => {
  const { newsroom } = await demo(t);
  const { serving } = await import("../serve.mjs");
  const { stop } = await serving(newsroom);
  atTheEnd(t, () => stop("SIGKILL"));
  const window = await Window.open(t, newsroom, {}, 'main[role="alert"]');
  await window.waitForWords('main[role="alert"]', say("fr", "fault.store.in_use"));
  await assert.rejects(access(join(newsroom, "inbox", ".knock")), "the knock is taken back");

  await t.test("once it is free, one key opens it", async () => {
    await stop("SIGTERM");
    await window.run(() => document.querySelector('main[role="alert"] button').focus());
    await window.press("\uE007");
    await window.byTestId("draft-list");
  });
});
