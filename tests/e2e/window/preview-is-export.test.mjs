// The preview is not like the export: it is the export, patched as one types.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

import { demo, demoIssue, files, marbre, plain } from "../newsroom.mjs";
import { keys, Window } from "../window.mjs";

const TYPED = "Quelques mots *de plus*, une [adresse](https://lepli.example/) et un point.";

/** Of a page: its sections, each with its markup. Picture addresses are told by their names. */
function sections(html) {
  const page = html === null ? document : new DOMParser().parseFromString(html, "text/html");
  const root = page.getElementById("numero").cloneNode(true);
  for (const picture of root.querySelectorAll("img")) {
    for (const name of ["src", "srcset"]) {
      const value = picture.getAttribute(name);
      if (value !== null) picture.setAttribute(name, value.replace(/\S*\//g, ""));
    }
  }
  return [...root.children].map((section) => section.outerHTML.replace(/>\s+</g, "><").trim());
}

test("what the preview shows after typing is what the export writes", async (t) => {
  const { folder, newsroom } = await demo(t);
  const { date, dossier } = await demoIssue();
  const window = await Window.open(t, newsroom);
  await window.openDraft(dossier.headline);
  await window.choose("scope-issue");

  const shown = new Map();
  for (const edition of ["subscribers", "public"]) {
    await window.choose(`edition-${edition}`);
    for (const medium of ["web", "email", "text"]) {
      await window.choose(`medium-${medium}`);
      const mark = `${edition} ${medium}`;
      await window.waitForPreview("the issue", (page) => page.length > 1000);
      await window.click("editor");
      await window.press(keys.home, keys.control);
      await window.type(`${TYPED} ${mark}.\n\n`);
      await window.waitForPreview(mark, (page) => page.includes(mark));
    }
  }
  await window.saved();
  for (const edition of ["subscribers", "public"]) {
    await window.choose(`edition-${edition}`);
    for (const medium of ["web", "email", "text"]) {
      await window.choose(`medium-${medium}`);
      // One more word and its removal: the page that is read has been patched.
      await window.waitForPreview("the issue", (page) => page.includes("public text"));
      await window.click("editor");
      await window.press(keys.home, keys.control);
      await window.type("Q");
      await window.waitForPreview("the letter", (page) => page.includes("QQuelques"));
      await window.press(keys.backspace);
      await window.waitForPreview("no letter", (page) => !page.includes("QQuelques"));
      await window.saved();
      shown.set(
        `${edition} ${medium}`,
        await window.inPreview(() =>
          medium === "text"
            ? window.run(() =>
                [...document.querySelectorAll("#numero pre")].map((e) => e.textContent),
              )
            : window.run(sections, null),
        ),
      );
    }
  }
  const to = join(folder, "exported");
  await window.close();
  const { code, stderr } = await marbre("export", newsroom, "--issue", date, "--to", to);
  assert.equal(code, 0, stderr);
  const written = await files(to);
  const file = (form) =>
    written.get([...written.keys()].find((path) => path === form || path.endsWith(`/${form}`)));

  // Reading a page needs a DOM: the same one, in a new window.
  const reader = await Window.open(t, newsroom);
  for (const [name, page] of shown) {
    const [edition, medium] = name.split(" ");
    if (medium === "text") {
      const text = plain(file(`text/${edition}.txt`).toString());
      let from = 0;
      for (const section of page) {
        const at = text.indexOf(plain(section), from);
        assert.ok(at >= 0, `${name}: the file lacks, or misplaces: ${section}`);
        from = at + 1;
      }
      continue;
    }
    const path = medium === "web" ? `web/${edition}/index.html` : `email/${edition}.html`;
    const exported = await reader.run(sections, file(path).toString());
    assert.equal(page.length, exported.length, `${name}: number of sections`);
    page.forEach((section, at) => assert.equal(section, exported[at], `${name}: section ${at}`));
  }
});
