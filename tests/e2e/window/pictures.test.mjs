// The picture desk in the real window: taken in, described, found, replaced, thrown away and back.

import assert from "node:assert/strict";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { demo } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";

const project = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const TROUT = project("tests/newsletters/hugo/riviere/truite.png");
const ICON = project("icons/256.png");

const ALT = "Une truite remonte sous l’arche d’un vieux pont";

const cells = (window) =>
  window.run(() =>
    [...document.querySelectorAll("[data-picture]")].map((cell) => cell.dataset.picture),
  );

/** The one picture at hand, as the list tells it to a screen reader. */
const atHand = (window) =>
  window.run(() => document.activeElement?.getAttribute("aria-activedescendant") ?? "");

test("a picture gets its passport, is found by it, and comes back from the bin", async (t) => {
  const { newsroom } = await demo(t);
  const inbox = join(newsroom, "inbox");
  await mkdir(inbox, { recursive: true });
  let window = await Window.open(t, newsroom);

  await t.test("the palette opens the desk, which shows every picture", async () => {
    await window.command("Ouvrir la photothèque");
    await window.byTestId("picture-desk");
    await waitFor("the demo's pictures", async () => (await cells(window)).length >= 6);
    await waitFor("their prints", () =>
      window.run(() =>
        [...document.querySelectorAll("[data-picture] img")].every(
          (image) => image.complete && image.naturalWidth > 0 && image.naturalWidth <= 320,
        ),
      ),
    );
    await window.shot("pictures");
  });

  await t.test("a file left in the inbox arrives while one looks", async () => {
    await copyFile(TROUT, join(inbox, "truite.png"));
    await waitFor("the trout", async () => (await cells(window)).includes("truite"));
  });

  await t.test("a drawing left there is shown in pixels", async () => {
    const map =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4v3z"/></svg>';
    await writeFile(join(inbox, "carte.svg"), map);
    await waitFor("the map", () =>
      window.run(() => {
        const image = document.querySelector('[data-picture="carte"] img');
        return Boolean(image?.complete) && image.naturalWidth === 320;
      }),
    );
  });

  await t.test("its passport is written by keys alone", async () => {
    await window.tabTo("pictures-search");
    await window.type("truite");
    await waitFor("one picture", async () => (await cells(window)).length === 1);
    await window.press(keys.down);
    assert.equal(await atHand(window), "picture-truite");
    await window.press(keys.enter);
    await waitFor("the alternative text to be at hand", () =>
      window.run(() => document.activeElement?.dataset.testid === "passport-alt"),
    );
    await window.waitForWords('[data-testid="passport-flags"]', "sans texte de remplacement");
    await window.waitForWords('[data-testid="passport-flags"]', "sans crédit");
    await window.type(ALT);
    await window.tabTo("passport-credit");
    await window.type("D.R.");
    await window.waitForWords('[data-testid="passport-printed"]', "Crédit imprimé : D.R.");
    await window.waitForWords('[data-testid="passport-flags"]', "D.R. sans recherche");
    await window.tabTo("passport-search-who");
    await window.type("Inès Vasseur");
    await waitFor(
      "nothing to be lacking",
      async () => !(await window.one('[data-testid="passport-flags"]')),
    );
    await window.waitForWords('[data-testid="passport-mark"]', "Passeport enregistré");
    await window.shot("passport");
    await window.press(keys.escape);
    await waitFor("the gallery to be at hand", async () => (await atHand(window)) !== "");
  });

  await t.test("nobody is kept out, by day and by night", async () => {
    for (const theme of ["clair", "sombre"]) {
      await window.command(`Apparence : ${theme}`);
      assert.equal(await window.barriers(), "", theme);
      await window.shot(`pictures-${theme}`);
    }
  });

  await t.test("it is still there after a kill", async () => {
    await window.kill();
    window = await Window.open(t, newsroom);
    await window.press("o", keys.control, keys.shift);
    await window.byTestId("picture-desk");
    await window.type("vieux pont");
    await waitFor("one picture", async () => (await cells(window)).join() === "truite");
    await window.click("gallery");
    await window.run(() => document.querySelector('[data-picture="truite"]').click());
    await waitFor("its words", () =>
      window.run(
        (alt) => document.querySelector('[data-testid="passport-alt"]')?.value === alt,
        ALT,
      ),
    );
    await window.waitForWords('[data-testid="passport"]', "Aucun papier ne l’emploie.");
  });

  await t.test("another file takes its place, and its words stay", async () => {
    const before = await window.run(() => document.querySelector("form img.large").src);
    const input = await window.browser.$('[data-testid="passport-file"]');
    await input.addValue(ICON);
    await waitFor("the other picture", () =>
      window.run((src) => document.querySelector("form img.large").src !== src, before),
    );
    await window.waitForWords('[data-testid="passport"]', "256 × 256");
    const alt = await window.run(
      () => document.querySelector('[data-testid="passport-alt"]').value,
    );
    assert.equal(alt, ALT);
  });

  await t.test("it goes to the bin by a key, and comes back", async () => {
    await window.tabTo("gallery");
    await window.press(keys.delete);
    await waitFor("it to be gone", async () => !(await cells(window)).includes("truite"));
    await window.run(() => {
      const choice = document.querySelector('[data-testid="pictures-filter"]');
      choice.value = "bin";
      choice.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await waitFor("it in the bin", async () => (await cells(window)).join() === "truite");
    await window.tabTo("gallery");
    await window.press(keys.delete);
    await waitFor("the bin to be empty", async () => (await cells(window)).length === 0);
    await window.run(() => {
      const choice = document.querySelector('[data-testid="pictures-filter"]');
      choice.value = "all";
      choice.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await waitFor("it back", async () => (await cells(window)).includes("truite"));
  });

  await t.test("a picture at work says which draft uses it, and leads there", async () => {
    await window.run(() => {
      const search = document.querySelector('[data-testid="pictures-search"]');
      search.value = "";
      search.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await waitFor("all of them", async () => (await cells(window)).length > 3);
    const used = (await cells(window)).find((key) => key !== "truite");
    await window.run((key) => document.querySelector(`[data-picture="${key}"]`).click(), used);
    const headline = await waitFor("its uses", () =>
      window.run(() => document.querySelector('[data-testid="passport-uses"] button')?.innerText),
    );
    await window.pick("passport-uses", headline);
    await window.byTestId("editor");
  });
});
