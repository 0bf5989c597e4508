// The preview: it scrolls with the text, leads to its words, is looked at as readers would, opens
// nothing that nobody agreed to; and nothing that a draft contains can act in it.

import assert from "node:assert/strict";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { test } from "node:test";

import { atTheEnd, demo, demoIssue, marbre, temporary } from "../newsroom.mjs";
import { keys, waitFor, Window } from "../window.mjs";
import { say } from "../words.mjs";

const alt = (window, key) => window.press(key, keys.alt, keys.shift);

/** How far both panes are scrolled, once neither moves any more. */
async function settled(window) {
  const look = async () => [
    await window.run(() => document.querySelector("#pane-desk .scroll").scrollTop),
    await window.inPreview(() => window.run(() => window.scrollY)),
  ];
  let last = await look();
  return waitFor("both panes to rest", async () => {
    const now = await look();
    const rests = now.every((top, at) => Math.abs(top - last[at]) < 1);
    last = now;
    return rests && now;
  });
}

/** A text long enough to be scrolled, with a word of its own in each paragraph. */
const LONG = Array.from(
  { length: 60 },
  (_, n) =>
    `Le mot${n} est *ici*, avec [un lien${n}](https://exemple.example/${n}), ` +
    "et la suite de la phrase qui fait une ou deux lignes de plus à lire.",
).join("\n\n");

/** A newsroom whose one draft is `text`. */
async function newsroomOf(t, headline, text) {
  const folder = await temporary(t);
  const newsroom = join(folder, "essai.marbre");
  const file = join(folder, "texte.md");
  await writeFile(file, `---\ntitle: ${headline}\n---\n\n${text}\n`);
  for (const words of [
    ["init", newsroom, "--name", "Essai", "--locale", "fr"],
    ["import", newsroom, file],
  ]) {
    const { code, stderr } = await marbre(...words);
    assert.equal(code, 0, stderr);
  }
  return { folder, newsroom };
}

