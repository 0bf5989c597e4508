/**
 * Makes of what a word processor or a mail program puts on the clipboard the HTML that it means:
 * its lists, headings, notes and emphasis are there, but said in styles and class names.
 *
 * The document is inert: it was parsed apart from the page, runs nothing and fetches nothing.
 */

/** What carries nothing to read. */
const NOTHING =
  "script,style,meta,link,title,template,noscript,svg,math,xml,iframe,object,embed,input,select," +
  "button,canvas,audio,video,map,[hidden],[aria-hidden=true]:not(math)";
const BLOCKS =
  "address,article,aside,blockquote,div,dl,figure,footer,form,h1,h2,h3,h4,h5,h6,header,hr,li,main," +
  "nav,ol,p,pre,section,table,ul";
const SPANS = "strong,b,em,i,del,s,strike";
const EDGE = /^[\s\u00a0\u202f]+|[\s\u00a0\u202f]+$/g;

export function clean(document: Document): void {
  const { body } = document;
  comments(body);
  for (const one of body.querySelectorAll(NOTHING)) one.remove();
  for (const one of body.querySelectorAll("[style*=display]")) {
    if (/display:\s*none/i.test(styleOf(one))) one.remove();
  }
  wordLists(body);
  wordBlocks(body);
  for (const one of body.querySelectorAll("[style]")) emphasise(one);
  for (const one of body.querySelectorAll("q"))
    one.replaceWith("«\u00a0", ...one.childNodes, "\u00a0»");
  tables(body);
  notes(body);
  for (const one of body.querySelectorAll("a")) anchor(one);
  breaks(body);
  for (const one of body.querySelectorAll("h1,h2,h3,h4,h5,h6")) {
    for (const bold of one.querySelectorAll("strong,b")) unwrap(bold);
  }
  tidySpans(body);
  headings(body);
  for (const item of body.querySelectorAll("li")) {
    const inside = [...item.children].filter(({ tagName }) => /^(?:P|DIV)$/.test(tagName));
    if (inside.length === 1) for (const one of inside) unwrap(one);
  }
  for (const one of body.querySelectorAll("p,div,h1,h2,h3,h4,h5,h6")) {
    if (isBlank(one)) one.remove();
  }
}

const styleOf = (element: Element): string => element.getAttribute("style") ?? "";

const isBlank = (element: Element): boolean =>
  (element.textContent ?? "").replace(/[\s\u00a0]/g, "") === "" &&
  element.querySelector("img,hr,table,marbre-note") === null;

export function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

function wrap(element: Element, name: string): void {
  const made = element.ownerDocument.createElement(name);
  made.append(...element.childNodes);
  element.append(made);
}

function renamed(element: Element, name: string): Element {
  const made = element.ownerDocument.createElement(name);
  made.append(...element.childNodes);
  element.replaceWith(made);
  return made;
}

function comments(node: Node): void {
  for (const one of [...node.childNodes]) {
    if (one.nodeType === Node.COMMENT_NODE) one.remove();
    else comments(one);
  }
}

/** Word writes the items of a list as paragraphs, their marks as words that are to be ignored. */
function wordLists(body: HTMLElement): void {
  for (const first of body.querySelectorAll<HTMLElement>("p[style*=mso-list]")) {
    if (!first.isConnected || first.closest("li") !== null) continue;
    const items: HTMLElement[] = [];
    let next: Element | null = first;
    while (next !== null && /mso-list:\s*l\d/i.test(styleOf(next))) {
      items.push(next as HTMLElement);
      next = next.nextElementSibling;
    }
    if (items.length > 0) nest(items);
  }
}

