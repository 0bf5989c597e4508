// What the files of pictures say once they have left, read by a program that knows nothing of us.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { demo, files, marbre, temporary } from "../newsroom.mjs";

const run = promisify(execFile);
const WAYS = "http://cv.iptc.org/newscodes/digitalsourcetype/";
const ISSUE = fileURLToPath(new URL("../../newsrooms/pli/2026-11-23", import.meta.url));
const DAY = "2026-11-23";

/** What exiftool reads in these files, by groups. */
async function read(paths) {
  const { stdout } = await run("exiftool", ["-json", "-G1", "-a", "-n", ...paths]);
  return JSON.parse(stdout);
}

/** Runs `marbre`, which must succeed. */
async function does(...words) {
  const { code, stderr } = await marbre(...words);
  assert.equal(code, 0, stderr);
}

const isPrint = (path) => /^web\/[^/]+\/pictures\//.test(path);

/** Every print says its credit, what it shows and how it came to be, and nothing of a camera. */
function labelled(facts) {
  const file = facts.SourceFile;
  assert.ok(facts["XMP-photoshop:Credit"], `${file} has a credit`);
  assert.ok(facts["XMP-iptcCore:AltTextAccessibility"], `${file} says what it shows`);
  assert.ok(facts["XMP-iptcExt:DigitalSourceType"].startsWith(WAYS), file);
  assert.equal(facts["ExifTool:Warning"], undefined, file);
  const camera = Object.keys(facts).filter((name) =>
    /GPS|^(IFD|ExifIFD|IPTC)|:(Make|Model|Serial)/.test(name),
  );
  assert.deepEqual(camera, [], file);
}

test("every print carries its passport, and nothing of the camera", async (t) => {
  const { folder } = await demo(t);
  const prints = [...(await files(folder)).keys()].filter(isPrint);
  for (const format of [".jpg", ".png", ".webp"])
    assert.ok(
      prints.some((path) => path.endsWith(format)),
      format,
    );
  for (const facts of await read(prints.map((path) => join(folder, path)))) labelled(facts);
});

test("what an agency wrote in a file comes in with it, and its place and camera do not go out", async (t) => {
  const folder = await temporary(t);
  const issue = join(folder, DAY);
  await cp(ISSUE, issue, { recursive: true });
  const picture = join(issue, "pictures", "cyanotype-maree.jpg");
  await rm(join(issue, "pictures", "cyanotype-maree.yaml"));
  await run("exiftool", [
    "-overwrite_original",
    "-charset",
    "iptc=UTF8",
    "-codedcharacterset=utf8",
    "-XMP-iptcCore:AltTextAccessibility=Une marée & une lune <bleue>",
    `-XMP-iptcExt:DigitalSourceType=${WAYS}digitalCreation`,
    "-IPTC:Caption-Abstract=La marée, relevée à Saint-Gouénan",
    "-IPTC:Credit=Agence Estran",
    "-EXIF:Copyright=© Estran 2026",
    "-EXIF:Make=Boîtier",
    "-EXIF:Model=Estran 5",
    "-EXIF:GPSLatitude=48.8566",
    "-EXIF:GPSLatitudeRef=N",
    "-EXIF:GPSLongitude=2.3522",
    "-EXIF:GPSLongitudeRef=E",
    picture,
  ]);
  const newsroom = join(folder, "newsroom.marbre");
  const out = join(folder, "out");
  await does("init", newsroom, "--name", "Le Pli", "--locale", "fr");
  await does("import", newsroom, issue);
  await does("export", newsroom, "--issue", DAY, "--to", out);

  const exported = await files(out);
  const prints = [...exported.keys()].filter((path) => isPrint(path) && path.includes("cyanotype"));
  assert.ok(prints.length >= 2, "one for each edition");
  for (const facts of await read(prints.map((path) => join(out, path)))) {
    labelled(facts);
    assert.equal(facts["XMP-photoshop:Credit"], "Agence Estran");
    assert.equal(facts["XMP-iptcCore:AltTextAccessibility"], "Une marée & une lune <bleue>");
    assert.equal(facts["XMP-iptcExt:DigitalSourceType"], `${WAYS}digitalCreation`);
  }
  const page = exported.get("web/subscribers/index.html").toString();
  assert.ok(page.includes("La marée, relevée à Saint-Gouénan"));

  const originals = (
    await readdir(join(newsroom, "originals"), { recursive: true, withFileTypes: true })
  )
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  const kept = (await read(originals)).filter((facts) => facts["GPS:GPSLatitude"] !== undefined);
  assert.equal(kept.length, 1, "the original is kept as it came");
});
