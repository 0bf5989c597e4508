// A server that takes mail and keeps it, on this machine, for as long as a test lasts.

import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { atTheEnd, root, temporary } from "./newsroom.mjs";

/** Opens a mailbox for who logs in as `login` (`user:password`). */
export async function mailbox(t, login) {
  const folder = await temporary(t);
  const script = join(root, "tests/mailbox.py");
  const server = spawn("/usr/bin/python3", [script, folder, "--login", login], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  atTheEnd(t, () => server.kill());
  const port = await new Promise((done, failed) => {
    createInterface(server.stdout).once("line", done);
    server.once("exit", () => failed(new Error("the mailbox did not open")));
  });
  const read = (name) => readFile(join(folder, name));
  return {
    port,
    /** A message as it was received, and what its envelope said; nothing while it is not there. */
    async message(rank) {
      try {
        const bytes = await read(`${rank}.eml`);
        return { bytes, envelope: JSON.parse(await read(`${rank}.json`)) };
      } catch {
        return null;
      }
    },
  };
}