function nest(items: readonly HTMLElement[]): void {
  const document = items[0]?.ownerDocument;
  if (document === undefined) return;
  const place = document.createComment("");
  items[0]?.before(place);
  const open: { level: number; list: Element }[] = [];
  let root: Element | null = null;
  for (const item of items) {
    const level = Number(/level(\d+)/i.exec(styleOf(item))?.[1] ?? 1);
    let mark = "";
    for (const ignored of item.querySelectorAll("[style*=mso-list]")) {
      mark += ignored.textContent ?? "";
      ignored.remove();
    }
    const name = /^\s*(?:\d+|[a-z]{1,3})[.)]/i.test(mark) ? "ol" : "ul";
    while (open.length > 0 && (open.at(-1)?.level ?? 0) > level) open.pop();
    if ((open.at(-1)?.level ?? 0) < level) {
      const list = document.createElement(name);
      const above = open.at(-1)?.list;
      if (above === undefined) root ??= list;
      (above?.lastElementChild ?? above ?? place.parentNode)?.append(list);
      if (above === undefined) place.before(list);
      open.push({ level, list });
    }
    open.at(-1)?.list.append(renamed(item, "li"));
  }
  place.remove();
}

/** Paragraphs whose style says that they are titles or quotations. */
function wordBlocks(body: HTMLElement): void {
  for (const one of body.querySelectorAll("p[class]")) {
    const look = one.className;
    const level = /Mso(?:Heading|Titre)(\d)/i.exec(look)?.[1];
    if (/Mso(?:Title|Titre\b)/i.test(look)) renamed(one, "h1");
    else if (level !== undefined) renamed(one, `h${level}`);
    else if (/Mso(?:Intense)?Quote|Mso\w*Citation/i.test(look)) {
      const quotation = body.ownerDocument.createElement("blockquote");
      one.before(quotation);
      quotation.append(one);
    }
  }
  // Outlook draws the line of a quotation as a border.
  for (const one of body.querySelectorAll("div[style*=border-left]")) {
    const none = /border-left:\s*(?:none|0|medium none)/i.test(styleOf(one));
    if (!none && !isBlank(one)) renamed(one, "blockquote");
  }
  for (const one of body.querySelectorAll("font,center,u,span[class^=Mso]")) unwrap(one);
  for (const one of body.querySelectorAll("*")) if (one.tagName.startsWith("O:")) unwrap(one);
}

/** What a style says of emphasis becomes an element, and the reverse. */
function emphasise(element: Element): void {
  const style = styleOf(element);
  const weight = /(?:^|[;\s])font-weight:\s*(\w+)/i.exec(style)?.[1]?.toLowerCase();
  const isBold = weight === "bold" || weight === "bolder" || Number(weight) >= 600;
  const slanted = /(?:^|[;\s])font-style:\s*(\w+)/i.exec(style)?.[1]?.toLowerCase();
  const struck = /(?:^|[;\s])text-decoration(?:-line)?:[^;]*line-through/i.test(style);
  const name = element.tagName.toLowerCase();
  const inline = !element.matches(BLOCKS);
  if (inline && !isBlank(element)) {
    if (isBold && name !== "b" && name !== "strong") wrap(element, "strong");
    if (slanted === "italic" && name !== "i" && name !== "em") wrap(element, "em");
    if (struck && !/^(?:s|del|strike)$/.test(name)) wrap(element, "del");
  }
  if ((name === "b" || name === "strong") && weight !== undefined && !isBold) unwrap(element);
  else if ((name === "i" || name === "em") && slanted === "normal") unwrap(element);
}

/** Tables that lay a mail out are no tables; a cell of the others is one line. */
function tables(body: HTMLElement): void {
  for (const table of [...body.querySelectorAll("table")].reverse()) {
    const rows = [...table.querySelectorAll("tr")].filter((row) => row.closest("table") === table);
    const widest = Math.max(0, ...rows.map((row) => row.children.length));
    const layout =
      table.getAttribute("role") === "presentation" ||
      widest < 2 ||
      table.querySelector("table,h1,h2,h3,h4,ul,ol,blockquote") !== null;
    if (layout) {
      const made = rows.flatMap((row) => [...row.children].map((cell) => renamed(cell, "div")));
      table.replaceWith(...made);
      continue;
    }
    for (const cell of table.querySelectorAll("td,th")) oneLine(cell);
    const head = rows[0];
    if (head !== undefined && head.querySelector("th") === null) {
      for (const cell of [...head.children]) renamed(cell, "th");
    }
  }
}

