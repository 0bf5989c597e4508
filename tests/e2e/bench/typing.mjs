// How long a keystroke takes to reach the preview, and to be painted there, beside what the window
// itself needs for an empty call in the same loop, on texts of three lengths. `make bench-window`
// runs it; `MARBRE_BENCH_WORDS=2000,5000` chooses other lengths.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { marbre, temporary } from "../newsroom.mjs";
import { Window } from "../window.mjs";

const LENGTHS = process.env.MARBRE_BENCH_WORDS?.split(",").map(Number) ?? [2_000, 20_000, 100_000];
const KEYS = 150;
const WARM_UP = 20;
const PARAGRAPH =
  "Le marbre est la table où l’on monte la page, *et par extension* ce qui attend d’y entrer : " +
  "des papiers composés, relus, prêts à servir dès qu’une place se libère dans le numéro du jour. ";

/** A text of about so many words, in paragraphs under a few subheads. */
function text(words) {
  const each = PARAGRAPH.split(" ").length - 1;
  const paragraphs = Array.from({ length: Math.ceil(words / each) }, (_, at) =>
    at % 12 === 0 ? `## Intertitre ${at}\n\n${PARAGRAPH}` : PARAGRAPH,
  );
  return `---\ntitle: Un texte de ${words} mots\n---\n\n${paragraphs.join("\n\n")}\n`;
}

/**
 * In the page: strikes keys mid-text, each after the last one's echo; answers, in ms, when each was
 * echoed and when the frame that shows it was painted.
 */
function strike(count, empty, done) {
  const content = document.querySelector(".cm-content");
  const view = content.cmTile?.root?.view ?? content.cmView.rootView.view;
  const middle = view.state.doc.line(Math.floor(view.state.doc.lines / 2)).to;
  const frame = document.querySelector('iframe[data-testid="preview-frame"]').contentWindow;
  const times = [];
  let echoed = () => undefined;
  const heard = ({ source, data }) => source === frame && data === "patched" && echoed();
  addEventListener("message", heard);

  // An empty call: what would have been an edit asks a question that has no answer instead.
  const fetched = window.fetch;
  let version = null;
  if (empty) {
    window.fetch = async (address, options) => {
      const sent = typeof options?.body === "string" ? JSON.parse(options.body) : null;
      if (sent?.name !== "edit_draft") return fetched(address, options);
      const { draft, updates } = sent.request;
      version ??= sent.request.version;
      const request = { draft, version };
      await fetched(address, {
        ...options,
        body: JSON.stringify({ name: "pull_draft", request }),
      }).then((answer) => answer.text());
      echoed();
      const counts = { signs: 0, words: 0 };
      return new Response(JSON.stringify({ updates, accepted: true, counts, patch: null }), {
        headers: { "content-type": "application/json", "Tauri-Response": "ok" },
      });
    };
  }

  (async () => {
    for (let at = 0; at < count; at += 1) {
      const echo = new Promise((answer) => (echoed = answer));
      const began = performance.now();
      view.dispatch({ changes: { from: middle + at, insert: "m" }, userEvent: "input.type" });
      await echo;
      const reached = performance.now() - began;
      await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
      times.push([reached, performance.now() - began]);
      await new Promise((rested) => setTimeout(rested, 40));
    }
    removeEventListener("message", heard);
    window.fetch = fetched;
    done(times);
  })();
}

/** In the frame: says when the page has been patched. */
function watch() {
  new MutationObserver(() => parent.postMessage("patched", "*")).observe(document.body, {
    childList: true,
    subtree: true,
    characterData: true,
  });
}

const at = (times, share) =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * share)].toFixed(0);

/** The two columns of a run: echoed, painted. */
const columns = (run) =>
  [0, 1]
    .map((which) => run.map((times) => times[which]))
    .map((times) => `${at(times, 0.5)} / ${at(times, 0.99)}`);

let end = () => undefined;
const run = { after: (work) => (end = work) };
try {
  const folder = await temporary(run);
  const newsroom = join(folder, "bench.marbre");
  const made = await marbre("init", newsroom, "--name", "Banc", "--locale", "fr");
  if (made.code !== 0) throw new Error(made.stderr);
  for (const words of LENGTHS) {
    const file = join(folder, `texte-${words}.md`);
    await writeFile(file, text(words));
    const { code, stderr } = await marbre("import", newsroom, file);
    if (code !== 0) throw new Error(stderr);
  }
  console.log("p50 / p99 in ms");
  console.log("| words | key → patched | key → painted | empty call | empty call → painted |");
  console.log("| --- | --- | --- | --- | --- |");
  for (const words of LENGTHS) {
    const window = await Window.open(run, newsroom);
    await window.browser.setTimeout({ script: 120_000 });
    await window.openDraft(`Un texte de ${words} mots`);
    await window.waitForPreview("the text", (page) => page.length > 1000);
    await window.inPreview(() => window.run(watch));
    await window.browser.executeAsync(strike, WARM_UP, false);
    const patched = await window.browser.executeAsync(strike, KEYS, false);
    await window.saved();
    const empty = await window.browser.executeAsync(strike, KEYS, true);
    await window.kill();
    console.log(`| ${words} | ${[patched, empty].flatMap(columns).join(" | ")} |`);
  }
} finally {
  await end();
}
