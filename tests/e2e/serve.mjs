// `marbre serve`, and the browser of the distribution as its window.

import { spawn } from "node:child_process";
import { access } from "node:fs/promises";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

import { atTheEnd, programs } from "./newsroom.mjs";

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/chromium-browser"];

/** Serves a newsroom until the test ends; answers the address it printed. */
export async function serve(t, newsroom) {
  const { address, stop } = await serving(newsroom);
  atTheEnd(t, () => stop("SIGTERM"));
  return address;
}

/** Serves a newsroom; answers the address it printed, and how to end it. */
export async function serving(newsroom) {
  const server = spawn(programs.marbre, ["serve", newsroom], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((done) => server.once("exit", done));
  const stop = async (signal) => {
    server.kill(signal);
    await ended;
  };
  for await (const line of createInterface({ input: server.stdout })) {
    const address = /http:\/\/127\.0\.0\.1:\d+\/#token=\S+/.exec(line)?.[0];
    if (address !== undefined) {
      server.stdout.resume();
      return { address: new URL(address), stop };
    }
  }
  await stop("SIGKILL");
  throw new Error("marbre serve ended without printing an address");
}

async function browserProgram() {
  for (const path of [process.env.MARBRE_CHROMIUM, ...BROWSERS].filter(Boolean)) {
    if (
      await access(path).then(
        () => true,
        () => false,
      )
    )
      return path;
  }
  throw new Error("no Chromium or Chrome here; MARBRE_CHROMIUM may name one");
}

/** A browser that talks to nobody but us. */
export async function launched() {
  return chromium.launch({
    executablePath: await browserProgram(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** An empty page of such a browser. */
export async function page(t) {
  const browser = await launched();
  atTheEnd(t, () => browser.close());
  return browser.newPage({ viewport: { width: 1400, height: 900 }, locale: "fr-FR" });
}