test("the text and its page are one: scrolled together, and each word leads to the other", async (t) => {
  const { newsroom } = await newsroomOf(t, "Un long texte", LONG);
  const window = await Window.open(t, newsroom);
  await window.openDraft("Un long texte");
  await window.waitForPreview("the text", (page) => page.includes("mot59"));

  for (const medium of ["text", "email", "web"]) {
    await t.test(`a click on a word puts the caret in it, ${medium}`, async () => {
      await window.choose(`medium-${medium}`);
      // All media hold the same words: a click must wait for the page of this one.
      await window.waitInPreview(
        "its page",
        (medium) => {
          const has = (element) => document.querySelector(element) !== null;
          const shown = has("pre") ? "text" : has("table") ? "email" : "web";
          return shown === medium && document.body.textContent.includes("mot59");
        },
        medium,
      );
      await window.inPreview(() =>
        window.run(() => {
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf("mot7");
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(walker.currentNode, at + 2);
            range.setEnd(walker.currentNode, at + 3);
            walker.currentNode.parentElement.scrollIntoView({ block: "center" });
            const { left, top, height } = range.getBoundingClientRect();
            const place = { clientX: left + 1, clientY: top + height / 2, detail: 1 };
            walker.currentNode.parentElement.dispatchEvent(
              new MouseEvent("click", { bubbles: true, cancelable: true, ...place }),
            );
            return;
          }
        }),
      );
      await waitFor("the caret to be in the word", () =>
        window.editor((view) => {
          const { head } = view.state.selection.main;
          return /mot7$/.test(view.state.sliceDoc(head - 2, head + 2)) && view.hasFocus;
        }),
      );
    });
  }

  await t.test(
    "a key shows in the page the word that the caret is in, and another goes back",
    async () => {
      await window.editor((view) => {
        const at = view.state.doc.toString().indexOf("lien41") + 3;
        view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
      });
      await alt(window, "p");
      await window.waitInPreview("the word marked", () => {
        const mark = document.querySelector("html > div[aria-hidden]");
        if (mark === null) return false;
        const { left, top, width, height } = mark.getBoundingClientRect();
        const range = document.caretRangeFromPoint(left + width / 2, top + height / 2);
        return range?.startContainer.data?.includes("lien41") && top > 0 && top < innerHeight;
      });
      await window.press(keys.f6);
      await window.inPreview(async () => {
        await window.run(() => scrollBy(0, -200));
        await alt(window, "p");
      });
      await waitFor("the caret to be where the page is read", () =>
        window.editor((view) => {
          const line = view.state.doc.lineAt(view.state.selection.main.head).text;
          const read = Number(/mot(\d+)/.exec(line)?.[1]);
          return read > 30 && read < 45 && view.hasFocus;
        }),
      );
    },
  );

  await t.test("the page follows the text, and the text the page, to both ends", async () => {
    await window.click("editor");
    await window.press(keys.home, keys.control);
    await waitFor("both panes at their top", async () => {
      const [text, page] = await settled(window);
      return text < 500 && page < 300;
    });
    await window.press(keys.end, keys.control);
    const [text, page] = await settled(window);
    assert.ok(text > 1000 && page > 1000, `${text} ${page}`);
    await window.press(keys.f6);
    await window.inPreview(() => window.press(keys.home));
    await waitFor("the text to follow the page", async () => {
      const [text, page] = await settled(window);
      return page === 0 && text === 0;
    });
  });

  await t.test("scrolling apart is a key away, and stays after a restart", async () => {
    await alt(window, "s");
    const before = await settled(window);
    await window.click("editor");
    await window.press(keys.end, keys.control);
    const after = await settled(window);
    assert.ok(after[0] > before[0] + 500, "the text is scrolled");
    assert.equal(after[1], before[1], "the page stays");
    await window.command(say("fr", "command.look.together.on"));
  });

  await t.test("a key in the plain text makes one block again", async () => {
    await window.choose("medium-text");
    await window.waitForPreview("the text", (page) => page.includes("mot59"));
    await window.inPreview(() =>
      window.run(() => {
        self.made = new Set();
        new MutationObserver((all) => {
          for (const { target, addedNodes } of all)
            for (const node of addedNodes) made.add(target.closest("pre") ?? node);
        }).observe(document.getElementById("numero"), { childList: true, subtree: true });
      }),
    );
    await window.click("editor");
    await window.press(keys.end, keys.control);
    await window.type("Z");
    await window.waitForPreview("the letter", (page) => /lire\.\s*Z/.test(page));
    const made = await window.inPreview(() =>
      window.run(() => [...self.made].map(({ outerHTML }) => outerHTML).filter(Boolean)),
    );
    assert.equal(made.length, 1, made.join("\n"));
    assert.match(made[0], /^<pre>.*Z/s);
  });
});

test("a draft that an edition leaves out is not a blank page without a word", async (t) => {
  const { newsroom } = await demo(t);
  const { articles } = await demoIssue();
  const { headline } = articles.find(({ slug }) => slug === "tesseral-laboratoire");
  const window = await Window.open(t, newsroom);
  await window.openDraft(headline);
  const told = () => window.run(() => document.querySelector(".absent")?.textContent);
  await waitFor("the words", async () => (await told()) === say("fr", "preview.absent"));
  await window.choose("edition-subscribers");
  await window.waitForPreview("the draft", (page) => page.includes("La note fait onze pages"));
  assert.equal(await told(), "");
});

