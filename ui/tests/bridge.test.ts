import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Window } from "happy-dom";
import { beforeEach, describe, expect, it } from "vitest";

const source = readFileSync(join(import.meta.dirname, "../src/preview/bridge.js"), "utf8");

let page: Window;
let said: Record<string, unknown>[];

/** Loads a page with the bridge at its end, as a host serves it. */
function load(numero: string, data: { revision: number; base?: string }) {
  page = new Window({ url: "http://localhost/preview/7?token=x", settings: {} });
  said = [];
  page.document.body.innerHTML = numero;
  const script = { dataset: { revision: String(data.revision), base: data.base ?? "" } };
  const parent = { postMessage: (message: Record<string, unknown>) => said.push(message) };
  const inside = new Proxy(page, {
    get: (target, name) => {
      if (name === "parent") return parent;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  const fake = new Proxy(page.document, {
    get: (target, name) => {
      if (name === "currentScript") return script;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  new Function("window", "document", "location", "URL", source)(inside, fake, page.location, URL);
  return (data: unknown) => {
    const event = new page.MessageEvent("message", { data });
    Object.defineProperty(event, "source", { value: parent });
    page.dispatchEvent(event);
  };
}

const html = () => page.document.getElementById("numero")?.innerHTML;
const WEB =
  '<main id="numero"><section><h2>A</h2><div class="texte"><p>1</p><p>2</p></div></section><section><p>B</p></section></main>';
const patch = (from: number, steps: unknown[]) => ({
  marbre: "patch",
  patch: { id: 7, from, to: from + 1, steps },
});

describe("the bridge", () => {
  let tell: (data: unknown) => void;

  beforeEach(() => {
    tell = load(WEB, { revision: 4 });
  });

  it("says that the page is ready, and at which revision", () => {
    expect(said).toEqual([{ marbre: "ready", revision: 4 }]);
  });

  it("replaces blocks of a section's text", () => {
    tell(
      patch(4, [
        { step: "blocks", section: 0, at: 1, remove: 1, insert: ["<p>x</p>", "<p>y</p>"] },
      ]),
    );
    expect(html()).toContain('<div class="texte"><p>1</p><p>x</p><p>y</p></div>');
  });

  it("keeps the block that is written in, and makes it what it is to be", () => {
    const standing = page.document.querySelectorAll("p")[1];
    standing?.setAttribute("lang", "en");
    const insert = ['<p id="b">2 <em>et</em></p>'];
    tell(patch(4, [{ step: "blocks", section: 0, at: 1, remove: 1, insert }]));
    expect(html()).toContain('<div class="texte"><p>1</p><p id="b">2 <em>et</em></p></div>');
    expect(page.document.querySelectorAll("p")[1]).toBe(standing);
  });

  it("replaces a block by one of another kind", () => {
    const insert = ["<h3>2</h3>"];
    tell(patch(4, [{ step: "blocks", section: 0, at: 1, remove: 1, insert }]));
    expect(html()).toContain('<div class="texte"><p>1</p><h3>2</h3></div>');
  });

  it("replaces blocks of a section without a text of its own", () => {
    tell(patch(4, [{ step: "blocks", section: 1, at: 0, remove: 0, insert: ["<p>avant</p>"] }]));
    expect(html()).toContain("<section><p>avant</p><p>B</p></section>");
  });

  it("replaces rows of a table", () => {
    tell = load(
      '<div id="numero"><table><tbody><tr><td>1</td></tr><tr><td>2</td></tr></tbody></table></div>',
      { revision: 1 },
    );
    tell(
      patch(1, [{ step: "blocks", section: 0, at: 0, remove: 1, insert: ["<tr><td>x</td></tr>"] }]),
    );
    expect(html()).toBe("<table><tbody><tr><td>x</td></tr><tr><td>2</td></tr></tbody></table>");
  });

  it("replaces a section", () => {
    tell(patch(4, [{ step: "section", section: 1, html: "<section><p>C</p></section>" }]));
    expect(html()).toMatch(/<section><p>C<\/p><\/section>$/);
  });

  it("applies patches once, in order, and asks for the page when one is missing", () => {
    const step = { step: "blocks", section: 0, at: 0, remove: 0, insert: ["<p>n</p>"] };
    tell(patch(4, [step]));
    tell(patch(4, [step]));
    expect(html()?.match(/<p>n<\/p>/g)).toHaveLength(1);
    tell(patch(9, [step]));
    expect(html()?.match(/<p>n<\/p>/g)).toHaveLength(1);
    expect(said.at(-1)).toEqual({ marbre: "reload" });
  });

  it("asks for the page when a patch does not fit it", () => {
    tell(patch(4, [{ step: "blocks", section: 0, at: 5, remove: 2, insert: [] }]));
    expect(said.at(-1)).toEqual({ marbre: "reload" });
  });

  it("shows unpublished pictures from the newsroom, before and after a patch", () => {
    const img = '<img src="https://qant.example/2025-01-22/pictures/puce.jpg">';
    tell = load(`<main id="numero"><section>${img}</section></main>`, {
      revision: 1,
      base: "https://qant.example/2025-01-22",
    });
    const local = "http://localhost/preview/pictures/puce.jpg";
    expect(html()).toContain(local);
    tell(patch(1, [{ step: "section", section: 0, html: `<section><b></b>${img}</section>` }]));
    expect(html()).toContain(`<b></b><img src="${local}">`);
  });

  const click = (element: { dispatchEvent(event: unknown): boolean } | null | undefined) => {
    const event = new page.MouseEvent("click", { bubbles: true, cancelable: true });
    element?.dispatchEvent(event);
    return event;
  };

  it("tells which block is clicked", () => {
    click(page.document.querySelectorAll("p")[1]);
    const head = { word: null, inside: 0 };
    expect(said.at(-1)).toEqual({ marbre: "pick", section: 0, block: 1, ...head });
    click(page.document.querySelector("h2"));
    expect(said.at(-1)).toEqual({ marbre: "pick", section: 0, block: null, ...head });
  });

  it("follows no link, and says where it leads", () => {
    const link = page.document.createElement("a");
    link.setAttribute("href", "https://example.org/");
    page.document.querySelectorAll("p")[1]?.appendChild(link);
    expect(click(link).defaultPrevented).toBe(true);
    expect(said.at(-1)).toEqual({
      marbre: "link",
      address: "https://example.org/",
      place: { section: 0, block: 1, word: null, inside: 0 },
    });
  });

  it("shows words instead of pictures when it is asked to, also in what comes", () => {
    const img = (n: number) =>
      `<picture><source srcset="pictures/${n}.webp"><img src="pictures/${n}.jpg" alt="Vue ${n}"></picture>`;
    tell = load(`<main id="numero"><section>${img(1)}</section></main>`, { revision: 1 });
    tell({ marbre: "look", dark: false, images: false });
    expect(html()).not.toContain(".webp");
    expect(html()).toContain('<img src="data:," alt="Vue 1">');
    tell(patch(1, [{ step: "blocks", section: 0, at: 1, remove: 0, insert: [img(2)] }]));
    expect(html()).not.toContain(".jpg");
    tell({ marbre: "look", dark: false, images: true });
    expect(html()).toBe(`<section>${img(1)}${img(2)}</section>`);
  });

  it("leaves the window its keys, and the page its own", () => {
    const press = (init: object) =>
      page.document.body.dispatchEvent(
        new page.KeyboardEvent("keydown", { bubbles: true, ...init }),
      );
    press({ key: "F6" });
    press({ key: "k", ctrlKey: true });
    press({ key: "c", ctrlKey: true });
    press({ key: "a" });
    expect(said.slice(1).map(({ key }) => key)).toEqual(["F6", "k"]);
  });
});