function oneLine(cell: Element): void {
  for (const one of cell.querySelectorAll("br")) one.replaceWith(" ");
  for (const one of cell.querySelectorAll("p,div")) {
    one.after(" ");
    unwrap(one);
  }
}

/** Calls that lead to a text which leads back to them are notes, whoever wrote them. */
function notes(body: HTMLElement): void {
  const named = new Map<string, Element>();
  for (const one of body.querySelectorAll("[id],a[name]")) {
    for (const name of namesOf(one)) if (!named.has(name)) named.set(name, one);
  }
  let last = 0;
  for (const call of [...body.querySelectorAll<HTMLAnchorElement>("a[href^='#']")]) {
    if (!call.isConnected) continue;
    const target = named.get(decoded(call));
    const text = target?.closest("div[style*='mso-element:footnote'],li,div[id^=sdfootnote],p,div");
    if (target === undefined || !text || text === body || text.contains(call)) continue;
    const names = new Set([...namesOf(call), ...namesOf(call.closest("[id]"))]);
    const back = [...text.querySelectorAll<HTMLAnchorElement>("a[href^='#']")].filter((link) =>
      names.has(decoded(link)),
    );
    const follows = call.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (back.length === 0 || !follows) continue;
    last += 1;
    for (const link of back) (link.closest("sup") ?? link).remove();
    const note = body.ownerDocument.createElement("marbre-note-text");
    note.setAttribute("data-name", String(last));
    note.append(...text.childNodes);
    lead(note);
    text.remove();
    body.append(note);
    const sign = body.ownerDocument.createElement("marbre-note");
    sign.setAttribute("data-name", String(last));
    (call.closest("sup") ?? call).replaceWith(sign);
  }
}

/** Takes the spaces away that stood between a note's number and its words. */
function lead(note: Element): void {
  let first: Node | null = note;
  while (first !== null && first.nodeType !== Node.TEXT_NODE) {
    first = [...first.childNodes].find((one) => (one.textContent ?? "") !== "") ?? null;
  }
  if (first !== null) first.textContent = (first.textContent ?? "").replace(/^[\s\u00a0]+/, "");
}

const namesOf = (element: Element | null): string[] =>
  [element?.id, element?.getAttribute("name")].filter(
    (name) => name !== undefined && name !== null && name !== "",
  ) as string[];

