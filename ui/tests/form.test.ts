import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { connect } from "../src/backend";
import type { Draft } from "../src/backend/bindings/Draft";
import type { ReviseDraft } from "../src/backend/bindings/ReviseDraft";
import { FakeHost } from "../src/backend/fake";
import { DraftForm } from "../src/drafts/form.svelte";

const draft = { id: "d", headline: "", kicker: "", illustration: "a" } as unknown as Draft;

function open(answer?: (request: ReviseDraft) => void) {
  let kept = draft;
  const host = new FakeHost({
    revise_draft: (request) => {
      answer?.(request);
      const { headline = kept.headline, kicker = kept.kicker } = request.fields;
      kept = { ...kept, headline, kicker };
      return { draft: kept, patch: null };
    },
  });
  connect(host);
  const failed = vi.fn();
  const form = new DraftForm(draft, {
    preview: () => null,
    patched: () => undefined,
    corrects: () => true,
    failed,
  });
  return { host, form, failed };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the fields of a draft", () => {
  it("are sent together after a rest of the fingers", async () => {
    const { host, form } = open();
    form.change({ headline: "P" });
    form.change({ headline: "Pu" });
    form.change({ kicker: "IA" });
    expect(form.draft.headline).toBe("Pu");
    expect(form.mark).toBe("typed");
    await vi.advanceTimersByTimeAsync(39);
    expect(host.calls).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(host.calls).toHaveLength(1);
    expect(host.calls[0]?.request).toMatchObject({ fields: { headline: "Pu", kicker: "IA" } });
    expect(form.mark).toBe("saved");
  });

  it("show what is typed while an older value is on its way", async () => {
    let typing = true;
    const { form } = open(() => {
      if (typing) form.change({ headline: "Puces" });
      typing = false;
    });
    form.change({ headline: "Pu" });
    const flushed = form.flush();
    expect(form.draft.headline).toBe("Puces");
    await vi.advanceTimersByTimeAsync(0);
    expect(form.draft.headline).toBe("Puces");
    void flushed;
    form.stop();
  });

  it("are kept and tried again when a call fails", async () => {
    let broken = true;
    const { form, failed } = open(() => {
      if (broken) throw new Error("no");
    });
    form.change({ headline: "Puces" });
    expect(await form.flush()).toBe(false);
    expect(form.mark).toBe("failed");
    expect(form.draft.headline).toBe("Puces");
    expect(failed).toHaveBeenCalledOnce();
    broken = false;
    await vi.advanceTimersByTimeAsync(1000);
    expect(form.mark).toBe("saved");
  });

  it("take the illustration away with an empty text", () => {
    const { form } = open();
    form.change({ illustration: "" });
    expect(form.draft.illustration).toBeNull();
    form.stop();
  });
});
