// How long a keystroke takes to reach the preview, and to be painted there, beside what the window
// itself needs for an empty call in the same loop. `make bench-window` runs it.
//
// The keys are real ones, struck by the driver a little while after the last one was painted. Time
// starts when the window says that the key went down. Every other batch of keys is sent nowhere:
// what would have been an edit asks a question that has no answer, and the page is not patched. Its
// changes go to the desk after the batch, uncounted. What both share (the editor, the window, the
// machine and what else it does) is the same for both.
//
// `MARBRE_BENCH_WORDS=2000,5000` chooses other lengths, `MARBRE_BENCH_MEDIA=web,text` other media,
// `MARBRE_BENCH_ROUNDS=2` fewer batches.

import { writeFile } from "node:fs/promises";
import { loadavg } from "node:os";
import { join } from "node:path";

import { marbre, temporary } from "../newsroom.mjs";
import { Window } from "../window.mjs";

const list = (name, otherwise) => process.env[name]?.split(",") ?? otherwise;
const LENGTHS = list("MARBRE_BENCH_WORDS", ["2000", "20000", "100000"]).map(Number);
const MEDIA = list("MARBRE_BENCH_MEDIA", ["web", "text"]);
const ROUNDS = Number(process.env.MARBRE_BENCH_ROUNDS ?? 8);
/** Keys of a batch; the first few of each are not counted. */
const KEYS = 30;
const WARM_UP = 4;
/** Between the painting of a key and the next one. */
const REST = 30;
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

/** In the page: has keys timed, and calls emptied when they are to be. */
function prepare() {
  const frame = document.querySelector('iframe[data-testid="preview-frame"]').contentWindow;
  const bench = { empty: false, times: [], struck: 0, pending: null, waiting: null, held: [] };
  const echoed = () => {
    if (bench.pending === null) return;
    const began = bench.pending;
    bench.pending = null;
    const reached = performance.now() - began;
    requestAnimationFrame(() =>
      setTimeout(() => {
        bench.times.push([reached, performance.now() - began]);
        bench.waiting?.();
        bench.waiting = null;
      }),
    );
  };
  addEventListener(
    "keydown",
    ({ timeStamp }) => {
      bench.struck += 1;
      bench.pending = Math.min(timeStamp, performance.now());
    },
    { capture: true },
  );
  addEventListener("message", ({ source, data }) => {
    if (source === frame && data === "patched" && !bench.empty) echoed();
  });

  const fetched = window.fetch;
  let answered = null;
  const send = (options, name, request) =>
    fetched(options.address, { ...options, body: JSON.stringify({ name, request }) });
  window.fetch = async (address, options) => {
    const sent = typeof options?.body === "string" ? JSON.parse(options.body) : null;
    if (sent?.name !== "edit_draft") return fetched(address, options);
    if (!bench.empty) {
      const answer = await fetched(address, options);
      answered = await answer.clone().json();
      return answer;
    }
    const { draft, version, updates } = sent.request;
    bench.first ??= { options: { ...options, address }, draft, version };
    bench.held.push(...updates);
    const asked = { draft, version: bench.first.version };
    await send(bench.first.options, "pull_draft", asked).then((answer) => answer.text());
    echoed();
    return new Response(JSON.stringify({ ...answered, updates, accepted: true, patch: null }), {
      headers: { "content-type": "application/json", "Tauri-Response": "ok" },
    });
  };
  /** Sends what empty calls held back. */
  bench.settle = async () => {
    if (bench.first === undefined) return;
    const { options, draft, version } = bench.first;
    const request = { draft, version, updates: bench.held, preview: null };
    await send(options, "edit_draft", request).then((answer) => answer.text());
    bench.held = [];
    bench.first = undefined;
  };
  window.bench = bench;
}

/** In the page: starts a batch. */
function begin(empty, done) {
  bench.empty = empty;
  bench.times = [];
  bench.struck = 0;
  done();
}

/** In the page: waits until the key is painted, and a little longer. */
function painted(rest, done) {
  const then = () => setTimeout(done, rest);
  if (bench.times.length === bench.struck) then();
  else bench.waiting = then;
}

/** In the page: ends a batch; answers its times. */
function end(done) {
  bench.settle().then(() => done(bench.times));
}

/** In the frame: says when the page has been patched. */
function watch() {
  new MutationObserver(() => parent.postMessage("patched", "*")).observe(document.body, {
    childList: true,
    subtree: true,
    characterData: true,
  });
}

async function batch(window, empty) {
  const { browser } = window;
  await browser.executeAsync(begin, empty);
  for (let key = 0; key < KEYS; key += 1) {
    await browser.action("key").down("m").up("m").perform(true);
    await browser.executeAsync(painted, REST);
  }
  return (await browser.executeAsync(end)).slice(WARM_UP);
}

const SHARES = [0.5, 0.95, 0.99];
const at = (times, share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
const sorted = (times, which) => times.map((time) => time[which]).sort((a, b) => a - b);
const shown = (times) => SHARES.map((share) => at(times, share).toFixed(0)).join(" / ");

async function measured(run, newsroom, words, medium) {
  const window = await Window.open(run, newsroom);
  await window.browser.setTimeout({ script: 120_000 });
  await window.openDraft(`Un texte de ${words} mots`);
  await window.choose(`medium-${medium}`);
  await window.waitForPreview("the text", (page) => page.length > 1000);
  await window.editor((view) => {
    const middle = view.state.doc.line(Math.floor(view.state.doc.lines / 2)).to;
    view.dispatch({ selection: { anchor: middle }, scrollIntoView: true });
    view.focus();
  });
  await window.inPreview(() => window.run(watch));
  await window.run(prepare);
  await batch(window, false);
  const [real, empty] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    real.push(...(await batch(window, false)));
    empty.push(...(await batch(window, true)));
  }
  await window.kill();
  const [patched, painted, idle] = [sorted(real, 0), sorted(real, 1), sorted(empty, 1)];
  const ratios = SHARES.map((share) => at(painted, share) / at(idle, share));
  const load = loadavg()[0].toFixed(1);
  console.log(
    `| ${medium}, ${words} | ${shown(patched)} | ${shown(painted)} | ${shown(idle)} | ` +
      `${ratios.map((ratio) => ratio.toFixed(2)).join(" / ")} | ${real.length} | ${load} |`,
  );
}

let finish = () => undefined;
const run = { after: (work) => (finish = work) };
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
  console.log("p50 / p95 / p99 in ms from keydown; the ratio is painted to an empty call painted");
  console.log("| page, words | patched | painted | empty call painted | ratio | keys | load |");
  console.log("| --- | --- | --- | --- | --- | --- | --- |");
  for (const medium of MEDIA) {
    for (const words of LENGTHS) await measured(run, newsroom, words, medium);
  }
} finally {
  await finish();
}
