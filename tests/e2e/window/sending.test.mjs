// A test send, by keys alone: the server is told once, and what arrives is what the export writes.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

import { mailbox } from "../mailbox.mjs";
import { demo, demoIssue, files, marbre, marbreWith } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";
import { say } from "../words.mjs";

const USER = "essais@pli.example";
const PASSWORD = "canari-0451";
const CHIEF = "chef@pli.example";
/** A keychain that is there and locked is waited for before the file is taken. */
const KEYCHAIN = 60_000;

test("a test is sent by keys alone, and is what the export writes", async (t) => {
  const { folder, newsroom } = await demo(t);
  const { date } = await demoIssue();
  const box = await mailbox(t, `${USER}:${PASSWORD}`);
  let window = await Window.open(t, newsroom);
  const fill = async (id, words) => {
    await window.tabTo(id);
    await window.press("a", keys.control);
    await window.type(words);
  };
  const openIssue = async () => {
    const opening = say("fr", "command.open.issue", { date: "" }).replace(/\s+/g, " ").trim();
    await window.command(opening);
    await window.byTestId("line-up");
  };
  const command = say("fr", "sending.command");

  await t.test("from the page of the issue, with its server", async () => {
    await openIssue();
    await window.palette(command);
    await window.take(command);
    await window.byTestId("sending-run");
    await window.browser.setWindowSize(1280, 800);
    await fill("sending-to", CHIEF);
    await fill("sending-host", "localhost");
    await fill("sending-port", box.port);
    await fill("sending-user", USER);
    await fill("sending-password", "une erreur");
    await fill("sending-sender", "redaction@pli.example");
    for (const theme of ["light", "dark"]) {
      await window.run((it) => (document.documentElement.dataset.theme = it), theme);
      assert.equal(await window.barriers(), "", theme);
      await window.shot(`sending-${theme}`);
    }
  });

  await t.test("a server of this machine that closes no way is not told the password", async () => {
    await window.tabTo("sending-run");
    await window.press(keys.enter);
    const words = say("fr", "fault.sending.tls", { host: "localhost", why: "STARTTLS" });
    await window.waitForWords('[data-testid="sending-status"]', words, KEYCHAIN);
    assert.equal(await box.message(1), null);
  });

  await t.test("a wrong password is told", async () => {
    await window.tabTo("sending-security");
    await window.press(keys.end);
    await fill("sending-port", box.port);
    await window.tabTo("sending-run");
    await window.press(keys.enter);
    await window.waitForWords('[data-testid="sending-status"]', "535", KEYCHAIN);
    assert.equal(await box.message(1), null);
  });

  await t.test("both editions are chosen, and it is said that one is reserved", async () => {
    await fill("sending-password", PASSWORD);
    const both = await window.browser.$$('dialog input[type="checkbox"]');
    for (const one of both) {
      if (await one.isSelected()) continue;
      await window.run((it) => it.focus(), one);
      await window.press(" ");
    }
    await window.byTestId("sending-closed");
    await window.tabTo("sending-run");
    await window.press(keys.enter);
    await waitFor("both messages", () => box.message(2), KEYCHAIN);
    await window.waitForWords('[data-testid="sending-status"]', CHIEF);
    assert.equal(await window.barriers(), "");
    await window.shot("sending-report");
  });

  await t.test("what arrived is what the export writes", async () => {
    await window.close();
    const to = join(folder, "export");
    await marbre("export", newsroom, "--issue", date, "--to", to, "--as", "email");
    const written = await files(to);
    for (const [rank, edition] of ["public", "subscribers"].entries()) {
      const { bytes, envelope } = await box.message(rank + 1);
      assert.ok(bytes.equals(written.get(`email/${edition}.eml`)), edition);
      assert.deepEqual(envelope.to, [CHIEF]);
      assert.equal(envelope.login, USER);
    }
  });

  await t.test("the server is remembered, and the password is in no file of it", async () => {
    window = await Window.open(t, newsroom);
    await openIssue();
    await window.press("s", keys.control, keys.shift);
    assert.equal(await (await window.byTestId("sending-to")).getValue(), CHIEF);
    const fields = await window.run(() =>
      [...document.querySelectorAll("dialog input")].map(({ value }) => value),
    );
    assert.ok(fields.includes("localhost"));
    await window.close();
    for (const [path, bytes] of await files(newsroom)) {
      assert.ok(!bytes.includes(PASSWORD), path);
    }
  });

  await t.test("the command line sends too, with the password that the window kept", async () => {
    const memory = join(folder, "window");
    const env = { XDG_CONFIG_HOME: memory, XDG_DATA_HOME: memory, LANG: "fr_FR.UTF-8" };
    const to = ["--issue", date, "--to", "nobody@pli.example,relecture@pli.example"];
    const sent = await marbreWith(env, "send", newsroom, "--edition", "public", ...to);
    assert.equal(sent.code, 1, sent.stderr);
    assert.ok(sent.stdout.includes("nobody of that name"), sent.stdout);
    const { bytes, envelope } = await waitFor("the message", () => box.message(3));
    assert.deepEqual(envelope.to, ["relecture@pli.example"]);
    assert.ok(bytes.equals((await box.message(1)).bytes));
  });
});
