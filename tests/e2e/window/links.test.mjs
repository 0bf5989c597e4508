// Links are asked about when a person asks, and never otherwise: the sites stand behind a proxy of
// this machine, which is all of the network that the window sees.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";

import { atTheEnd, demo, demoIssue, marbreWith } from "../newsroom.mjs";
import { waitFor, Window } from "../window.mjs";
import { say } from "../words.mjs";

const THERE = "http://vivante.example/article";
const GONE = "http://morte.example/article";
const SHUT = "http://fermee.example/article";

/** A proxy that knows three sites, and what it was asked. */
async function proxy(t) {
  const asked = [];
  const sites = createServer((request, answer) => {
    asked.push(`${request.method} ${request.headers.host}${request.url}`);
    const { host } = request.headers;
    const status = host === "vivante.example" ? 200 : host === "morte.example" ? 404 : 403;
    answer.writeHead(status, { "set-cookie": "qui=vous" }).end();
  });
  sites.on("connect", (request, socket) => {
    if (!request.url.endsWith(".example:80")) {
      socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
      return;
    }
    socket.write("HTTP/1.1 200 OK\r\n\r\n");
    sites.emit("connection", socket);
  });
  await new Promise((done) => sites.listen(0, "127.0.0.1", done));
  atTheEnd(t, () => {
    sites.closeAllConnections();
    sites.close();
  });
  const address = `http://127.0.0.1:${sites.address().port}`;
  // The driver of the window talks to it through this machine, not through the proxy.
  const env = { HTTP_PROXY: address, HTTPS_PROXY: address, NO_PROXY: "127.0.0.1,localhost" };
  return { asked, env };
}

test("the pages that links lead to are asked for when a person asks, and never before", async (t) => {
  const { newsroom } = await demo(t);
  const { date, dossier } = await demoIssue();
  const { asked, env } = await proxy(t);
  const window = await Window.open(t, newsroom, env);

  await window.command(dossier.headline);
  await window.byTestId("editor");
  await window.editor(
    "(view, words) => view.dispatch({ changes: { from: 0, insert: words } })",
    `Voir [la note](${THERE}), [le rapport](${GONE}) et [l’étude](${SHUT}).\n\n`,
  );
  await window.saved();
  await window.command(say("fr", "command.remarks"));
  await window.byTestId("remarks-panel");
  assert.deepEqual(asked, [], "nobody was asked yet");

  await window.command(say("fr", "remarks.links"));
  await window.waitForWords('[data-testid="remarks-panel"]', GONE);
  const panel = await window.run(
    () => document.querySelector('[data-testid="remarks-panel"]').textContent,
  );
  assert.ok(!panel.includes(THERE), "a page that is there is not remarked on");
  assert.ok(!panel.includes(SHUT), "a site that refuses programs lets readers in");
  assert.ok(panel.includes("https://"), "a site that says nothing is remarked on");
  assert.deepEqual(
    asked.filter((line) => line.startsWith("HEAD")).sort(),
    ["fermee", "morte", "vivante"].map((site) => `HEAD ${site}.example/article`),
  );
  assert.equal(await window.barriers(), "");

  // The button does what the command does, and the command line too.
  await window.run(() => document.querySelector('[data-testid="links-reach"]').click());
  await waitFor("the sites to be asked again", () => asked.length > 5);
  await window.kill();
  const check = await marbreWith(env, "check", newsroom, "--issue", date, "--links", "--json");
  assert.ok(check.stdout.includes("link.gone"), check.stdout + check.stderr);
  const alone = await marbreWith(
    { HTTP_PROXY: "http://127.0.0.1:1", HTTPS_PROXY: "http://127.0.0.1:1" },
    ...["check", newsroom, "--issue", date, "--links"],
  );
  assert.equal(alone.code, 1);
  assert.ok(alone.stderr.includes("réseau"), alone.stderr);
});
