// The same issue by Marbre's peers, each used as its documentation shows.

import { createElement as h } from "react";
import {
  Body,
  Button,
  Column,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Img,
  Link,
  Preview,
  Row,
  Section,
  Text,
} from "@react-email/components";
import { render } from "@react-email/render";
import mjml2html from "mjml";
import { Engine } from "mrml";

import { blocks, picture } from "./issue.mjs";

const escaped = (words) => words.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const summary = (issue) =>
  issue.stories.map(({ slug, headline }) => ({
    to: `${issue.base}/${issue.date}/#${slug}`,
    words: headline,
  }));

/** The source that MJML and mrml share. */
export function mjmlSource(issue) {
  const text = (words, more = "") => `<mj-text ${more}>${words}</mj-text>`;
  const table = ({ head, rows }) =>
    `<mj-table><tr>${head.map((cell) => `<th scope="col">${cell}</th>`).join("")}</tr>` +
    rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("") +
    `</mj-table>`;
  const block = (block) => {
    if (block.is === "table") return table(block);
    if (block.is === "quote")
      return text(`<blockquote>${block.html}</blockquote>`, 'css-class="quote"');
    return text(`<p>${block.html}</p>`);
  };
  const story = ({ kicker, headline, standfirst, text: words, picture: drawn }) => {
    const shown = drawn === undefined ? null : picture(drawn);
    return `<mj-section css-class="paper"><mj-column>
${text(escaped(kicker), 'mj-class="kicker"')}
${text(`<h2>${escaped(headline)}</h2>`, 'mj-class="headline"')}
${text(escaped(standfirst), 'mj-class="standfirst"')}
${
  shown === null
    ? ""
    : `<mj-image src="${shown.src}" alt="${escaped(shown.alt)}" width="${shown.width}px" />
${text(escaped(drawn.caption), 'mj-class="caption"')}`
}
${blocks(words).map(block).join("\n")}
</mj-column></mj-section>`;
  };
  const linked = summary(issue).map(({ to, words }) => `<a href="${to}">${escaped(words)}</a>`);
  return `<mjml lang="fr"><mj-head><mj-title>${escaped(issue.subject)}</mj-title>
<mj-preview>${escaped(issue.stories.map(({ headline }) => headline).join(" • "))}</mj-preview>
<mj-attributes>
<mj-all font-family="Georgia, serif" />
<mj-text font-size="17px" line-height="27px" color="#1e1b17" padding="0 28px" />
<mj-class name="kicker" font-size="14px" color="#8f2a1b" text-transform="uppercase" />
<mj-class name="headline" font-size="25px" line-height="31px" />
<mj-class name="standfirst" font-size="18px" color="#645c52" />
<mj-class name="caption" font-size="14px" color="#645c52" />
</mj-attributes>
<mj-style>@media (prefers-color-scheme: dark) {
.paper, .paper div { background-color: #1a1815 !important; color: #e9e3d8 !important; }
.paper a { color: #eda28d !important; } }</mj-style>
</mj-head><mj-body background-color="#f1ece1" width="600px">
<mj-section background-color="#fdfbf6" css-class="paper"><mj-column>
${text(`<a href="${issue.base}/${issue.date}/">Lire en ligne</a> · <a href="${issue.unsubscribe}">Se désabonner</a>`, 'align="center"')}
${text(escaped(issue.publication), 'align="center" font-size="28px"')}
${text(`<h1>${escaped(issue.title)}</h1>`, 'align="center"')}
${text(linked.join(" • "), 'align="center"')}
${text(escaped(issue.greeting), 'align="center"')}
</mj-column></mj-section>
${issue.stories.map((it) => story(it).replace("<mj-section", '<mj-section background-color="#fdfbf6"')).join("\n")}
<mj-section background-color="#fdfbf6" css-class="paper"><mj-column>
<mj-button href="${issue.subscribe}" background-color="#8f2a1b">${escaped(issue.call)}</mj-button>
${text(escaped(issue.legal))}
${text(`<a href="${issue.unsubscribe}">Se désabonner</a>`, 'align="center"')}
</mj-column></mj-section>
</mj-body></mjml>`;
}

/** The issue by MJML. */
export async function mjml(issue) {
  const { html, errors } = await mjml2html(mjmlSource(issue), { validationLevel: "strict" });
  if (errors?.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  return html;
}

/** The issue by mrml. */
export function mrml(issue) {
  const made = new Engine().toHtml(mjmlSource(issue));
  if (made.type === "error") throw new Error(JSON.stringify(made));
  return made.content;
}

const STYLE = {
  text: { font: "400 17px/27px Georgia, serif", color: "#1e1b17", margin: "0 0 16px" },
  kicker: { font: "400 14px/20px Georgia, serif", color: "#8f2a1b", margin: "0 0 5px" },
  soft: { font: "400 18px/27px Georgia, serif", color: "#645c52", margin: "0 0 18px" },
  small: { font: "400 14px/21px Georgia, serif", color: "#645c52", margin: "7px 0 18px" },
  headline: { font: "700 25px/31px Georgia, serif", color: "#1e1b17", margin: "0 0 10px" },
};

/** An element whose words are HTML already. */
const raw = (style, html, as = Text) => h(as, { style, dangerouslySetInnerHTML: { __html: html } });

/** The issue by react-email. */
export function react(issue) {
  const block = (block) => {
    if (block.is === "quote") return raw(STYLE.text, block.html, "blockquote");
    if (block.is === "paragraph") return raw(STYLE.text, block.html);
    const row = (cells, as) =>
      h(Row, {}, ...cells.map((cell) => h(Column, {}, raw(STYLE.text, cell, as))));
    return h(Section, {}, row(block.head, Text), ...block.rows.map((cells) => row(cells, Text)));
  };
  const story = ({ kicker, headline, standfirst, text, picture: drawn }) =>
    h(
      Section,
      {},
      h(Text, { style: STYLE.kicker }, kicker),
      h(Heading, { as: "h2", style: STYLE.headline }, headline),
      h(Text, { style: STYLE.soft }, standfirst),
      ...(drawn === undefined
        ? []
        : [h(Img, picture(drawn)), h(Text, { style: STYLE.small }, drawn.caption)]),
      ...blocks(text).map(block),
      h(Hr, {}),
    );
  const links = summary(issue).flatMap(({ to, words }) => [h(Link, { href: to }, words), " • "]);
  const page = h(
    Html,
    { lang: "fr" },
    h(Head, {}, h("title", {}, issue.subject)),
    h(Preview, {}, issue.stories.map(({ headline }) => headline).join(" • ")),
    h(
      Body,
      { style: { backgroundColor: "#f1ece1" } },
      h(
        Container,
        { style: { backgroundColor: "#fdfbf6", padding: "28px" } },
        h(Link, { href: `${issue.base}/${issue.date}/` }, "Lire en ligne"),
        h(Link, { href: issue.unsubscribe }, "Se désabonner"),
        h(Text, { style: STYLE.headline }, issue.publication),
        h(Heading, { as: "h1", style: STYLE.headline }, issue.title),
        h(Text, { style: STYLE.text }, ...links),
        h(Text, { style: STYLE.soft }, issue.greeting),
        ...issue.stories.map(story),
        h(Button, { href: issue.subscribe, style: { backgroundColor: "#8f2a1b" } }, issue.call),
        h(Text, { style: STYLE.small }, issue.legal),
        h(Link, { href: issue.unsubscribe }, "Se désabonner"),
      ),
    ),
  );
  return render(page);
}
