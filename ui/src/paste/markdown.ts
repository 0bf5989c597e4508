import type { Element as HastElement } from "hast";
import { fromDom } from "hast-util-from-dom";
import { toMdast, type Handle, type State } from "hast-util-to-mdast";
import type { Nodes, Root } from "mdast";
import { gfmFootnoteToMarkdown } from "mdast-util-gfm-footnote";
import { gfmStrikethroughToMarkdown } from "mdast-util-gfm-strikethrough";
import { gfmTableToMarkdown } from "mdast-util-gfm-table";
import { toMarkdown } from "mdast-util-to-markdown";
import type { RemotePicture } from "../editor/remote";
import { clean } from "./clean";

/** A picture whose bytes came along with the words. */
export interface PastedPicture {
  name: string;
  /** In base64. */
  bytes: string;
}

/** What was pasted, as Markdown. */
export interface Pasted {
  /** Where picture `n` belongs, it says `⟦n⟧` alone on a line. */
  text: string;
  pictures: PastedPicture[];
  /** Pictures that are elsewhere, and became links. */
  remote: RemotePicture[];
  /** Pictures that the clipboard names, and does not hold. */
  missing: number;
}

const DATA = /^data:image\/([\w.+-]+);base64,([\s\S]+)$/i;

/** The sign that stands for picture `n` until it has a name. */
export const placeOf = (n: number): string => `⟦${n}⟧`;

/** Makes Markdown of HTML. Nothing of it runs, nothing is fetched. */
export function markdownOf(html: string): Pasted {
  const document = new DOMParser().parseFromString(html, "text/html");
  const pasted: Pasted = { text: "", pictures: [], remote: [], missing: 0 };
  pictures(document.body, pasted);
  clean(document);
  const hast = fromDom(document.body);
  const mdast = toMdast(hast, { handlers: { "marbre-note": call, "marbre-note-text": note } });
  pasted.text = written(mdast);
  return pasted;
}

/** Takes each picture out of the words and leaves a sign after its block. */
function pictures(body: HTMLElement, pasted: Pasted): void {
  const { ownerDocument } = body;
  for (const image of body.querySelectorAll("img")) {
    const source = (image.getAttribute("src") ?? "").trim();
    const alt = (image.getAttribute("alt") ?? "").trim();
    const data = DATA.exec(source);
    if (data !== null) {
      const mark = ownerDocument.createElement("p");
      mark.textContent = placeOf(pasted.pictures.length);
      pasted.pictures.push({
        name: alt || `image.${data[1] ?? "png"}`,
        bytes: (data[2] ?? "").replace(/\s/g, ""),
      });
      (image.closest("table,p,h1,h2,h3,h4,h5,h6,a,figure") ?? image).after(mark);
      image.remove();
    } else if (/^https?:/i.test(source)) {
      if (tiny(image)) image.remove();
      else {
        const name = alt || (source.split(/[?#]/)[0]?.split("/").at(-1) ?? source);
        pasted.remote.push({ address: source, name });
        const link = ownerDocument.createElement("a");
        link.href = source;
        link.textContent = name;
        // A link holds no other: the one around a picture leads to the page that one copies.
        const around = image.closest("a");
        image.replaceWith(around === null ? link : "");
        around?.after(link);
      }
    } else {
      pasted.missing += 1;
      image.replaceWith(alt);
    }
  }
}

/** A picture of one pixel counts the readers of a mail. */
function tiny(image: Element): boolean {
  const side = (name: string) => Number(image.getAttribute(name) ?? Infinity);
  return side("width") <= 2 || side("height") <= 2;
}

const nameOf = (node: HastElement): string => String(node.properties["dataName"] ?? "1");

const call: Handle = (_, node: HastElement) => ({
  type: "footnoteReference",
  identifier: nameOf(node),
  label: nameOf(node),
});

const note: Handle = (state: State, node: HastElement) => ({
  type: "footnoteDefinition",
  identifier: nameOf(node),
  label: nameOf(node),
  children: state.toFlow(state.all(node)),
});

function written(mdast: Nodes): string {
  const root: Root = mdast.type === "root" ? mdast : { type: "root", children: [] };
  const text = toMarkdown(root, {
    bullet: "-",
    emphasis: "*",
    strong: "*",
    rule: "-",
    fences: true,
    listItemIndent: "one",
    extensions: [
      gfmFootnoteToMarkdown(),
      gfmStrikethroughToMarkdown(),
      gfmTableToMarkdown({ tablePipeAlign: false }),
    ],
  });
  return relaxed(text).trim();
}

/** Takes back the escapes that the dialect does not need and that a reader would stumble on. */
function relaxed(text: string): string {
  return text
    .replace(/\\\[(…|\.\.\.)\]/g, "[$1]")
    .replace(/([\p{L}\p{N}])\\_(?=[\p{L}\p{N}])/gu, "$1_")
    .replace(/\\&(?!#?\w+;)/g, "&");
}
