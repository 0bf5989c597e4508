import { beforeEach, describe, expect, it, vi } from "vitest";
import { connect } from "../src/backend";
import type { DraftId } from "../src/backend/bindings/DraftId";
import type { IssueDate } from "../src/backend/bindings/IssueDate";
import type { PatchStep } from "../src/backend/bindings/PatchStep";
import type { PreviewShown } from "../src/backend/bindings/PreviewShown";
import { FakeHost } from "../src/backend/fake";
import { Looks } from "../src/preview/looks.svelte";
import { readMessage, type ToPage } from "../src/preview/messages";
import { Preview } from "../src/preview/preview.svelte";

const draft = "d" as DraftId;
const date = "2025-01-22" as IssueDate;
const step: PatchStep = { step: "section", section: 0, html: "<p></p>" };
const patch = (id: number, from: number, steps: PatchStep[] = [step]) => ({
  id,
  from,
  to: from + 1,
  steps,
});
const settle = () => new Promise((done) => setTimeout(done, 0));

let shown: PreviewShown;
let host: FakeHost;
let preview: Preview;
let posted: ToPage[];
const outside = {
  picked: vi.fn(),
  linked: vi.fn(),
  pressed: vi.fn(),
  cutMoved: vi.fn(),
  failed: vi.fn(),
};

beforeEach(() => {
  vi.clearAllMocks();
  shown = { id: 1, revision: 1, absent: false };
  host = new FakeHost({
    show_preview: () => shown,
    locate_block: () => ({ draft, from: 12 }),
  });
  connect(host);
  localStorage.clear();
  preview = new Preview(new Looks(), outside);
  posted = [];
  preview.post = (message) => posted.push(message);
});

const patches = () =>
  posted.flatMap((message) => (message.marbre === "patch" ? [message.patch.from] : []));
/** What was said but for how the page is looked at. */
const moves = () => posted.filter(({ marbre }) => marbre !== "look");
const asks = () => host.calls.filter(({ name }) => name === "show_preview").length;

