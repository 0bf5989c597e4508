import { getSyncedVersion } from "@codemirror/collab";
import { ChangeSet, EditorState, Text, type Transaction } from "@codemirror/state";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { connect } from "../src/backend";
import type { Edited } from "../src/backend/bindings/Edited";
import type { EditDraft } from "../src/backend/bindings/EditDraft";
import type { OpenedDraft } from "../src/backend/bindings/OpenedDraft";
import type { Update } from "../src/backend/bindings/Update";
import { FakeHost } from "../src/backend/fake";
import { Manuscript, type Sheet } from "../src/editor/manuscript.svelte";

/** An authority as the desk is one: it takes changes that start from its version. */
class Authority {
  text = Text.of(["Bonjour"]);
  history: Update[] = [];

  edit({ version, updates }: EditDraft): Edited {
    const missed = this.history.slice(version);
    if (missed.length > 0) return this.reply(missed, false);
    for (const update of updates) this.take(update);
    return this.reply(updates, true);
  }

  take(update: Update) {
    this.text = ChangeSet.fromJSON(update.changes).apply(this.text);
    this.history.push(update);
  }

  /** Another editor writes at the end. */
  elsewhere(words: string) {
    const { length } = this.text;
    const changes = ChangeSet.of({ from: length, insert: words }, length).toJSON();
    this.take({ clientID: "other", changes: changes as Update["changes"], gesture: "own" });
  }

  reply(updates: Update[], accepted: boolean): Edited {
    const counts = { signs: this.text.length, words: 1 };
    return { updates, accepted, counts, patch: null, corrections: [] };
  }
}

class Page implements Sheet {
  composing = false;
  constructor(
    public state: EditorState,
    readonly manuscript: Manuscript,
  ) {}
  dispatch(transaction: Transaction) {
    this.state = transaction.state;
    if (transaction.docChanged) this.manuscript.touched();
  }
  type(words: string) {
    this.dispatch(this.state.update({ changes: { from: 0, insert: words } }));
  }
  get text() {
    return this.state.doc.toString();
  }
}

function open(answer: (request: EditDraft) => Edited | Promise<Edited>, authority: Authority) {
  const host = new FakeHost({
    edit_draft: answer,
    pull_draft: ({ version }) => authority.history.slice(version),
  });
  connect(host);
  const failed = vi.fn();
  const patched = vi.fn();
  const opened = {
    draft: { id: "d" },
    text: "Bonjour",
    version: 0,
    counts: { signs: 7, words: 1 },
  } as OpenedDraft;
  const manuscript = new Manuscript(opened, {
    preview: () => 7,
    patched,
    corrects: () => true,
    failed,
  });
  const state = EditorState.create({
    doc: manuscript.text,
    extensions: manuscript.collaboration(),
  });
  const page = new Page(state, manuscript);
  manuscript.write(page);
  return { host, failed, patched, manuscript, page };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a manuscript", () => {
  it("is saved only once the desk has answered", async () => {
    const authority = new Authority();
    let answer: ((nothing: null) => void) | undefined;
    const gate = new Promise<null>((done) => (answer = done));
    const { page, manuscript } = open(async (request) => {
      await gate;
      return authority.edit(request);
    }, authority);
    page.type("A");
    expect(manuscript.mark).toBe("typed");
    answer?.(null);
    expect(await manuscript.flush()).toBe(true);
    expect(manuscript.mark).toBe("saved");
    expect(authority.text.toString()).toBe("ABonjour");
  });

  it("has one call in flight, which later keys do not join but follow together", async () => {
    const authority = new Authority();
    let flying = 0;
    const { page, manuscript, host } = open(async (request) => {
      flying += 1;
      expect(flying).toBe(1);
      await new Promise((done) => setTimeout(done, 50));
      flying -= 1;
      return authority.edit(request);
    }, authority);
    page.type("a");
    page.type("b");
    page.type("c");
    const saved = manuscript.flush();
    await vi.advanceTimersByTimeAsync(200);
    expect(await saved).toBe(true);
    expect(host.calls).toHaveLength(2);
    expect(authority.text.toString()).toBe("cbaBonjour");
    expect(getSyncedVersion(page.state)).toBe(authority.history.length);
  });

  it("takes what another editor was first to write, and sends again", async () => {
    const authority = new Authority();
    const { page, manuscript } = open((request) => authority.edit(request), authority);
    authority.elsewhere(" !");
    page.type("A");
    expect(await manuscript.flush()).toBe(true);
    expect(authority.text.toString()).toBe("ABonjour !");
    expect(page.text).toBe("ABonjour !");
  });

  it("keeps every word when a call fails, says so, and tries again", async () => {
    const authority = new Authority();
    let broken = true;
    const { page, manuscript, failed } = open((request) => {
      if (broken) throw { code: "store.full", params: {}, ours: true };
      return authority.edit(request);
    }, authority);
    page.type("A");
    expect(await manuscript.flush()).toBe(false);
    expect(manuscript.mark).toBe("failed");
    expect(failed).toHaveBeenCalledOnce();
    page.type("B");
    expect(page.text).toBe("BABonjour");
    expect(manuscript.mark).toBe("failed");
    broken = false;
    await vi.advanceTimersByTimeAsync(1100);
    expect(manuscript.mark).toBe("saved");
    expect(authority.text.toString()).toBe("BABonjour");
  });

  it("does not write twice what was kept by a call whose answer was lost", async () => {
    const authority = new Authority();
    let lose = true;
    const { page, manuscript } = open((request) => {
      const reply = authority.edit(request);
      if (lose) {
        lose = false;
        throw new Error("lost");
      }
      return reply;
    }, authority);
    page.type("A");
    await manuscript.flush();
    await vi.advanceTimersByTimeAsync(1100);
    expect(manuscript.mark).toBe("saved");
    expect(authority.text.toString()).toBe("ABonjour");
    expect(page.text).toBe("ABonjour");
  });

  it("pulls what the desk says is newer", async () => {
    const authority = new Authority();
    const { page, manuscript, host } = open((request) => authority.edit(request), authority);
    authority.elsewhere(" !");
    manuscript.changedElsewhere(1);
    await vi.advanceTimersByTimeAsync(0);
    expect(page.text).toBe("Bonjour !");
    manuscript.changedElsewhere(1);
    await vi.advanceTimersByTimeAsync(0);
    expect(host.calls.filter(({ name }) => name === "pull_draft")).toHaveLength(1);
  });

  it("holds the text still while an input method composes", async () => {
    const authority = new Authority();
    const { page, manuscript } = open((request) => authority.edit(request), authority);
    authority.elsewhere(" !");
    page.composing = true;
    manuscript.changedElsewhere(1);
    await vi.advanceTimersByTimeAsync(500);
    expect(page.text).toBe("Bonjour");
    page.composing = false;
    await vi.advanceTimersByTimeAsync(100);
    expect(page.text).toBe("Bonjour !");
  });

  it("names the preview and hands its patch on", async () => {
    const authority = new Authority();
    const patch = { id: 7, from: 1, to: 2, steps: [] };
    const { page, manuscript, host, patched } = open(
      (request) => ({ ...authority.edit(request), patch }),
      authority,
    );
    page.type("A");
    const saved = manuscript.flush();
    await vi.advanceTimersByTimeAsync(10);
    expect(await saved).toBe(true);
    expect(host.calls[0]?.request).toMatchObject({ draft: "d", version: 0, preview: 7 });
    expect(patched).toHaveBeenCalledWith(patch);
  });
});
