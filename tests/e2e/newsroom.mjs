// A demo newsroom in a folder of its own for each test, and the command line that makes it.

import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));
const built = join(resolve(root, process.env.CARGO_TARGET_DIR ?? "target"), "debug");

/** The two programs under test. */
export const programs = { marbre: join(built, "marbre"), window: join(built, "marbre-window") };

/** Runs `marbre …`; answers its exit code and what it printed, whatever they are. */
export const marbre = (...words) => marbreWith({}, ...words);

/** As `marbre`, with `more` in its environment. */
export function marbreWith(more, ...words) {
  const options = { maxBuffer: 1 << 28, env: { ...process.env, ...more } };
  return new Promise((done) => {
    execFile(programs.marbre, words, options, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : (error.code ?? error.signal), stdout, stderr });
    });
  });
}

const endings = new WeakMap();

/** Has `work` done when the test ends, before what was asked for earlier. */
export function atTheEnd(t, work) {
  const works = endings.get(t);
  if (works !== undefined) {
    works.push(work);
    return;
  }
  endings.set(t, [work]);
  t.after(async () => {
    for (const last of endings.get(t).toReversed()) await last();
  });
}

/** A temporary folder that leaves with the test. */
export async function temporary(t) {
  const folder = await mkdtemp(join(tmpdir(), "marbre-e2e-"));
  atTheEnd(t, () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  return folder;
}

/** The demo newsroom and its exported issue, made for this test alone. */
export async function demo(t) {
  const folder = await temporary(t);
  const { code, stderr } = await marbre("demo", folder);
  if (code !== 0) throw new Error(`marbre demo: ${code}\n${stderr}`);
  return { folder, newsroom: join(folder, "newsroom.marbre") };
}

/** The folder of the demo's issue in preparation, as it stands in the project's own fixtures. */
async function issueFolder() {
  const fixture = join(root, "tests/newsrooms/pli");
  const days = (await readdir(fixture)).filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name)).sort();
  return { date: days.at(-1), folder: join(fixture, days.at(-1)) };
}

/** The demo's issue in preparation: its date and its articles, by slug. */
export async function demoIssue() {
  const { date, folder } = await issueFolder();
  const files = await readdir(join(folder, "articles"));
  const articles = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(folder, "articles", file), "utf8");
      const field = (name) => new RegExp(`^${name}: *["']?(.*?)["']?$`, "m").exec(text)?.[1] ?? "";
      return {
        slug: file.replace(/\.md$/, ""),
        kind: field("kind"),
        headline: field("headline"),
        text,
      };
    }),
  );
  return { date, articles, dossier: articles.find(({ kind }) => kind === "dossier") };
}

/** Every file under a folder: path with `/` → bytes. */
export async function files(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
  return new Map(
    await Promise.all(
      found.map(async (path) => [
        relative(folder, path).replaceAll("\\", "/"),
        await readFile(path),
      ]),
    ),
  );
}

/** Every reading of a file's bytes in which words could hide: as they are, and unpacked. */
function readings(bytes) {
  const plain = bytes.toString("utf8");
  const unquoted = Buffer.from(
    bytes
      .toString("latin1")
      .replace(/=\r?\n/g, "")
      .replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16))),
    "latin1",
  ).toString("utf8");
  return [plain, unquoted].flatMap((text) => [text, text.replace(/<[^>]*>/g, "")]);
}

/** Letters and single spaces: what stays the same when a medium wraps, folds or escapes. */
export function plain(words) {
  return words
    .replace(/&(?:nbsp|#160|#xa0|#8239|#x202f);/gi, " ")
    .replace(/&(?:rsquo|#8217|#x2019|#39|#x27|apos);/gi, "'")
    .replace(/[’ʼ]/g, "'")
    .replace(/\s+/g, " ")
    .trim();
}

/** Whether a file says these words, in any reading of it. */
export function says(bytes, words) {
  return readings(bytes).some((text) => plain(text).includes(plain(words)));
}