describe("the preview", () => {
  it("keeps patches until the page is ready, then hands them in order", async () => {
    await preview.follow(draft, null);
    preview.patched(patch(1, 1));
    preview.patched(patch(1, 2));
    expect(posted).toEqual([]);
    preview.heard({ marbre: "ready", revision: 1 });
    expect(patches()).toEqual([1, 2]);
  });

  it("drops patches that the page was born with", async () => {
    await preview.follow(draft, null);
    preview.patched(patch(1, 1));
    preview.patched(patch(1, 2));
    preview.heard({ marbre: "ready", revision: 2 });
    expect(patches()).toEqual([2]);
  });

  it("drops patches of another preview", async () => {
    await preview.follow(draft, null);
    preview.heard({ marbre: "ready", revision: 1 });
    preview.patched(patch(9, 1));
    expect(patches()).toEqual([]);
  });

  it("loads the page again when a patch is missing or says so", async () => {
    await preview.follow(draft, null);
    preview.heard({ marbre: "ready", revision: 1 });
    preview.patched(patch(1, 3));
    await settle();
    expect(asks()).toBe(2);
    preview.heard({ marbre: "ready", revision: 1 });
    preview.patched(patch(1, 1, [{ step: "reload" }]));
    await settle();
    expect(asks()).toBe(3);
    expect(patches()).toEqual([]);
  });

  it("comes back to its place when the same page is loaded again", async () => {
    await preview.follow(draft, null);
    preview.heard({ marbre: "ready", revision: 1 });
    preview.heard({ marbre: "place", top: 640, reading: null });
    preview.heard({ marbre: "reload" });
    await settle();
    preview.heard({ marbre: "ready", revision: 1 });
    expect(moves()).toEqual([{ marbre: "place", top: 640 }]);
    await preview.choose({ medium: "text" });
    preview.heard({ marbre: "ready", revision: 1 });
    expect(moves()).toHaveLength(1);
  });

  it("answers only the last question", async () => {
    const waiting: ((shown: PreviewShown) => void)[] = [];
    connect(new FakeHost({ show_preview: () => new Promise((done) => waiting.push(done)) }));
    const first = preview.follow(draft, date);
    const second = preview.choose({ medium: "email" });
    waiting[1]?.({ id: 2, revision: 1, absent: false });
    await second;
    waiting[0]?.({ id: 1, revision: 1, absent: false });
    await first;
    expect(preview.id).toBe(2);
    expect(preview.pages).toHaveLength(1);
  });

  it("has each page looked at as was chosen, and remembers it", async () => {
    const looks = new Looks();
    looks.choose({ width: "phone", dark: true, images: false, together: false });
    preview = new Preview(new Looks(), outside);
    preview.post = (message) => posted.push(message);
    await preview.follow(draft, null);
    preview.heard({ marbre: "ready", revision: 1 });
    expect(posted).toEqual([{ marbre: "look", dark: true, images: false }]);
    const again = new Looks();
    expect([again.pixels, again.together]).toEqual([375, false]);
  });

  it("asks which blocks show the text once, until the page changes", async () => {
    host.answers.map_preview = () => [{ section: 0, block: 0, from: 0 }];
    await preview.follow(draft, null);
    preview.heard({ marbre: "ready", revision: 1 });
    await Promise.all([preview.map(), preview.map()]);
    const maps = () => host.calls.filter(({ name }) => name === "map_preview").length;
    expect(maps()).toBe(1);
    preview.patched(patch(1, 1));
    await preview.map();
    expect(maps()).toBe(2);
  });

  it("keeps the old page in sight until the new one speaks", async () => {
    await preview.follow(draft, date);
    preview.heard({ marbre: "ready", revision: 1 });
    shown = { id: 2, revision: 1, absent: false };
    await preview.choose({ edition: "subscribers" });
    expect(preview.pages).toHaveLength(2);
    preview.heard({ marbre: "ready", revision: 1 });
    expect(preview.pages.map(({ address }) => address)).toEqual(["about:blank#2"]);
  });

  it("tells where a word that was clicked comes from", async () => {
    await preview.follow(draft, null);
    const place = { section: 0, block: 3, word: 7, inside: 2 };
    preview.heard({ marbre: "pick", ...place });
    await settle();
    expect(host.calls.at(-1)?.request).toEqual({ id: 1, ...place });
    expect(outside.picked).toHaveBeenCalledWith({ draft, from: 12 });
  });

  it("reads no message that a page could not honestly send", () => {
    expect(readMessage(null)).toBeNull();
    expect(readMessage("ready")).toBeNull();
    expect(readMessage({ marbre: "ready", revision: "1" })).toBeNull();
    const place = { section: 0, block: null, word: null, inside: 0 };
    expect(readMessage({ marbre: "pick", ...place })).toEqual({ marbre: "pick", ...place });
    expect(readMessage({ marbre: "pick", ...place, section: -1 })).toBeNull();
    expect(readMessage({ marbre: "pick", ...place, word: 0.5 })).toBeNull();
    expect(readMessage({ marbre: "link", address: 4, place })).toBeNull();
    const reading = { section: 0, block: -1, part: 1, share: 0.5 };
    const read = (more: object) =>
      readMessage({ marbre: "place", top: 3, reading: { ...reading, ...more } });
    expect(read({})).toEqual({ marbre: "place", top: 3, reading });
    expect(read({ part: 2 })).toEqual({ marbre: "place", top: 3, reading: null });
    expect(read({ block: -2 })).toEqual({ marbre: "place", top: 3, reading: null });
    expect(readMessage({ marbre: "other" })).toBeNull();
    expect(readMessage({ marbre: "ready", revision: 4 })).toEqual({ marbre: "ready", revision: 4 });
  });
});
