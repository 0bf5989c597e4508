// Programs that know nothing of us, and judge what leaves the newsroom.

import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

import { FileSystemConfigLoader, formatterFactory, HtmlValidate } from "html-validate";

const vnu = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");
// Where html-validate looks for its settings is where it believes the page to be.
const here = fileURLToPath(new URL("page.html", import.meta.url));

/** Runs a judge; answers all it said, and whether it was content. */
function judge(program, words) {
  return new Promise((done) => {
    execFile(program, words, { maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      done({ content: error === null, said: stdout + stderr });
    });
  });
}

/** The W3C’s Nu checker, on files. */
export const nu = (paths) => judge("java", ["-jar", vnu, "--errors-only", ...paths]);

/** A script of this folder, in the distribution’s Python: the one that has its packages. */
export const python = (script, paths) =>
  judge("/usr/bin/python3", [fileURLToPath(new URL(script, import.meta.url)), ...paths]);

/** What html-validate has against pages, by their paths; nothing when all is well. */
export async function htmlFaults(pages) {
  const validator = new HtmlValidate(new FileSystemConfigLoader());
  let found = "";
  for (const [path, bytes] of pages) {
    const report = await validator.validateString(bytes.toString(), here);
    if (!report.valid) found += path + formatterFactory("text")(report.results);
  }
  return found;
}
