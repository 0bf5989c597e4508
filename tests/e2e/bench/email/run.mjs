// One issue of fifteen stories by Marbre and by its peers, and what webmails make of each mail.
// `make bench-email` runs it; `docs/email.md` keeps what it printed.

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { marbre } from "../../newsroom.mjs";
import { launched } from "../../serve.mjs";
import { fontsLost, headingsLost, statesOf, widthOnPhone } from "../../webmails.mjs";
import { CLIENTS, refused, updated } from "./caniemail.mjs";
import { asFolder, longer } from "./issue.mjs";
import { mjml, mrml, react } from "./peers.mjs";

const CLIP = 102_400;
const TIMES = 20;

async function run(...words) {
  const { code, stdout, stderr } = await marbre(...words);
  if (code !== 0) throw new Error(`marbre ${words.join(" ")}: ${code}\n${stdout}${stderr}`);
}

/** What Marbre exports of `issue`. */
async function exported(issue) {
  const folder = await mkdtemp(join(tmpdir(), "marbre-mail-"));
  try {
    const [newsroom, source, out] = ["n.marbre", "source", "out"].map((name) => join(folder, name));
    await mkdir(source);
    await asFolder(issue, source);
    await run("init", newsroom, "--name", issue.publication);
    await run("import", newsroom, source);
    await run("export", newsroom, "--issue", issue.date, "--to", out, "--as", "email,text");
    const read = (path) => readFile(join(out, path), "utf8");
    return {
      html: await read("email/public.html"),
      eml: await read("email/public.eml"),
      text: await read("text/public.txt"),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The quickest of some renderings, in milliseconds. */
async function quickest(render, issue) {
  let best = Infinity;
  for (let turn = 0; turn < TIMES; turn += 1) {
    const began = performance.now();
    await render(issue);
    best = Math.min(best, performance.now() - began);
  }
  return best;
}

/** What SpamAssassin, alone and without a network, holds against a message. */
function spamminess(eml) {
  return new Promise((done) => {
    const judge = execFile("spamassassin", ["-L", "-t"], { maxBuffer: 1 << 26 }, (error, said) => {
      const score = /^X-Spam-Status:.*?score=(-?[\d.]+)/ms.exec(said)?.[1];
      done(error === null && score !== undefined ? Number(score) : null);
    });
    judge.stdin.on("error", () => done(null));
    // It is the service that writes to whom.
    judge.stdin.end(`To: <lecteur@relais.example>\r\n${eml}`);
  });
}

/** The message `eml` with other HTML in it. */
function withHtml(eml, html) {
  const boundary = /boundary="([^"]+)"/.exec(eml)[1];
  const [head, text] = eml.split(`--${boundary}\r\n`);
  const body = Buffer.from(html).toString("base64").replace(/.{76}/g, "$&\r\n");
  return (
    `${head}--${boundary}\r\n${text}--${boundary}\r\nContent-Type: text/html; charset=utf-8\r\n` +
    `Content-Transfer-Encoding: base64\r\n\r\n${body}\r\n--${boundary}--\r\n`
  );
}

const bytes = (words) => Buffer.byteLength(words);
const longest = (words) => Math.max(...words.split("\n").map(bytes));

const [short, long] = [longer(1), longer(3)];
const [ours, ourLong] = [await exported(short), await exported(long)];
const mails = {
  Marbre: { html: ours.html, long: ourLong.html, eml: ours.eml, time: null },
};
for (const [name, render] of Object.entries({ MJML: mjml, mrml, "react-email": react })) {
  const html = await render(short);
  mails[name] = {
    html,
    long: await render(long),
    eml: withHtml(ours.eml, html),
    time: await quickest(render, short),
  };
}

const browser = await launched();
const rows = { measure: Object.keys(mails) };
const row = (measure, value) => (rows[measure] ??= []).push(String(value));
for (const [name, { html, long, eml, time }] of Object.entries(mails)) {
  const perStory = (bytes(long) - bytes(html)) / 30;
  row("HTML, bytes", bytes(html));
  row("stories before Gmail's clip", Math.floor(15 + (CLIP - bytes(html)) / perStory));
  row("rendering, quickest, ms", time === null ? "make bench" : time.toFixed(2));
  const found = refused(html);
  row(
    "refused inline",
    Object.keys(CLIENTS)
      .map((client) => found[client].length)
      .join(" / "),
  );
  const { all, lost } = await fontsLost(browser, html);
  row("texts without their font at SFR", `${lost} of ${all}`);
  row("headings unreadable at La Poste", (await headingsLost(browser, html)).length);
  const states = await statesOf(browser, html);
  for (const state of ["light", "dark", "dark unasked", "no style", "no picture"])
    row(
      `axe, ${state} (320 / 700)`,
      `${states[`${state} 320`].length} / ${states[`${state} 700`].length}`,
    );
  row("width on a screen of 320", await widthOnPhone(browser, html));
  row("SpamAssassin -L", (await spamminess(eml)) ?? "not installed");
  row("longest line, bytes", longest(html));
  if (process.env.MARBRE_OUT !== undefined) {
    await mkdir(process.env.MARBRE_OUT, { recursive: true });
    await writeFile(join(process.env.MARBRE_OUT, `${name}.html`), html);
  }
}
await browser.close();
row("holes of two empty lines in the text", (ours.text.match(/\n{4,}/g) ?? []).length);

console.log(`refused inline: ${Object.keys(CLIENTS).join(" / ")}; caniemail of ${updated}\n`);
for (const [measure, values] of Object.entries(rows))
  console.log(`| ${[measure, ...values].join(" | ")} |`);