test("the page is looked at as its readers would, by keys, and the window remembers", async (t) => {
  const { newsroom } = await demo(t);
  const { dossier } = await demoIssue();
  const first = await Window.open(t, newsroom);
  await first.openDraft(dossier.headline);
  await first.waitForPreview("the dossier", (page) => page.length > 500);

  const width = (window) => window.inPreview(() => window.run(() => innerWidth));
  for (const [key, pixels] of [
    ["1", 375],
    ["2", 600],
    ["3", 1280],
  ]) {
    await alt(first, key);
    await waitFor(`a page of ${pixels} pixels`, async () => (await width(first)) === pixels);
    const inside = await first.run(() => {
      const frame = document.querySelector("iframe").getBoundingClientRect();
      const pane = document.querySelector("iframe").parentElement.getBoundingClientRect();
      return frame.left >= pane.left - 1 && frame.right <= pane.right + 1;
    });
    assert.ok(inside, `a page of ${pixels} pixels stands inside its pane`);
  }
  await alt(first, "1");

  const paper = (window) =>
    window.inPreview(() => window.run(() => getComputedStyle(document.body).backgroundColor));
  const day = await paper(first);
  await alt(first, "d");
  await waitFor("the page by night", async () => (await paper(first)) !== day);
  const night = await paper(first);

  const pictures = (window) =>
    window.inPreview(() =>
      window.run(() => [...document.images].filter((img) => img.naturalWidth > 0).length),
    );
  await waitFor("the pictures", async () => (await pictures(first)) > 0);
  await alt(first, "i");
  await waitFor("no picture", async () => (await pictures(first)) === 0);

  assert.equal(await first.barriers(), "");
  await first.saved();
  await first.close();
  const again = await Window.open(t, newsroom);
  await again.openDraft(dossier.headline);
  await waitFor("the same looks", async () => {
    const looks = [await width(again), await paper(again), await pictures(again)];
    return looks[0] === 375 && looks[1] === night && looks[2] === 0;
  });
  await again.command(say("fr", "command.look.blind.off"));
  await waitFor("the pictures again", async () => (await pictures(again)) > 0);
  await again.command(say("fr", "command.look.dark.off"));
  await waitFor("the page by day", async () => (await paper(again)) === day);
  const free = say("fr", "preview.width.free").toLowerCase();
  await again.command(say("fr", "command.width", { name: free }));
  await waitFor("the pane's own width", async () => (await width(again)) !== 375);
});

test("a link of the page opens the browser once its address was read and agreed to", async (t) => {
  const text =
    "Voir [la page](https://exemple.example/chemin?a=b#c), [un sosie](https://аррӏе.example/), " +
    "[un appel](tel:+33123456789).";
  const { folder, newsroom } = await newsroomOf(t, "Des liens", text);
  const programs = join(folder, "programs");
  const log = join(folder, "opened");
  await mkdir(programs);
  await writeFile(join(programs, "xdg-open"), `#!/bin/sh\nprintf '%s\\n' "$@" >>'${log}'\n`);
  await chmod(join(programs, "xdg-open"), 0o755);
  await writeFile(log, "");
  const PATH = `${programs}:${process.env.PATH}`;
  const window = await Window.open(t, newsroom, { PATH });
  await window.openDraft("Des liens");
  await window.waitForPreview("the links", (page) => page.includes("un sosie"));
  const opened = () => readFile(log, "utf8");

  /** Follows a link as Enter does once it has the focus. */
  const follow = (words) =>
    window.inPreview(() =>
      window.run((wanted) => {
        const link = [...document.querySelectorAll("a")].find((a) => a.textContent === wanted);
        link.focus();
        link.click();
      }, words),
    );

  await follow("la page");
  await window.byTestId("link-address");
  assert.equal(
    await window.words('[data-testid="link-address"]'),
    "https://exemple.example/chemin?a=b#c",
  );
  assert.equal(await window.words('[data-testid="link-site"]'), "exemple.example");
  assert.equal(await window.barriers("dialog"), "");
  await window.press(keys.escape);
  await window.dialogGone();
  assert.equal(await opened(), "", "nothing opens without a word");

  await follow("un sosie");
  await window.byTestId("link-letters");
  const site = await window.words('[data-testid="link-site"]');
  assert.match(site, /^xn--/);
  await window.press(keys.escape);
  await window.dialogGone();

  await follow("un appel");
  await window.waitForWords('[role="alert"], [role="status"]', "tel:+33123456789");

  await follow("la page");
  await window.byTestId("link-open");
  await waitFor("the button to have the focus", async () => {
    const held = await window.run(() => document.activeElement?.dataset.testid);
    if (held !== "link-open") await window.press(keys.tab);
    return held === "link-open";
  });
  await window.press(keys.enter);
  await window.dialogGone();
  await waitFor("the browser", async () => (await opened()) !== "");
  assert.equal(await opened(), "https://exemple.example/chemin?a=b#c\n");

  await follow("la page");
  await window.click("link-locate");
  await waitFor("the caret to be in the link", () =>
    window.editor((view) => {
      const { head } = view.state.selection.main;
      return view.state.sliceDoc(head, head + 7) === "la page";
    }),
  );
});

