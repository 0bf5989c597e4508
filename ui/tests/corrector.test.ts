import { afterEach, describe, expect, it, vi } from "vitest";
import { connect } from "../src/backend";
import type { CorrectWords } from "../src/backend/bindings/CorrectWords";
import type { DraftId } from "../src/backend/bindings/DraftId";
import { FakeHost } from "../src/backend/fake";
import { Corrector } from "../src/drafts/corrector";

const NARROW = "\u202f";

function open(wanted = true) {
  const host = new FakeHost({
    correct_words: ({ words }: CorrectWords) => {
      const at = words.lastIndexOf(" ?");
      return at < 0 ? [] : [{ from: at, to: at + 1, insert: NARROW }];
    },
  });
  connect(host);
  const corrector = new Corrector("d" as DraftId, () => wanted, vi.fn());
  const field = document.createElement("textarea");
  document.body.append(field);
  field.addEventListener("input", (event) => void corrector.typed(field, event as InputEvent));
  field.focus();
  corrector.entered(field);
  const type = async (words: string) => {
    field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new InputEvent("input", { inputType: "insertText", data: words }));
    await new Promise((done) => setTimeout(done, 0));
  };
  const undo = () => {
    const key = new KeyboardEvent("keydown", { key: "z", ctrlKey: true, cancelable: true });
    return corrector.undone(field, key);
  };
  return { field, host, type, undo };
}

afterEach(() => document.body.replaceChildren());

describe("a field whose typography is corrected as one types", () => {
  it("keeps its caret", async () => {
    const { field, type } = open();
    await type("Qui paie ?");
    expect(field.value).toBe(`Qui paie${NARROW}?`);
    expect(field.selectionStart).toBe(10);
  });

  it("takes a correction back alone, and does not make it again", async () => {
    const { field, type, undo } = open();
    await type("Qui paie ?");
    expect(undo()).toBe(true);
    expect(field.value).toBe("Qui paie ?");
    expect(field.selectionStart).toBe(10);
    await type(" Eux");
    expect(field.value).toBe("Qui paie ? Eux");
  });

  it("leaves every other undo to the field", async () => {
    const { type, undo } = open();
    expect(undo()).toBe(false);
    await type("Qui paie ?");
    await type(" Eux");
    expect(undo()).toBe(false);
  });

  it("asks nothing of who does not want it", async () => {
    const { host, type } = open(false);
    await type("Qui paie ?");
    expect(host.calls).toEqual([]);
  });
});
