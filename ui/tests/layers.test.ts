import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const src = join(import.meta.dirname, "../src");

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? sources(path) : [path];
  });
}

const files = sources(src)
  .filter((path) => /\.(svelte|ts|css)$/.test(path))
  .map((path) => ({ path: relative(src, path), text: readFileSync(path, "utf8") }));

describe("the interface's rules", () => {
  it("parts know nothing of the newsroom", () => {
    for (const { path, text } of files.filter((file) => file.path.startsWith("parts/"))) {
      expect(text, path).not.toMatch(/from "\.\.\//);
    }
  });

  it("components show; only controllers call the desk", () => {
    for (const { path, text } of files.filter((file) => file.path.endsWith(".svelte"))) {
      expect(text, path).not.toMatch(/from "[./]*backend"/);
    }
  });

  it("colours are named in the theme and nowhere else", () => {
    for (const { path, text } of files.filter((file) => file.path !== "parts/theme.css")) {
      if (path.endsWith(".svelte"))
        expect(text, path).not.toMatch(/:[^;{]*#[0-9a-f]{3,8}\b[^}]*;/i);
    }
  });
});
