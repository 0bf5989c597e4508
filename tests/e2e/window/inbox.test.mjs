// What is dropped in the inbox of an open newsroom arrives by itself, whole.

import assert from "node:assert/strict";
import { copyFile, mkdir, open, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { demo, demoIssue } from "../newsroom.mjs";
import { waitFor, Window } from "../window.mjs";

const ARRIVED = `---
title: Un pli arrivé par la boîte
---

Le coursier l’a posé là sans sonner.
`;

const SLOW = [
  "---\ntitle: Un pli écrit lentement\n---\n\nPremière phrase, ",
  "puis une deuxième, ",
  "une troisième, ",
  "et la dernière, qui finit le texte.\n",
];

test("files dropped in the inbox are imported while the window is open", async (t) => {
  const { folder, newsroom } = await demo(t);
  const { dossier } = await demoIssue();
  const inbox = join(newsroom, "inbox");
  await mkdir(inbox, { recursive: true });
  const window = await Window.open(t, newsroom);
  const listed = '[data-testid="draft-list"]';

  await t.test("a Markdown file becomes a draft", async () => {
    await writeFile(join(inbox, "arrive.md"), ARRIVED);
    await window.waitForWords(listed, "Un pli arrivé par la boîte");
    await window.openDraft("Un pli arrivé par la boîte");
    await window.waitForWords('[data-testid="editor"]', "Le coursier l’a posé là sans sonner.");
  });

  await t.test("a file that is still being written is waited for", async () => {
    const file = await open(join(inbox, "lent.md"), "w");
    for (const piece of SLOW) {
      await file.write(piece);
      await file.sync();
      // The writer is slow: that is the case under test, not a wait for the window.
      await new Promise((done) => setTimeout(done, 150));
    }
    await file.close();
    await window.waitForWords(listed, "Un pli écrit lentement");
    await window.openDraft("Un pli écrit lentement");
    await window.waitForWords('[data-testid="editor"]', "qui finit le texte.");
    const times = (await window.words(listed)).split("Un pli écrit lentement").length - 1;
    assert.equal(times, 1, "it arrived once");
  });

  await t.test("a picture becomes an illustration to choose", async () => {
    const pictures = join(folder, "web", "subscribers", "pictures");
    const picture = (await readdir(pictures)).find((name) => /\.(png|jpe?g)$/.test(name));
    const name = `photo-arrivee.${picture.split(".").at(-1)}`;
    await copyFile(join(pictures, picture), join(inbox, name));
    await window.openDraft(dossier.headline);
    await waitFor("the picture among the illustrations", () =>
      window.run(() =>
        [...document.querySelectorAll("option, [role=option]")].some(({ value, textContent }) =>
          `${value} ${textContent}`.includes("photo-arrivee"),
        ),
      ),
    );
  });
});
