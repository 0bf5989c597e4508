// What a page of another site, another program or a forged request could try on `marbre serve`:
// each is refused before anything of the newsroom is read.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer, request } from "node:http";
import { join } from "node:path";
import { test } from "node:test";

import { atTheEnd, demo } from "../newsroom.mjs";
import { page as newPage, serve } from "../serve.mjs";

/** Sends just these bytes and headers; answers what came, even before all was sent. */
function send(address, path, { method = "GET", headers = {}, body = [], end = true } = {}) {
  return new Promise((done, failed) => {
    const asked = request({
      host: address.hostname,
      port: address.port,
      path,
      method,
      headers: { host: address.host, ...headers },
    });
    asked.on("error", failed);
    asked.on("response", async (answer) => {
      const parts = [];
      for await (const part of answer) parts.push(part);
      asked.destroy();
      const text = Buffer.concat(parts).toString();
      done({ status: answer.statusCode, headers: answer.headers, text });
    });
    for (const part of body) asked.write(part);
    if (end) asked.end();
    else asked.flushHeaders();
  });
}

const JSON_BODY = { "content-type": "application/json" };

test("what is not sent by the newsroom's own page is refused, and nothing of it is read", async (t) => {
  const { newsroom } = await demo(t);
  const address = await serve(t, newsroom);
  const token = new URLSearchParams(address.hash.slice(1)).get("token");
  const mine = { ...JSON_BODY, "x-marbre-token": token };
  const list = { method: "POST", body: ["null"] };
  const asked = (headers, more = {}) =>
    send(address, "/call/list_drafts", { ...list, ...more, headers: { ...mine, ...headers } });

  assert.equal((await asked({})).status, 200, "its own page is heard");
  assert.equal((await asked({ origin: address.origin })).status, 200);

  const refused = {
    "another name for this machine (DNS rebinding)": asked({ host: "evil.example" }),
    "another name, with our port": asked({ host: `evil.example:${address.port}` }),
    "localhost, which is a name like another": asked({ host: `localhost:${address.port}` }),
    "the page of another site": asked({ origin: "https://evil.example" }),
    "a page of another port": asked({ origin: "http://127.0.0.1:1" }),
    "a page without an origin": asked({ origin: "null" }),
    "a form, which cannot send the token": send(address, "/call/list_drafts", {
      ...list,
      headers: { "content-type": "text/plain" },
    }),
    "the token in the address": send(address, `/call/list_drafts?token=${token}`, {
      ...list,
      headers: JSON_BODY,
    }),
    "a token that begins like ours": asked({ "x-marbre-token": token.slice(0, -1) }),
    "an empty token": asked({ "x-marbre-token": "" }),
  };
  for (const [attack, answer] of Object.entries(refused)) {
    const { status, text } = await answer;
    assert.equal(status, 403, attack);
    assert.equal(text, "", attack);
  }
  assert.equal((await send(address, "/call/list_drafts", { headers: mine })).status, 405);

  await t.test("a heavy body without a token is refused before it is sent", async () => {
    const headers = { ...JSON_BODY, "content-length": String(100 << 20) };
    const answer = await send(address, "/call/list_drafts", {
      method: "POST",
      headers,
      end: false,
    });
    assert.equal(answer.status, 403);
  });

  await t.test("a body heavier than any command is refused as it comes", async () => {
    const headers = { ...mine, "content-length": String(129 << 20) };
    const answer = await send(address, "/call/list_drafts", {
      method: "POST",
      headers,
      end: false,
    });
    assert.equal(answer.status, 413);
  });

  await t.test("what is no request of ours is told, and the server goes on", async () => {
    const bodies = ["", "{", "[".repeat(100_000), '{"a":'.repeat(10_000), "\u0000", "nul"];
    for (const body of bodies) {
      const { status } = await send(address, "/call/open_draft", {
        ...list,
        headers: mine,
        body: [body],
      });
      assert.ok(status >= 400 && status < 600, `${status} for ${body.slice(0, 10)}`);
    }
    const { status } = await send(address, "/call/%2e%2e%2fnewsroom", { ...list, headers: mine });
    assert.ok(status >= 400);
    assert.equal((await asked({})).status, 200);
  });

  await t.test("no path leads out of the pictures or of the interface", async () => {
    const secret = (await readFile(join(newsroom, "newsroom.db"))).subarray(0, 15).toString();
    const out = [
      "../newsroom.db",
      "..%2fnewsroom.db",
      "..%2f..%2fnewsroom.db",
      "%2e%2e/newsroom.db",
      "..\\newsroom.db",
      "%00",
      "/etc/passwd",
      "%2fetc%2fpasswd",
      "originals/../newsroom.db",
    ];
    for (const path of out) {
      for (const root of [`/preview/${token}/pictures/`, "/", "/assets/", `/preview/${token}/`]) {
        const { status, text } = await send(address, root + path);
        assert.ok([400, 404].includes(status), `${status} for ${root}${path}`);
        assert.ok(!text.includes(secret) && !text.includes("root:"), `${root}${path}`);
      }
    }
  });

  await t.test(
    "every answer says that nothing of it is to be guessed, run or passed on",
    async () => {
      const answers = [
        await send(address, "/"),
        await send(address, "/nothing"),
        await send(address, "/", { headers: { host: "evil.example" } }),
        await asked({}),
        await send(address, `/preview/${token}/999`),
        await send(address, "/preview/wrong/1"),
      ];
      for (const { headers } of answers) {
        assert.equal(headers["x-content-type-options"], "nosniff");
        assert.equal(headers["referrer-policy"], "no-referrer");
        assert.match(headers["content-security-policy"], /default-src 'none'/);
        assert.match(headers["content-security-policy"], /frame-ancestors 'none'/);
        assert.equal(headers["access-control-allow-origin"], undefined);
      }
    },
  );

  await t.test("a page of another site cannot ask, frame or read it in a browser", async () => {
    const evil = createServer((_, answer) => {
      answer.setHeader("content-type", "text/html");
      answer.end("<!doctype html><title>evil</title><body>");
    });
    await new Promise((done) => evil.listen(0, "127.0.0.1", done));
    atTheEnd(t, () => evil.close());
    const page = await newPage(t);
    await page.goto(`http://127.0.0.1:${evil.address().port}/`);
    const got = await page.evaluate(
      async ([home, token]) => {
        const tries = {
          asked: () =>
            fetch(`${home}/call/list_drafts`, {
              method: "POST",
              headers: { "content-type": "application/json", "x-marbre-token": token },
              body: "null",
            }).then((answer) => answer.text()),
          read: () => fetch(`${home}/`).then((answer) => answer.text()),
          opaque: () =>
            fetch(`${home}/call/list_drafts`, {
              method: "POST",
              mode: "no-cors",
              body: "null",
            }).then((answer) => answer.text()),
          framed: () =>
            new Promise((done) => {
              const frame = document.createElement("iframe");
              frame.onload = () => {
                try {
                  done(frame.contentDocument?.body.innerHTML ?? "");
                } catch {
                  done("");
                }
              };
              frame.src = `${home}/`;
              document.body.append(frame);
            }),
        };
        const got = {};
        for (const [name, attempt] of Object.entries(tries)) {
          got[name] = await attempt().catch(() => "");
        }
        return got;
      },
      [address.origin, token],
    );
    assert.deepEqual(got, { asked: "", read: "", opaque: "", framed: "" });
  });
});
