// Pictures that stay on the web when a page is pasted: they are fetched once a person has seen
// their addresses and agreed, and never before. The sites stand behind a proxy of this machine.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";

import { atTheEnd, demo, plain } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";
import { say as sayIn } from "../words.mjs";

const say = (key, places) => sayIn("fr", key, places);
const EDITOR = '[data-testid="editor"]';
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const PORT = "http://photos.example/port.png?taille=grande";
const PAGE = "http://photos.example/page";

/** A proxy that knows one site, and what it was asked. */
async function proxy(t) {
  const asked = [];
  const answers = {
    "/port.png?taille=grande": [302, { location: "http://cdn.example/1.png" }],
    "/1.png": [200, { "content-type": "image/png" }, PIXEL],
    "/page": [200, { "content-type": "text/html" }, "<p>Une page</p>"],
    "/absente.png": [404, {}],
    "/detour.png": [302, { location: "http://127.0.0.1:9/secret.png" }],
    "/lourde.png": [200, { "content-type": "image/png", "content-length": String(31 << 20) }],
    "/ronde.png": [302, { location: "/ronde.png" }],
  };
  const sites = createServer((request, answer) => {
    const cookie = request.headers.cookie === undefined ? "" : " with a cookie";
    asked.push(`${request.method} ${request.headers.host}${request.url}${cookie}`);
    const [status, headers, body] = answers[request.url] ?? [500, {}];
    answer.writeHead(status, { "set-cookie": "qui=vous", ...headers });
    if (headers["content-length"] === undefined) answer.end(body);
    else answer.write("x");
  });
  sites.on("connect", (request, socket) => {
    if (!/\.example:80$/.test(request.url)) {
      asked.push(`CONNECT ${request.url}`);
      socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
      return;
    }
    socket.write("HTTP/1.1 200 OK\r\n\r\n");
    sites.emit("connection", socket);
  });
  await new Promise((done) => sites.listen(0, "127.0.0.1", done));
  const close = () => {
    sites.closeAllConnections();
    sites.close();
  };
  atTheEnd(t, close);
  const address = `http://127.0.0.1:${sites.address().port}`;
  // The driver of the window talks to it through this machine, not through the proxy.
  const env = { HTTP_PROXY: address, HTTPS_PROXY: address, NO_PROXY: "127.0.0.1,localhost" };
  return { asked, env, close };
}

const source = (window) => window.editor((view) => view.state.doc.toString());

const written = (window, what, holds) =>
  waitFor(`the text: ${what}`, async () => {
    const now = await source(window);
    if (!holds(now)) throw new Error(`it says: ${now}`);
    return true;
  });

test("a picture that stayed on the web is fetched when a person agrees to its address", async (t) => {
  const { newsroom } = await demo(t);
  const { asked, env, close } = await proxy(t);
  const window = await Window.open(t, newsroom, env);
  await window.press("n", keys.control);
  await waitFor("the headline", () => window.run(() => document.activeElement?.id === "headline"));
  await window.type("Le port\n\n");
  await waitFor("the text", () =>
    window.run((where) => document.activeElement === document.querySelector(where), EDITOR),
  );

  /** Waits until the dialog says why a picture did not come, and goes back to the text. */
  const refused = async (code) => {
    await window.tabTo("fetch-run");
    await window.press(keys.enter);
    await window.waitForWords('[data-testid="fetch-failure"]', say(`fault.fetch.${code}.hint`));
    assert.equal(await window.barriers("dialog"), "");
    await window.press(keys.escape);
    await window.dialogGone();
  };

  /** Makes the text a link to `address`, and asks for its picture by the key. */
  const ask = async (address) => {
    await window.editor(
      "(view, words) => { view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: words } }); view.focus(); }",
      `Voir [la photo](${address}) ici.`,
    );
    await window.saved();
    await window.press("p", keys.control, keys.alt);
    await window.waitForWords('[data-testid="fetch-address"]', address);
  };

  await t.test("what is pasted asks nobody, and offers to", async () => {
    await window.run(
      (where, address) => {
        const data = new DataTransfer();
        data.setData("text/html", `<p>Avant <img src="${address}" alt="Le port"> après.</p>`);
        data.setData("text/plain", "Avant après.");
        const about = { bubbles: true, cancelable: true, clipboardData: data };
        document.querySelector(where).dispatchEvent(new ClipboardEvent("paste", about));
      },
      EDITOR,
      PORT,
    );
    await written(window, "a link", (text) => text === `Avant [Le port](${PORT}) après.`);
    await window.waitForWords('[data-testid="notices"]', say("fetch.ask.one"));
    await window.saved();
    await window.tabTo("notice-action");
    await window.press(keys.enter);
    await window.waitForWords('[data-testid="fetch-site"]', "photos.example");
    await window.waitForWords('[data-testid="fetch-address"]', PORT);
    assert.equal(await window.barriers("dialog"), "");
    assert.deepEqual(asked, [], "nobody was asked yet");
    await window.shot("fetch");
    await window.press(keys.escape);
    await window.dialogGone();
    assert.deepEqual(asked, [], "who says no asks nobody");
  });

  await t.test("once agreed to, the picture takes the place of its link", async () => {
    await window.click("editor");
    await window.press("p", keys.control, keys.alt);
    await window.byTestId("fetch-run");
    await window.tabTo("fetch-run");
    await window.press(keys.enter);
    await window.dialogGone();
    await written(window, "the figure", (text) => text === "Avant\n\n![[le-port]]\n\naprès.");
    await waitFor("its picture", () => window.one(".md-thumbnail img"));
    await waitFor("the figure on the page", () =>
      window.inPreview(() => window.run(() => document.querySelector(".texte figure") !== null)),
    );
    assert.deepEqual(asked, ["GET photos.example/port.png?taille=grande", "GET cdn.example/1.png"]);
    await window.press("z", keys.control);
    await written(window, "the link back", (text) => text.includes(`[Le port](${PORT})`));
    await window.press("y", keys.control);
    await window.saved();
  });

  await t.test(
    "what is no picture, or too heavy, or not there, is said and changes nothing",
    async () => {
      const pictures = await window.run(() => document.querySelectorAll(".md-thumbnail").length);
      for (const [address, code] of [
        [PAGE, "kind"],
        ["http://photos.example/absente.png", "refused"],
        ["http://photos.example/lourde.png", "heavy"],
        ["http://photos.example/ronde.png", "astray"],
      ]) {
        await ask(address);
        await refused(code);
        assert.ok((await source(window)).includes(`(${address})`), "the link is lost");
      }
      assert.ok(pictures > 0);
    },
  );

  await t.test("nothing leads to this machine’s own network", async () => {
    asked.length = 0;
    await ask("http://photos.example/detour.png");
    await refused("inside");
    await ask("http://127.0.0.1:9/secret.png");
    await refused("inside");
    assert.deepEqual(asked, ["GET photos.example/detour.png"]);
  });

  await t.test("without a network it is said, and the words stay", async () => {
    close();
    await ask("http://photos.example/port.png");
    await refused("silent");
    assert.equal(
      plain(await source(window)),
      "Voir [la photo](http://photos.example/port.png) ici.",
    );
  });

  await t.test("on a line without a link, it is said what to do", async () => {
    await window.editor(
      "(view) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: 'Rien.' } })",
    );
    await window.press("p", keys.control, keys.alt);
    await window.waitForWords('[data-testid="notices"]', say("fetch.none"));
  });
});
