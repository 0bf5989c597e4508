import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import en from "../src/words/en.json";
import fr from "../src/words/fr.json";
import {
  bytes,
  count,
  day,
  feuillets,
  fill,
  languageName,
  minutes,
  sayFault,
  speech,
} from "../src/words";

const places = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map((it) => it[1]).sort();

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === "bindings" ? [] : sources(path);
    return /\.(svelte|ts)$/.test(name) ? [path] : [];
  });
}

afterEach(() => (speech.language = "fr"));

describe("the words", () => {
  const french: Record<string, string> = fr;
  const english: Record<string, string> = en;

  it("are the same sentences in both languages", () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(french).sort());
  });

  it("have the same places in both languages", () => {
    for (const key of Object.keys(french)) {
      expect(places(english[key] ?? ""), key).toEqual(places(french[key] ?? ""));
    }
  });

  it("keep French spacing", () => {
    for (const [key, sentence] of Object.entries(french)) {
      expect(sentence, key).not.toMatch(
        /[^\u202f][;!?](\s|$)|[^\u00a0]:(\s|$)|'|«[^\u00a0]|[^\u00a0]»/,
      );
    }
  });

  it("say every key that the interface names", () => {
    for (const path of sources(join(import.meta.dirname, "../src"))) {
      for (const [, key] of readFileSync(path, "utf8").matchAll(/\bsay\(\s*"([^"]+)"/g)) {
        expect(french[key ?? ""], `${path}: ${key}`).toBeDefined();
      }
    }
  });

  it("keep a place without words visible", () => {
    expect(fill("{a} et {b}", { a: "un" })).toBe("un et {b}");
  });

  it("choose the singular as each language does", () => {
    expect(count("count.signs", 0)).toBe("0 signe");
    speech.language = "en";
    expect(count("count.signs", 0)).toBe("0 characters");
  });

  it("give a fault without words its code", () => {
    expect(sayFault({ code: "moon.full", params: {}, ours: true }).text).toContain("moon.full");
  });
});

describe("lengths and days", () => {
  it("are written as the language writes them", () => {
    expect(bytes(812)).toBe("812\u00a0o");
    expect(bytes(48_213).replace(/\s/g, " ")).toBe("48,2 ko");
    expect(bytes(1_284_011).replace(/\s/g, " ")).toBe("1,3 Mo");
    expect(feuillets(4_500)).toBe("3");
    expect(day("2025-01-22")).toBe("mer. 22 janv. 2025");
    speech.language = "en";
    expect(bytes(1_284_011)).toBe("1.3 MB");
  });

  it("give the shortest text a minute, and no text none", () => {
    expect(minutes(3)).toBe(1);
    expect(minutes(0)).toBe(0);
  });
});

describe("languages", () => {
  it("are called by their names in the writer’s own, and by their tag when nobody knows them", () => {
    expect(languageName("de")).toBe("Allemand");
    speech.language = "en";
    expect(languageName("gsw")).toBe("Swiss German");
    expect(languageName("not a tag")).toBe("not a tag");
  });
});
