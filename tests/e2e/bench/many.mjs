// A newsroom of thousands of drafts in the real window: how long the list takes to be there, what
// it weighs, and how long each frame takes while it is scrolled from end to end. `make bench-list`
// runs it; `MARBRE_BENCH_DRAFTS=500` chooses another number, and `MARBRE_BENCH_KEEP=folder` keeps
// the newsroom to be opened by hand.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { marbre, temporary } from "../newsroom.mjs";
import { waitFor, Window } from "../window.mjs";

const DRAFTS = Number(process.env.MARBRE_BENCH_DRAFTS ?? 5_000);
const OPENINGS = [
  "Le port de Brest attend ses grues",
  "L’Élysée relit sa stratégie pour les puces",
  "Trois laboratoires mesurent la même marée",
  "Ce que le ministère ne dit pas du câble",
  "Un hiver sans réseau dans la vallée",
  "Les abonnés comptent les minutes",
  "À l’atelier, on recommence à la main",
];
const NAMES = ["Ada Brisson", "Jean Moral", "Lise Ornano", "Marion de Roche", "Paul Estève"];

/** Papers as another tool would leave them, a file each. */
async function write(folder) {
  await mkdir(folder, { recursive: true });
  const filler = "Une phrase qui dit ce que l’on sait, et d’où on le sait. ".repeat(20);
  for (let rank = 0; rank < DRAFTS; rank += 1) {
    const title = `${OPENINGS[rank % OPENINGS.length]}, épisode ${rank}`;
    const head = `title: "${title}"\nauthor: "${NAMES[rank % NAMES.length]}"\ndraft: true`;
    await writeFile(join(folder, `${rank}.md`), `---\n${head}\n---\n\n${filler}\n`);
  }
}

/** In the page: scrolls the list by so much at each frame, to its end; answers the frames' times. */
function scroll(step, done) {
  const list = document.getElementById("draft-list");
  const times = [];
  let last = performance.now();
  const frame = (now) => {
    times.push(now - last);
    last = now;
    if (list.scrollTop + list.clientHeight >= list.scrollHeight - 1) return done(times.slice(1));
    list.scrollTop += step;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

/** In the page: what as many frames cost when nothing happens. */
function rest(frames, done) {
  const times = [];
  let last = performance.now();
  const frame = (now) => {
    times.push(now - last);
    last = now;
    if (times.length > frames) done(times.slice(1));
    else requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

function said(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part) => sorted[Math.floor((sorted.length - 1) * part)].toFixed(1);
  return `${times.length} frames, p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, worst ${at(1)} ms`;
}

const works = [];
const t = { after: (work) => works.push(work) };
const folder = process.env.MARBRE_BENCH_KEEP ?? (await temporary(t));
try {
  const newsroom = join(folder, "foule.marbre");
  await write(join(folder, "files"));
  await marbre("init", newsroom, "--name", "La Foule", "--locale", "fr");
  const began = performance.now();
  const { code, stderr } = await marbre("import", newsroom, join(folder, "files"));
  if (code !== 0) throw new Error(stderr);
  console.log(`import of ${DRAFTS} files: ${Math.round(performance.now() - began)} ms`);

  const opened = performance.now();
  const window = await Window.open(t, newsroom);
  await waitFor("the drafts", () =>
    window.run(() => document.querySelectorAll("#draft-list [role=option]").length > 0),
  );
  console.log(
    `window asked → list drawn, driver included: ${Math.round(performance.now() - opened)} ms`,
  );
  const list = await window.browser.executeAsync((done) => {
    const asked = performance.now();
    window.__TAURI_INTERNALS__
      .invoke("call", { name: "list_drafts", request: null })
      .then((list) => done({ drafts: list.length, ms: performance.now() - asked }))
      .catch((error) => done({ error: String(error) }));
  });
  console.log(`list_drafts asked from the window: ${JSON.stringify(list)}`);
  console.log(
    `drawn rows: ${await window.run(() => document.querySelectorAll("#draft-list [role=option]").length)}`,
  );
  console.log(`at rest: ${said(await window.browser.executeAsync(rest, 120))}`);
  for (const step of [90, 360]) {
    await window.run(() => (document.getElementById("draft-list").scrollTop = 0));
    const times = await window.browser.executeAsync(scroll, step * Math.max(1, DRAFTS / 1000));
    console.log(`scrolled by ${step * Math.max(1, DRAFTS / 1000)} px a frame: ${said(times)}`);
  }
} finally {
  for (const work of works.toReversed()) await work();
}
