// The real window, driven by real keys: WebKitGTK's own driver, one window at a time.

import { execFile, spawn } from "node:child_process";
import { readdir, readFile, readlink } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { remote } from "webdriverio";

import * as axe from "./axe.mjs";
import { atTheEnd, plain, programs } from "./newsroom.mjs";

const SESSION = 60_000;
const PATIENCE = 20_000;
const GLANCE = 50;

/** The keys of the keyboard that are no letters, as WebDriver writes them. */
export const keys = {
  alt: "\uE00A",
  backspace: "\uE003",
  control: "\uE009",
  delete: "\uE017",
  down: "\uE015",
  end: "\uE010",
  enter: "\uE007",
  escape: "\uE00C",
  f2: "\uE032",
  f3: "\uE033",
  f6: "\uE036",
  f7: "\uE037",
  f8: "\uE038",
  f9: "\uE039",
  home: "\uE011",
  pageDown: "\uE00F",
  right: "\uE014",
  left: "\uE012",
  shift: "\uE008",
  tab: "\uE004",
  up: "\uE013",
};

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Looks until `condition` answers something true, and answers that. */
export async function waitFor(what, condition, patience = PATIENCE) {
  const end = Date.now() + patience;
  let last;
  while (Date.now() < end) {
    try {
      const answer = await condition();
      if (answer) return answer;
      last = undefined;
    } catch (error) {
      last = error;
    }
    await pause(GLANCE);
  }
  throw new Error(`waited ${patience} ms in vain for: ${what}`, { cause: last });
}

