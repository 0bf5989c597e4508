// A window that was taken over, or led away: it has one door, stays home, and the preview's own
// scheme opens nothing when it is shown as a page.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";

import { atTheEnd, demo } from "../newsroom.mjs";
import { Window } from "../window.mjs";

/** A server that must hear nothing. */
async function canary(t) {
  const heard = [];
  const server = createServer((request, response) => {
    heard.push(request.url);
    response.end("<!doctype html><title>away</title>");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  atTheEnd(t, () => server.close());
  return { to: `http://127.0.0.1:${server.address().port}`, heard };
}

/** Commands of Tauri and its plugins that a window might have been granted by mistake. */
const DENIED = [
  "plugin:fs|read_file",
  "plugin:fs|write_file",
  "plugin:shell|execute",
  "plugin:shell|open",
  "plugin:opener|open_url",
  "plugin:opener|open_path",
  "plugin:http|fetch",
  "plugin:dialog|open",
  "plugin:event|emit",
  "plugin:event|emit_to",
  "plugin:webview|create_webview_window",
  "plugin:webview|set_webview_zoom",
  "plugin:window|create",
  "plugin:window|set_title",
  "plugin:window|destroy",
  "plugin:path|resolve_directory",
  "plugin:app|version",
  "plugin:process|exit",
  "plugin:resources|close",
  "anything",
];

/** Asks the window's door for something; answers what it said, or that it refused. */
function invoke(name, request, done) {
  const internals = window.__TAURI_INTERNALS__;
  if (internals === undefined) return done("no door");
  const late = new Promise((given) => setTimeout(() => given("silence"), 3000));
  return Promise.race([internals.invoke(name, request), late]).then(
    (answer) => done(answer === "silence" ? answer : "granted"),
    (why) => done(`refused: ${why?.code ?? why}`),
  );
}

test("a window that is not ours any more stays home, and has one door", async (t) => {
  const { to, heard } = await canary(t);
  const { newsroom } = await demo(t);
  const window = await Window.open(t, newsroom);
  const home = await window.browser.getUrl();
  const ask = (name, request = {}) => window.browser.executeAsync(invoke, name, request);

  await t.test("everything but the one command is refused", async () => {
    assert.equal(await ask("call", { name: "list_drafts", request: null }), "granted");
    for (const name of DENIED) {
      assert.match(await ask(name), /^refused/, name);
    }
    const unknown = await ask("call", { name: "../list_drafts", request: null });
    assert.equal(unknown, "refused: command.unknown");
  });

  await t.test("a command heavier than any is answered, and the window lives on", async () => {
    const heavy = await window.browser.executeAsync((done) => {
      const request = { words: "a".repeat(64 << 20), limit: 1 };
      window.__TAURI_INTERNALS__.invoke("call", { name: "search_words", request }).then(
        () => done("answered"),
        (why) => done(`refused: ${why?.code}`),
      );
    });
    assert.match(heavy, /^(answered|refused: \w+\.\w+)$/);
    assert.equal(await ask("call", { name: "list_drafts", request: null }), "granted");
  });

  await t.test("nothing leads it away, nor opens another", async () => {
    await window.run((to) => {
      const attempts = [
        () => (location.href = `${to}/location`),
        () => location.replace(`${to}/replace`),
        () => window.open(`${to}/open`),
        () => window.open("file:///etc/passwd"),
        () => (location.href = "file:///etc/passwd"),
        () => (location.href = "data:text/html,<title>away</title>"),
        () => (location.href = "javascript:document.title='away'"),
        () => {
          const meta = document.createElement("div");
          meta.innerHTML = `<meta http-equiv="refresh" content="0;url=${to}/refresh">
            <a id="blank" target="_blank" href="${to}/blank">x</a>
            <a id="top" target="_top" href="${to}/top">x</a>
            <form id="sent" action="${to}/form"><input name="a"></form>`;
          document.body.append(meta);
          for (const name of ["blank", "top"]) document.getElementById(name).click();
          document.getElementById("sent").submit();
        },
        () => fetch(`${to}/fetch`).catch(() => undefined),
        () => (new Image().src = `${to}/image`),
        () => navigator.sendBeacon?.(`${to}/beacon`),
      ];
      for (const attempt of attempts) {
        try {
          attempt();
        } catch {
          // refused
        }
      }
    }, to);
    await new Promise((done) => setTimeout(done, 1500));
    assert.deepEqual(heard, []);
    assert.equal(await window.browser.getUrl(), home);
    assert.equal((await window.browser.getWindowHandles()).length, 1);
    assert.equal(await ask("call", { name: "list_drafts", request: null }), "granted");
  });

  await t.test("the preview's scheme, shown as a page, has no door and leads nowhere", async () => {
    const out = ["1", "pictures/..%2fnewsroom.db", "pictures/%2fetc%2fpasswd", "..%2fnewsroom.db"];
    for (const path of out) {
      await window.browser.url(`preview://localhost/${path}`);
      const text = await window.run(() => document.documentElement?.textContent ?? "");
      assert.doesNotMatch(text, /SQLite format|root:/, path);
      // A page in a sandbox keeps no promise: what it got is looked for later.
      await window.run(() => {
        self.got = "nothing";
        const ask = { name: "list_drafts", request: null };
        self.__TAURI_INTERNALS__?.invoke("call", ask).then(
          () => (self.got = "granted"),
          () => (self.got = "refused"),
        );
      });
      await new Promise((done) => setTimeout(done, 1000));
      assert.notEqual(await window.run(() => self.got), "granted", path);
    }
  });
});