function decoded(link: HTMLAnchorElement): string {
  const name = (link.getAttribute("href") ?? "").slice(1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** A link leads where it says, without the detour of who counts the clicks. */
function anchor(link: HTMLAnchorElement): void {
  const href = (link.getAttribute("href") ?? "").trim();
  if (!/^(?:https?:|mailto:|tel:)/i.test(href)) return unwrap(link);
  try {
    const address = new URL(href);
    const detour =
      (address.hostname === "www.google.com" && address.pathname === "/url" && "q") ||
      (address.hostname.endsWith(".safelinks.protection.outlook.com") && "url");
    const real = detour ? address.searchParams.get(detour) : null;
    if (real !== null && /^https?:/i.test(real)) link.setAttribute("href", real);
  } catch {
    return unwrap(link);
  }
  if (isBlank(link)) unwrap(link);
}

/** Two line breaks part paragraphs. */
function breaks(body: HTMLElement): void {
  for (const first of body.querySelectorAll("br")) {
    if (!first.isConnected) continue;
    const run = [first];
    for (let next = following(first); next?.nodeName === "BR"; next = following(next)) {
      run.push(next as HTMLBRElement);
    }
    const holder = first.parentElement;
    const alone = holder === null || holder === body;
    if (run.length < 2 && !alone) continue;
    if (holder?.tagName === "P") split(holder, run);
    else {
      run.at(0)?.before(body.ownerDocument.createElement("hr-soft"));
      for (const one of run) one.remove();
    }
  }
  for (const mark of body.querySelectorAll("hr-soft")) paragraphs(mark.parentElement);
}

function following(node: Node): Node | null {
  let next = node.nextSibling;
  while (next?.nodeType === Node.TEXT_NODE && (next.textContent ?? "").trim() === "") {
    next = next.nextSibling;
  }
  return next;
}

function split(paragraph: Element, run: readonly Element[]): void {
  const rest = paragraph.ownerDocument.createElement("p");
  const last = run.at(-1);
  while (last?.nextSibling) rest.append(last.nextSibling);
  for (const one of run) one.remove();
  paragraph.after(rest);
}

/** Gathers the runs of words between soft rules into paragraphs. */
function paragraphs(holder: Element | null): void {
  if (holder === null) return;
  const { ownerDocument } = holder;
  let open: Element | null = null;
  for (const node of [...holder.childNodes]) {
    const element = node.nodeType === Node.ELEMENT_NODE ? (node as Element) : null;
    if (element?.tagName === "HR-SOFT") {
      open = null;
      element.remove();
    } else if (element?.matches(BLOCKS)) open = null;
    else {
      if (open === null) {
        open = ownerDocument.createElement("p");
        holder.insertBefore(open, node);
      }
      open.append(node);
    }
  }
}

/** Emphasis holds words, from the first to the last; neighbours of a kind are one. */
function tidySpans(body: HTMLElement): void {
  for (const one of [...body.querySelectorAll("span")].reverse()) unwrap(one);
  body.normalize();
  for (const one of [...body.querySelectorAll(SPANS)].reverse()) {
    if (!one.isConnected) continue;
    if (isBlank(one) || one.parentElement?.closest(one.tagName) !== null) {
      unwrap(one);
      continue;
    }
    if (one.querySelector(BLOCKS) !== null) unwrap(one);
  }
  body.normalize();
  for (const one of body.querySelectorAll(SPANS)) {
    for (let next = one.nextSibling; next?.nodeName === one.nodeName; next = one.nextSibling) {
      one.append(...next.childNodes);
      next.remove();
    }
  }
  body.normalize();
  for (const one of [...body.querySelectorAll(SPANS)].reverse()) trim(one);
}

/** Spaces at the edges of emphasis go outside: Markdown would not take them for emphasis. */
function trim(element: Element): void {
  const first = element.firstChild;
  if (first?.nodeType === Node.TEXT_NODE) {
    const lead = /^[\s\u00a0\u202f]+/.exec(first.textContent ?? "")?.[0];
    if (lead !== undefined) {
      element.before(lead);
      first.textContent = (first.textContent ?? "").slice(lead.length);
    }
  }
  const last = element.lastChild;
  if (last?.nodeType === Node.TEXT_NODE) {
    const trail = /[\s\u00a0\u202f]+$/.exec(last.textContent ?? "")?.[0];
    if (trail !== undefined) {
      element.after(trail);
      last.textContent = (last.textContent ?? "").slice(0, -trail.length);
    }
  }
  if ((element.textContent ?? "").replace(EDGE, "") === "") unwrap(element);
}

/** The highest title that is pasted becomes an intertitre: a text has one title, its headline. */
function headings(body: HTMLElement): void {
  const found = [...body.querySelectorAll("h1,h2,h3,h4,h5,h6")];
  const highest = Math.min(...found.map((one) => Number(one.tagName[1])));
  if (found.length === 0 || highest >= 2) return;
  for (const one of found) renamed(one, `h${Math.min(6, Number(one.tagName[1]) + 2 - highest)}`);
}
