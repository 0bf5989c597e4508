// The issue that everybody renders, as Marbre imports it and as its peers are given it.

import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { marked } from "marked";

export const issue = JSON.parse(
  await readFile(fileURLToPath(new URL("issue.json", import.meta.url)), "utf8"),
);

const PICTURES = fileURLToPath(new URL("../../../newsrooms/pli/", import.meta.url));
const FROM = {
  "bassin-serveurs": "2026-11-20",
  "cable-aurige": "2026-11-19",
  "trois-copies": "2026-11-23",
  "puces-dormantes": "2026-11-23",
  "bandes-magnetiques": "2026-11-23",
};

/** The same issue with its stories told `times` times over. */
export function longer(times) {
  const stories = Array.from({ length: times }, (_, turn) =>
    issue.stories.map((story) => ({ ...story, slug: turn ? `${story.slug}-${turn}` : story.slug })),
  ).flat();
  return { ...issue, stories };
}

const yaml = (value) => JSON.stringify(value);

/** Writes `issue` as an issue folder. */
export async function asFolder(issue, folder) {
  const edition = { key: "public", name: "Publique", open: true };
  const callouts = [];
  await mkdir(join(folder, "articles"), { recursive: true });
  await mkdir(join(folder, "pictures"));
  const publication = {
    name: issue.publication,
    motto: issue.motto,
    locale: "fr",
    base_url: issue.base,
    subscribe_url: issue.subscribe,
    unsubscribe_url: issue.unsubscribe,
    sender: { name: issue.publication, address: "bonjour@relais.example" },
    legal: issue.legal,
    callouts,
    editions: [edition],
  };
  await writeFile(join(folder, "publication.yaml"), yaml(publication));
  await writeFile(join(folder, "authors.yaml"), "[]");
  const line_up = issue.stories.map(({ slug }, rank) => ({
    role: rank === 0 ? "lead" : "story",
    articles: [slug],
  }));
  const plan = {
    date: issue.date,
    number: issue.number,
    state: "preparing",
    title: issue.title,
    subject: issue.subject,
    greeting: issue.greeting,
    line_up: [...line_up, { role: "masthead" }],
  };
  await writeFile(join(folder, "issue.yaml"), yaml(plan));
  for (const { slug, kicker, headline, standfirst, text, picture } of issue.stories) {
    const head = { kind: "story", state: "ready", language: "fr", kicker, headline, standfirst };
    if (picture !== undefined) {
      head.illustration = picture.file;
      const { alt, caption } = picture;
      const from = join(PICTURES, FROM[picture.file], "pictures", `${picture.file}.png`);
      await cp(from, join(folder, "pictures", `${picture.file}.png`));
      const sidecar = { alt, caption, credit: "Dessin", licence: "CC0" };
      await writeFile(join(folder, "pictures", `${picture.file}.yaml`), yaml(sidecar));
    }
    const fields = Object.entries(head).map(([name, value]) => `${name}: ${yaml(value)}`);
    const page = `---\n${fields.join("\n")}\n---\n\n${text}\n`;
    await writeFile(join(folder, "articles", `${slug}.md`), page);
  }
}

/** Words with their links and emphasis, as HTML. */
export const inline = (words) => marked.parseInline(words);

/** The text of a story: paragraphs, quotations and tables, in order. */
export function blocks(text) {
  return marked
    .lexer(text)
    .filter(({ type }) => type !== "space")
    .map((token) => {
      if (token.type === "blockquote") return { is: "quote", html: inline(token.tokens[0].text) };
      if (token.type === "table") {
        const cells = (row) => row.map(({ text }) => inline(text));
        return { is: "table", head: cells(token.header), rows: token.rows.map(cells) };
      }
      return { is: "paragraph", html: inline(token.text) };
    });
}

/** Where a picture of the issue would be loaded from, and how large it is shown. */
export const picture = ({ file, alt }) => ({
  src: `${issue.base}/${issue.date}/pictures/${file}-1200.png`,
  alt,
  width: 544,
  height: 306,
});
