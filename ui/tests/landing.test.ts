import { expect, test } from "vitest";
import { wordsIn } from "../src/search/landing";

const hit = (text: string) => ({ text, hit: true });
const said = (text: string) => ({ text, hit: false });

test("words are found where the snippet has them, not where they come first", () => {
  const text = "La mer monte.\n\nAu large, la mer se retire.";
  const snippet = [said("…large, la "), hit("mer"), said(" se retire.")];
  expect(wordsIn(text, snippet)).toEqual({ from: 28, to: 31 });
});

test("words that follow one another are taken together", () => {
  const snippet = [said("un "), hit("grand"), said(" "), hit("port"), said(" et un "), hit("quai")];
  expect(wordsIn("un grand port et un quai", snippet)).toEqual({ from: 3, to: 13 });
});

test("an ellipsis that the writer typed is no cut", () => {
  expect(wordsIn("…et la mer", [said("…et la "), hit("mer")])).toEqual({ from: 7, to: 10 });
});

test("a text that changed since still shows the words, and one without them shows nothing", () => {
  const snippet = [said("…avant "), hit("estran")];
  expect(wordsIn("après l’estran", snippet)).toEqual({ from: 8, to: 14 });
  expect(wordsIn("rien", snippet)).toBeNull();
  expect(wordsIn("rien", [said("rien")])).toBeNull();
});
