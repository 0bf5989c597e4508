// Two programs never write in one newsroom: the second is told so, and harms nothing.

import assert from "node:assert/strict";
import { test } from "node:test";

import { demo, marbre } from "../newsroom.mjs";
import { Window } from "../window.mjs";
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
