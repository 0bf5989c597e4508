// What leaves the newsroom, judged by programs that know nothing of us.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { FileSystemConfigLoader, formatterFactory, HtmlValidate } from "html-validate";

import { demo, files } from "../newsroom.mjs";

const vnu = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");
const checkMail = fileURLToPath(new URL("../check_mail.py", import.meta.url));
// Where html-validate looks for its settings is where it believes the page to be.
const here = fileURLToPath(new URL("../page.html", import.meta.url));

/** Runs a judge; answers all it said, and whether it was content. */
function judge(program, words) {
  return new Promise((done) => {
    execFile(program, words, { maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      done({ content: error === null, said: stdout + stderr });
    });
  });
}

test("independent validators have nothing against the demo's export", async (t) => {
  const { folder } = await demo(t);
  const exported = await files(folder);
  const paths = (pattern) => {
    const found = [...exported.keys()].filter((path) => pattern.test(path));
    assert.ok(found.length >= 2, `one for each edition of ${pattern}, but: ${found.join(", ")}`);
    return found;
  };

  await t.test("web pages: vnu", async () => {
    const pages = paths(/^(.*\/)?web\/[^/]+\/index\.html$/).map((path) => join(folder, path));
    const { content, said } = await judge("java", ["-jar", vnu, "--errors-only", ...pages]);
    assert.ok(content, said);
  });

  await t.test("web pages: html-validate", async () => {
    const validator = new HtmlValidate(new FileSystemConfigLoader());
    for (const path of paths(/^(.*\/)?web\/[^/]+\/index\.html$/)) {
      const report = await validator.validateString(exported.get(path).toString(), here);
      assert.ok(report.valid, path + formatterFactory("text")(report.results));
    }
  });

  await t.test("e-mails: Python's parser", async () => {
    const mails = paths(/^(.*\/)?email\/[^/]+\.eml$/).map((path) => join(folder, path));
    const { content, said } = await judge("python3", [checkMail, ...mails]);
    assert.ok(content, said);
  });
});