function freePort() {
  return new Promise((done, failed) => {
    const server = createServer();
    server.on("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** The processes of the app that have this newsroom open. */
async function processes(newsroom) {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const ours = await Promise.all(
    pids.map(async (pid) => {
      try {
        const words = (await readFile(`/proc/${pid}/cmdline`, "utf8")).split("\0");
        const program = await readlink(`/proc/${pid}/exe`);
        return program.startsWith(programs.window) && words.includes(newsroom) ? Number(pid) : null;
      } catch {
        return null; // it ended while we looked
      }
    }),
  );
  return ours.filter((pid) => pid !== null);
}

/** A window on a newsroom. */
export class Window {
  #driver;

  constructor(newsroom, driver, browser) {
    this.newsroom = newsroom;
    this.#driver = driver;
    this.browser = browser;
  }

  /**
   * Opens the app on a newsroom; it is closed with the test, whatever happens. `more` is added to
   * its environment; `first` is what it shows first.
   */
  static async open(t, newsroom, more = {}, first = '[data-testid="draft-list"]') {
    const port = await freePort();
    // The window remembers its language and its panes beside the newsroom, away from other tests.
    const memory = join(dirname(newsroom), "window");
    const env = { ...process.env, XDG_DATA_HOME: memory, XDG_CONFIG_HOME: memory, ...more };
    const driver = spawn("WebKitWebDriver", [`--port=${port}`], { stdio: "ignore", env });
    const ended = new Promise((done) => driver.once("exit", done));
    atTheEnd(t, async () => {
      await Window.#kill(newsroom);
      driver.kill("SIGKILL");
      await ended;
    });
    await waitFor("the driver", async () => (await fetch(`http://127.0.0.1:${port}/status`)).ok);
    const browser = await remote({
      hostname: "127.0.0.1",
      port,
      logLevel: "silent",
      connectionRetryCount: 0,
      connectionRetryTimeout: SESSION,
      capabilities: {
        "webkitgtk:browserOptions": { binary: programs.window, args: [newsroom] },
        "wdio:enforceWebDriverClassic": true,
      },
    });
    const window = new Window(newsroom, driver, browser);
    await waitFor("the interface", () => window.one(first), SESSION);
    return window;
  }

  static async #kill(newsroom) {
    for (const pid of await processes(newsroom)) process.kill(pid, "SIGKILL");
    await waitFor("the app to be gone", async () => (await processes(newsroom)).length === 0);
  }

  /** The end that no program hears coming: SIGKILL, without a word to the app or its driver. */
  async kill() {
    await Window.#kill(this.newsroom);
    this.#driver.kill("SIGKILL");
  }

  /** Closes the window as a person does. */
  async close() {
    await this.browser.deleteSession();
    await waitFor("the app to be gone", async () => (await processes(this.newsroom)).length === 0);
    this.#driver.kill();
  }

  /** The one element that is there now and to be seen, or nothing. */
  async one(selector) {
    const element = await this.browser.$(selector);
    return (await element.isExisting()) && (await element.isDisplayed()) ? element : null;
  }

  find(selector) {
    return waitFor(selector, () => this.one(selector));
  }

  byTestId(id) {
    return this.find(`[data-testid="${id}"]`);
  }

  async click(id) {
    // What is clicked may be drawn anew under the pointer.
    await waitFor(`a click on ${id}`, async () => {
      await (await this.byTestId(id)).click();
      return true;
    });
  }

  /** Drags from the middle of one element to a share of another's height. */
  async drag(from, to, share = 0.5) {
    const box = (selector) =>
      this.run((where) => {
        const element = document.querySelector(where);
        element.scrollIntoView({ block: "nearest" });
        const { left, top, width, height } = element.getBoundingClientRect();
        return { left, top, width, height };
      }, selector);
    await box(to);
    const start = await box(from);
    const end = await box(to);
    const pointer = this.browser.action("pointer");
    const x = Math.round(start.left + Math.min(40, start.width / 2));
    const y = Math.round(start.top + start.height / 2);
    const [toX, toY] = [Math.round(end.left + 60), Math.round(end.top + end.height * share)];
    await pointer
      .move({ x, y })
      .down()
      .move({ x: x + 8, y: y + 8 })
      .move({ x: toX, y: Math.round((y + toY) / 2) })
      .move({ x: toX, y: toY })
      .up()
      .perform();
  }

  /** Clicks the button that says these words. */
  async clickOn(words) {
    await waitFor(`a click on « ${words} »`, async () => {
      const at = await this.run((wanted) => {
        const plain = (text) => text.replace(/\s+/g, " ").trim();
        const all = [...document.querySelectorAll("button")];
        return all.findIndex((it) => plain(it.innerText) === plain(wanted));
      }, words);
      const all = await this.browser.$$("button");
      await all[at].click();
      return true;
    });
  }

  run(script, ...places) {
    return this.browser.execute(script, ...places);
  }

  /** The words to be seen under a selector. */
  words(selector) {
    return this.run(
      (where) =>
        [...document.querySelectorAll(where)].map((element) => element.innerText).join("\n"),
      selector,
    ).then(plain);
  }

  waitForWords(selector, words, patience) {
    return waitFor(
      `« ${words} » in ${selector}`,
      async () => (await this.words(selector)).includes(plain(words)),
      patience,
    );
  }

  /** Presses a key, with others held down: `press("k", keys.control)`. */
  async press(key, ...held) {
    const keyboard = this.browser.action("key");
    for (const one of held) keyboard.down(one);
    keyboard.down(key).up(key);
    for (const one of held.toReversed()) keyboard.up(one);
    await keyboard.perform();
  }

  /** Types as a person does: a key after another, each let go before the next. */
  async type(text) {
    const keyboard = this.browser.action("key");
    for (const character of text) {
      const key = character === "\n" ? keys.enter : character;
      keyboard.down(key).up(key);
    }
    await keyboard.perform();
  }

  /** Goes with Tab to the control called `id`. */
  async tabTo(id) {
    for (let step = 0; step < 400; step += 1) {
      const there = await this.run(
        (wanted) => document.activeElement?.closest(`[data-testid="${wanted}"]`) !== null,
        id,
      );
      if (there) return;
      await this.press(keys.tab);
    }
    throw new Error(`Tab does not lead to ${id}`);
  }

  /** What the window looks like, kept when someone asks for it (MARBRE_SHOTS=folder). */
  async shot(name) {
    const folder = process.env.MARBRE_SHOTS;
    if (folder === undefined) return;
    // The driver's own picture may never come: the screen is taken instead.
    await pause(400);
    await promisify(execFile)("xwd", ["-root", "-silent", "-out", join(folder, `${name}.xwd`)]);
  }

  /** Clicks what, in a list, says these words. */
  async pick(list, words) {
    await waitFor(`« ${words} » to be picked in ${list}`, async () => {
      const at = await this.run(
        (id, wanted) => {
          const plain = (text) => text.replace(/[’ʼ]/g, "'").replace(/\s+/g, " ");
          const all = document.querySelectorAll(
            `[data-testid="${id}"] :is(button, a, [role="option"], [role="row"])`,
          );
          return [...all].findIndex((one) => plain(one.textContent).includes(wanted));
        },
        list,
        plain(words),
      );
      if (at < 0) return false;
      const all = await this.browser.$$(
        `[data-testid="${list}"] :is(button, a, [role="option"], [role="row"])`,
      );
      await all[at].click();
      return true;
    });
  }

  /** Opens a draft from the list, and waits until it can be written. */
  async openDraft(headline) {
    await this.pick("draft-list", headline);
    await waitFor(`« ${headline} » on the desk`, async () => {
      const field = await this.byTestId("headline");
      const value = await this.run((e) => e.value ?? e.innerText, field);
      return plain(value) === plain(headline);
    });
    await this.byTestId("editor");
  }

  /** Chooses what the preview shows, and waits until that page stands alone in the frame. */
  async choose(id) {
    const button = await this.byTestId(id);
    if ((await button.getAttribute("aria-pressed")) === "true") return;
    await this.run(() => {
      for (const frame of document.querySelectorAll("iframe")) frame.dataset.left = "yes";
    });
    await this.click(id);
    await waitFor(`the page of ${id}`, () =>
      this.run(() => {
        const frames = [...document.querySelectorAll("iframe")];
        return frames.length === 1 && frames[0].dataset.left === undefined;
      }),
    );
  }

  /** Waits until everything typed is on the disk. */
  saved() {
    return waitFor("the mark to say saved", () =>
      this.one('[data-testid="save-mark"][data-state="saved"]'),
    );
  }

  /** Waits until the newest page stands alone in the frame, and does `work` inside it. */
  async inPreview(work) {
    const frame = await waitFor("one page in the preview", async () => {
      const frames = await this.browser.$$("iframe");
      return (await frames.length) === 1 ? frames[0] : null;
    });
    await this.browser.switchFrame(frame);
    try {
      return await work();
    } finally {
      await this.browser.switchFrame(null);
      // The driver leaves the keyboard in the frame: it goes back to where it was.
      await this.run(() => {
        const held = document.activeElement;
        window.focus();
        held?.blur();
        // What is read stays where it is.
        held?.focus({ preventScroll: true });
      });
    }
  }

  /** What the preview says. */
  preview() {
    return this.inPreview(() => this.run(() => document.body.innerText)).then(plain);
  }

  waitForPreview(what, holds) {
    return waitFor(`the preview: ${what}`, async () => holds(await this.preview()));
  }

  /** Whether `condition`, asked in the preview, holds soon. */
  waitInPreview(what, condition, ...places) {
    return waitFor(`the preview: ${what}`, () =>
      this.inPreview(() => this.run(condition, ...places)),
    );
  }

  /** Asks something of the editor on screen: `ask` gets CodeMirror's view. */
  editor(ask, ...places) {
    return this.run(
      `const content = document.querySelector(".cm-content");
       const view = content.cmTile?.root?.view ?? content.cmView.rootView.view;
       return (${ask})(view, ...arguments);`,
      ...places,
    );
  }

  /** What axe-core has against the page that is shown, in words; nothing when all is well. */
  async barriers(within = null) {
    await this.run(`if (!window.axe) { ${axe.source} }`);
    const violations = await this.browser.executeAsync(
      (where, options, done) => {
        // A colour on its way from one theme to the other is nobody’s choice: axe reads the arrival.
        const settled = async () => {
          const moving = document.getAnimations();
          if (moving.length === 0) return;
          await Promise.allSettled(moving.map(({ finished }) => finished));
          await settled();
        };
        settled()
          .then(() => window.axe.run(where ?? document, options))
          .then(
            (results) => done(results.violations),
            (error) => done([{ id: "axe", impact: "none", help: String(error), nodes: [] }]),
          );
      },
      within,
      axe.options,
    );
    return axe.report(violations);
  }

  /** Opens the palette and types these words in it. */
  async palette(words) {
    await this.press("k", keys.control);
    await this.byTestId("palette");
    await this.type(words);
  }

  dialogGone() {
    return waitFor("the dialog to close", async () => !(await this.one("dialog[open]")));
  }

  /** Runs a command of the palette by its title. */
  async command(title) {
    await this.palette(title);
    await this.take(title);
    await this.dialogGone();
  }

  /** Goes down the palette to the line that says these words, and takes it, by keys alone. */
  async take(words) {
    await waitFor(`« ${words} » to be chosen in the palette`, async () => {
      const chosen = await this.words('[data-testid="palette"] [aria-selected="true"]');
      if (chosen.toLowerCase().includes(plain(words).toLowerCase())) return true;
      const offered = await this.words('[data-testid="palette"] [role="option"]');
      if (offered.toLowerCase().includes(plain(words).toLowerCase())) await this.press(keys.down);
      return false;
    });
    await this.press(keys.enter);
  }
}