/** A server that should never hear anything; answers its address and what it heard. */
async function canary(t) {
  const heard = [];
  const server = createServer((request, response) => {
    heard.push(request.url);
    response.end("window.ran = true");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  atTheEnd(t, () => server.close());
  return { to: `http://127.0.0.1:${server.address().port}`, heard };
}

/** Markup that would act: run a script, ask the network for something, or lead away. */
const hostile = (to) => [
  `<script>parent.ran = self.ran = true</script>`,
  `<script src="${to}/script.js"></script>`,
  `<img src="${to}/image" onerror="parent.ran = self.ran = true">`,
  `<img srcset="${to}/srcset 1x">`,
  `<svg onload="self.ran = true"><image href="${to}/svg"/><script>self.ran = true</script></svg>`,
  `<svg><foreignObject><iframe src="${to}/foreign"></iframe></foreignObject></svg>`,
  `<iframe src="${to}/frame"></iframe>`,
  `<iframe srcdoc="<script>parent.ran = top.ran = true</script>"></iframe>`,
  `<object data="${to}/object"></object><embed src="${to}/embed">`,
  `<form action="${to}/form"><button id="send" formaction="${to}/button">x</button></form>`,
  `<meta http-equiv="refresh" content="0;url=${to}/refresh">`,
  `<link rel="stylesheet" href="${to}/sheet"><link rel="prefetch" href="${to}/prefetch">`,
  `<link rel="preconnect" href="${to}"><link rel="icon" href="${to}/icon">`,
  `<style>@import url("${to}/import"); body { background: url("${to}/background") }</style>`,
  `<p style="background-image: url('${to}/style'); list-style: url('${to}/list')">x</p>`,
  `<video poster="${to}/poster" src="${to}/video" autoplay></video><audio src="${to}/audio" autoplay></audio>`,
  `<base href="${to}/">`,
  `<a id="script" href="javascript:parent.ran = self.ran = true">x</a>`,
  `<a id="data" href="data:text/html,<script>opener.ran = true</script>">x</a>`,
  `<a id="ping" href="${to}/link" ping="${to}/ping" target="_top">x</a>`,
  `<details open ontoggle="self.ran = true"><summary>x</summary></details>`,
  `<input autofocus onfocus="self.ran = true"><math href="javascript:self.ran = true">x</math>`,
  `<table background="${to}/table"><tr><td>x</td></tr></table>`,
];

/** What a script that got into the page would try; answers what it got away with. */
function escape(to, done) {
  const got = [];
  const attempt = (name, work) => {
    try {
      const result = work();
      if (result instanceof Promise) {
        return Promise.race([result, new Promise((_, no) => setTimeout(no, 1500))]).then(
          () => got.push(name),
          () => undefined,
        );
      }
      if (result) got.push(name);
    } catch {
      // refused
    }
  };
  const ask = { name: "new_issue", request: { date: "2031-01-01" } };
  const ipc = (address) => () =>
    fetch(address, { method: "POST", body: JSON.stringify(ask) }).then((answer) => {
      if (!answer.ok) throw answer.status;
    });
  Promise.all([
    attempt("fetch", () => fetch(`${to}/fetch`)),
    attempt("fetch, unread", () => fetch(`${to}/opaque`, { mode: "no-cors" })),
    attempt("request", () => {
      const request = new XMLHttpRequest();
      request.open("GET", `${to}/xhr`, false);
      request.send();
      return true;
    }),
    attempt("picture", () => void (new Image().src = `${to}/picture`)),
    attempt("beacon", () => void navigator.sendBeacon?.(`${to}/beacon`)),
    attempt("socket", () => void new WebSocket(to.replace("http", "ws"))),
    attempt("events", () => void new EventSource(`${to}/events`)),
    attempt("worker", () => void new Worker(`${to}/worker`)),
    attempt("window", () => window.open(`${to}/window`) !== null),
    attempt("top", () => void (top.location = `${to}/top`)),
    attempt("parent's page", () => parent.document),
    attempt("parent's door", () => parent.__TAURI_INTERNALS__),
    attempt("cookies", () => document.cookie.length > 0),
    attempt("storage", () => localStorage),
    attempt("eval", () => new Function("return 1")()),
    attempt("the door", () => self.__TAURI_INTERNALS__?.invoke("call", ask)),
    attempt("the door's address", ipc("ipc://localhost/call")),
    attempt("the window's address", ipc("tauri://localhost/")),
    attempt("the door's post", () => {
      self.webkit?.messageHandlers?.ipc?.postMessage(
        JSON.stringify({ cmd: "call", callback: 1, error: 2, payload: ask }),
      );
    }),
    attempt("the window's ear", () => {
      parent.postMessage({ marbre: "pick", section: -1, block: {} }, "*");
      parent.postMessage({ marbre: "link", address: { toString: () => to } }, "*");
    }),
  ]).then(() => done(got));
}

test("nothing that a draft contains can run, load, lead away, or reach the desk", async (t) => {
  const { to, heard } = await canary(t);
  const markup = hostile(to);
  const { newsroom } = await newsroomOf(t, "Un texte hostile", `Début.\n\n${markup.join("\n\n")}`);
  const window = await Window.open(t, newsroom);
  await window.browser.setTimeout({ script: 60_000 });
  await window.openDraft("Un texte hostile");
  const home = await window.run(() => location.href);
  const issues = () =>
    window.browser.executeAsync((done) =>
      __TAURI_INTERNALS__.invoke("call", { name: "list_issues", request: null }).then(done),
    );
  const before = await issues();

  const unharmed = async (what) => {
    await new Promise((later) => setTimeout(later, 300));
    assert.deepEqual(heard, [], what);
    assert.equal(await window.run(() => location.href), home, what);
    assert.ok(!(await window.run(() => window.ran)), what);
    assert.ok(!(await window.inPreview(() => window.run(() => window.ran))), what);
    assert.deepEqual(await issues(), before, what);
  };

  for (const medium of ["web", "email", "text"]) {
    await window.choose(`medium-${medium}`);
    await window.waitForPreview("the text", (page) => page.includes("Début"));
    await unharmed(`loaded, ${medium}`);
  }
  await window.choose("medium-web");
  await window.editor((view, insert) => {
    view.dispatch({ changes: { from: view.state.doc.length, insert }, userEvent: "input.type" });
  }, `\n\n${markup[2]}\n\n${markup[4]}\n\nFin.`);
  await window.waitForPreview("what was typed", (page) => page.includes("Fin."));
  await unharmed("typed");

  // The sanitiser might fail one day: the frame alone must hold.
  await window.inPreview(() =>
    window.run((all) => {
      for (const one of all) {
        const holder = document.createElement("div");
        document.body.append(holder);
        holder.innerHTML = one;
        for (const script of holder.querySelectorAll("script")) {
          const live = document.createElement("script");
          live.textContent = script.textContent;
          if (script.src) live.src = script.src;
          holder.append(live);
        }
      }
      document.head.insertAdjacentHTML("beforeend", all.join(""));
      for (const id of ["script", "data", "ping", "send"]) {
        document.querySelectorAll(`#${id}`).forEach((one) => one.click());
      }
    }, markup),
  );
  await unharmed("injected in the frame");
  const got = await window.inPreview(() => window.browser.executeAsync(escape, to));
  assert.deepEqual(got, []);
  await unharmed("tried from inside the frame");
  assert.ok((await fetch(to)).ok && heard.length === 1, "the canary does hear");
});
