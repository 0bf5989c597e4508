import { beforeEach, describe, expect, it } from "vitest";
import { entered, pressed, recall, written } from "../src/parts/undoing";

describe("a field", () => {
  let field: HTMLTextAreaElement;
  let now = 0;

  beforeEach(() => {
    document.body.replaceChildren();
    field = document.createElement("textarea");
    field.value = "mot";
    document.body.append(field);
    field.addEventListener("focusin", entered);
    field.addEventListener("input", written);
    field.addEventListener("keydown", pressed);
    field.dispatchEvent(new FocusEvent("focusin"));
  });

  /** Makes the field say `value`, so long after what was before. */
  function write(value: string, pause = 10) {
    now += pause;
    field.value = value;
    field.setSelectionRange(value.length, value.length);
    const event = new InputEvent("input", { inputType: "insertText", bubbles: true });
    Object.defineProperty(event, "timeStamp", { value: now });
    field.dispatchEvent(event);
  }

  function press(key: string, shiftKey = false) {
    const about = { key, shiftKey, ctrlKey: true, bubbles: true, cancelable: true };
    field.dispatchEvent(new KeyboardEvent("keydown", about));
    return field.value;
  }

  it("takes back what was typed in one go, and does it again", () => {
    for (const value of ["mot ", "mot u", "mot un"]) write(value);
    write("mot und", 5000);
    expect(press("z")).toBe("mot un");
    expect(press("z")).toBe("mot");
    expect(press("z")).toBe("mot");
    expect(press("y")).toBe("mot un");
    expect(press("Z", true)).toBe("mot und");
  });

  it("knows a change that took itself back from a new one", () => {
    write("mot'");
    write("mot’");
    write("mot'");
    expect(press("z")).toBe("mot");
  });

  it("forgets what was undone once something else is written", () => {
    write("mots");
    press("z");
    write("motte");
    expect(press("y")).toBe("motte");
    expect(press("z")).toBe("mot");
  });

  it("takes back what was written before the window was opened", () => {
    write("mot à mot");
    recall(field, { done: ["m", "mo"], now: "mot", undone: [] });
    expect(press("z")).toBe("mot");
    expect(press("z")).toBe("mo");
    expect(press("z")).toBe("m");
    expect(press("y")).toBe("mo");
  });

  it("takes back nothing of words that are no longer those", () => {
    recall(field, { done: ["m"], now: "autre chose", undone: [] });
    expect(press("z")).toBe("mot");
  });

  it("does again what was taken back before the window was opened", () => {
    const other = document.createElement("input");
    other.value = "mot";
    recall(other, { done: [], now: "mot", undone: ["mots", "mot d"] });
    document.body.append(other);
    other.addEventListener("keydown", pressed);
    for (const value of ["mot d", "mots"]) {
      const about = { key: "y", ctrlKey: true, bubbles: true, cancelable: true };
      other.dispatchEvent(new KeyboardEvent("keydown", about));
      expect(other.value).toBe(value);
    }
  });
});
