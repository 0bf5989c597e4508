// What was acknowledged survives the end that no program hears coming.
//
// A newsroom is served, typed in as fast as it answers, and killed at a random moment; then it is
// opened again. `MARBRE_KILLS` says how often: `make soak` asks for 200, and for the time that
// opening takes.

import assert from "node:assert/strict";
import { test } from "node:test";

import { demo, demoIssue, marbre } from "../newsroom.mjs";
import { serving } from "../serve.mjs";

const KILLS = Number(process.env.MARBRE_KILLS ?? 20);
const SOAK = process.env.MARBRE_KILLS !== undefined;
/** A newsroom is killed within so many milliseconds of typing. */
const LONGEST = 250;
const WORDS = ["l’été", "où", "«\u00a0dit-il\u00a0»", "œuvre", "🧭", "naïf", "a", "\n\n", " "];

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const among = (count) => Math.floor(Math.random() * count);

/** A command of the desk; nothing when the desk was killed meanwhile. */
async function ask(address, name, request) {
  const token = address.hash.slice("#token=".length);
  try {
    const answer = await fetch(new URL(`/call/${name}`, address), {
      method: "POST",
      headers: { "content-type": "application/json", "x-marbre-token": token },
      body: JSON.stringify(request),
    });
    const said = await answer.json();
    assert.ok(answer.ok, `${name}: ${JSON.stringify(said)}`);
    return said;
  } catch (error) {
    if (error instanceof assert.AssertionError) throw error;
    return null;
  }
}

/** Some keystrokes on `text`: their changes as CodeMirror says them, and the text they give. */
function strokes(text) {
  const updates = [];
  for (let n = 1 + among(4); n > 0; n -= 1) {
    // Whole characters only: an emoji is never cut in two.
    const letters = [...text];
    const at = among(letters.length + 1);
    const gone = Math.random() < 0.3 ? letters.slice(at, at + among(8)).join("") : "";
    const come = WORDS[among(WORDS.length)];
    const before = letters.slice(0, at).join("");
    const after = text.slice(before.length + gone.length);
    const changes = [before.length, [gone.length, ...come.split("\n")], after.length];
    updates.push({ clientID: "frappe", changes: changes.filter((part) => part !== 0) });
    text = before + come + after;
  }
  return { updates, text };
}

test(`killed ${KILLS} times while one types, a newsroom has every acknowledged word`, async (t) => {
  const { newsroom } = await demo(t);
  const { dossier } = await demoIssue();
  const opening = [];
  let draft = null;
  let kept = null;
  let onTheWay = null;
  let acknowledged = 0;
  for (let kill = 0; kill <= KILLS; kill += 1) {
    const began = performance.now();
    const { address, stop } = await serving(newsroom);
    try {
      if (draft === null) {
        const drafts = await ask(address, "list_drafts", null);
        draft = drafts.find(({ headline }) => headline === dossier.headline).id;
      }
      let { text, version } = await ask(address, "open_draft", draft);
      opening.push(performance.now() - began);
      if (kept !== null) {
        assert.ok(text === kept || text === onTheWay, `after ${kill} kills, words are missing`);
      }
      if (kill === KILLS) break;
      kept = onTheWay = text;
      let killed = false;
      const end = pause(among(LONGEST)).then(() => {
        killed = true;
        return stop("SIGKILL");
      });
      while (!killed) {
        const { updates, text: next } = strokes(text);
        onTheWay = next;
        const edited = await ask(address, "edit_draft", { draft, version, updates, preview: null });
        if (edited === null) break;
        assert.ok(edited.accepted);
        kept = text = next;
        version += updates.length;
        acknowledged += updates.length;
      }
      await end;
    } finally {
      await stop("SIGKILL");
    }
  }
  const { code, stdout, stderr } = await marbre("verify", newsroom);
  assert.equal(code, 0, stdout + stderr);
  assert.ok(acknowledged > KILLS, `${acknowledged} changes only`);
  const sorted = opening.toSorted((a, b) => a - b);
  const share = (part) => sorted[Math.floor((sorted.length - 1) * part)].toFixed(0);
  t.diagnostic(
    `${KILLS} kills, ${acknowledged} acknowledged changes, none lost; opened again in ` +
      `${share(0.5)} ms (p50), ${share(0.95)} ms (p95), ${share(1)} ms (worst), process included`,
  );
  if (SOAK) assert.ok(sorted.at(-1) < 1000, "the newsroom opens again in less than a second");
});
