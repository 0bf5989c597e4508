// An issue of 40 slots in the real window: from the key that moves a slot to the board that shows
// it moved, and to the frame that paints it, beside what a frame takes when nothing happens.
// `make bench-board` runs it.

import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { loadavg } from "node:os";
import { join } from "node:path";

import { marbre, root, temporary } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";
import { say } from "../words.mjs";

const SLOTS = 40;
const MOVES = 120;
/** Between the painting of a move and the next key: the page of the issue is made again meanwhile. */
const REST = 400;
const DATE = "2026-11-24";
const PARAGRAPH = "Une phrase qui dit ce que l’on sait, et d’où on le sait. ".repeat(30);

/** An issue as Marbre writes it: the publication of the demo, and a story in each slot. */
async function write(folder) {
  const articles = join(folder, "articles");
  await mkdir(articles, { recursive: true });
  const model = join(root, "tests/newsrooms/pli/2026-11-23");
  for (const name of ["publication.yaml", "authors.yaml"])
    await cp(join(model, name), join(folder, name));
  const stories = Array.from({ length: SLOTS }, (_, rank) => `papier-${rank}`);
  const slots = stories.map(
    (slug) => `  - role: story\n    articles: [${slug}]\n    budget: 2000\n`,
  );
  const head = `date: ${DATE}\nnumber: 614\nstate: preparing\ntitle: Quarante papiers\n`;
  await writeFile(join(folder, "issue.yaml"), `${head}line_up:\n${slots.join("")}`);
  for (const [rank, slug] of stories.entries()) {
    const fields = `kind: story\nstate: ready\nlanguage: fr\nheadline: Papier de rang ${rank}`;
    const text = `---\n${fields}\nauthors: [ines-vasseur]\n---\n\n${PARAGRAPH}\n`;
    await writeFile(join(articles, `${slug}.md`), text);
  }
}

/** In the page: times each key, to the change of the board and to the frame that paints it. */
function prepare() {
  const bench = { times: [], began: null };
  const board = document.querySelector('[data-testid="line-up"]');
  addEventListener(
    "keydown",
    ({ timeStamp, key }) => {
      if (key.startsWith("Arrow")) bench.began = timeStamp;
    },
    { capture: true },
  );
  new MutationObserver(() => {
    const { began } = bench;
    if (began === null) return;
    bench.began = null;
    const changed = performance.now() - began;
    requestAnimationFrame(() =>
      setTimeout(() => bench.times.push([changed, performance.now() - began])),
    );
  }).observe(board, { childList: true, characterData: true, subtree: true });
  window.bench = bench;
}

function said(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part) => sorted[Math.floor((sorted.length - 1) * part)].toFixed(1);
  return `p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)} ms`;
}

const works = [];
const t = { after: (work) => works.push(work) };
try {
  const folder = await temporary(t);
  const newsroom = join(folder, "quarante.marbre");
  await write(join(folder, DATE));
  await marbre("init", newsroom, "--name", "Le Pli", "--locale", "fr");
  const { code, stderr } = await marbre("import", newsroom, join(folder, DATE));
  if (code !== 0) throw new Error(stderr);
  const window = await Window.open(t, newsroom);
  await window.command(say("fr", "command.open.issue", { date: "" }).trim());
  await window.byTestId("line-up");
  const middle = `slot-${SLOTS / 2}`;
  await waitFor("the board", () =>
    window.run((at) => {
      document.getElementById(at)?.focus();
      return document.activeElement?.id === at;
    }, middle),
  );
  await window.run(prepare);
  for (let move = 0; move < MOVES; move += 1) {
    await window.press(move % 2 === 0 ? keys.down : keys.up, keys.alt);
    await waitFor("the move", () => window.run((n) => window.bench.times.length > n, move));
    await new Promise((rested) => setTimeout(rested, REST));
  }
  const times = await window.run(() => window.bench.times);
  console.log(`load ${loadavg()[0].toFixed(1)}; ${times.length} moves among ${SLOTS} slots`);
  console.log(`key → board changed: ${said(times.map(([changed]) => changed))}`);
  console.log(`key → painted: ${said(times.map(([, painted]) => painted))}`);
} finally {
  for (const work of works.toReversed()) await work();
}
