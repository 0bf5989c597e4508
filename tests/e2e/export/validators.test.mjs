// What leaves the newsroom, judged by programs that know nothing of us.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

import { demo, demoIssue, files, marbre } from "../newsroom.mjs";
import { htmlFaults, nu, python } from "../validators.mjs";

test("independent validators have nothing against the demo's export", async (t) => {
  const { folder } = await demo(t);
  const exported = await files(folder);
  const paths = (pattern) => {
    const found = [...exported.keys()].filter((path) => pattern.test(path));
    assert.ok(found.length >= 2, `one for each edition of ${pattern}, but: ${found.join(", ")}`);
    return found;
  };

  await t.test("web pages: vnu", async () => {
    const pages = paths(/^(.*\/)?web\/[^/]+\/index\.html$/).map((path) => join(folder, path));
    const { content, said } = await nu(pages);
    assert.ok(content, said);
  });

  await t.test("web pages: html-validate", async () => {
    const pages = paths(/^(.*\/)?web\/[^/]+\/index\.html$/);
    assert.equal(await htmlFaults(pages.map((path) => [path, exported.get(path)])), "");
  });

  await t.test("e-mails: Python's parser", async () => {
    const mails = paths(/^(.*\/)?email\/[^/]+\.eml$/).map((path) => join(folder, path));
    const { content, said } = await python("check_mail.py", mails);
    assert.ok(content, said);
  });
});

test("independent validators have nothing against the site of the archive", async (t) => {
  const { folder, newsroom } = await demo(t);
  const { date } = await demoIssue();
  const closing = await marbre("close", newsroom, "--issue", date);
  assert.equal(closing.code, 0, closing.stderr);
  const to = join(folder, "site");
  const { code, stderr } = await marbre("site", newsroom, "--to", to);
  assert.equal(code, 0, stderr);
  const site = await files(to);
  const pages = [...site].filter(([path]) => path.endsWith(".html"));
  assert.ok(pages.length > 20, `${pages.length} pages`);

  await t.test("pages: vnu", async () => {
    const { content, said } = await nu(pages.map(([path]) => join(to, path)));
    assert.ok(content, said);
  });

  await t.test("pages: html-validate", async () => {
    assert.equal(await htmlFaults(pages), "");
  });

  await t.test("feeds: feedparser", async () => {
    const feeds = ["feed.xml", "atom.xml"].map((name) => join(to, name));
    const { content, said } = await python("check_feeds.py", feeds);
    assert.ok(content, said);
  });

  // https://www.jsonfeed.org/version/1.1/
  await t.test("the JSON feed has what its version asks", () => {
    const feed = JSON.parse(site.get("feed.json"));
    assert.equal(feed.version, "https://jsonfeed.org/version/1.1");
    assert.ok(feed.title !== "" && feed.items.length > 0);
    assert.equal(new Set(feed.items.map(({ id }) => id)).size, feed.items.length);
    for (const { id, url, content_html, date_published } of feed.items) {
      assert.ok(typeof id === "string" && URL.canParse(url) && content_html !== "", id);
      assert.match(date_published, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/);
    }
  });

  await t.test("what machines read of a page is JSON-LD of schema.org", () => {
    const data = /<script type="application\/ld\+json">(.*?)<\/script>/gs;
    const told = pages.flatMap(([, bytes]) => [...bytes.toString().matchAll(data)]);
    assert.ok(told.length > 10, `${told.length} pages tell`);
    for (const [, json] of told) assert.equal(JSON.parse(json)["@context"], "https://schema.org");
  });

  await t.test("every address of the sitemaps has its page, and every page its address", () => {
    const base = "https://lepli.example/";
    const listed = (path) =>
      [
        ...site
          .get(path)
          .toString()
          .matchAll(/<loc>(.*?)<\/loc>/g),
      ].map(([, address]) => {
        assert.ok(address.startsWith(base), address);
        return address.slice(base.length);
      });
    const addresses = listed("sitemap.xml").flatMap(listed);
    const file = (path) => (path === "" || path.endsWith("/") ? `${path}index.html` : path);
    assert.deepEqual(
      addresses.map(file).sort(),
      pages
        .map(([path]) => path)
        .filter((path) => path !== "404.html")
        .sort(),
    );
  });
});
