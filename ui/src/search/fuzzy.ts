import { folded } from "../parts/folded";

/** The words of a question, without case or accents. */
export function asked(words: string): string[] {
  return folded(words).split(/\s+/).filter(Boolean);
}

/** Where each word of a folded text begins. */
function begins(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? "");
}

/** How well one folded word is found in a folded text: at its start, at the start of a word,
 * inside one, or letter by letter from the start of a word; 0 when it is not. */
function found(word: string, text: string): number {
  const at = text.indexOf(word);
  if (at === 0) return 4;
  for (let place = at; place > 0; place = text.indexOf(word, place + 1)) {
    if (begins(text, place)) return 3;
  }
  if (at > 0) return word.length > 1 ? 2 : 0;
  return word.length > 2 && follows(word, text) ? 1 : 0;
}

/** Whether the letters stand in the text in that order, the first at the start of a word. */
function follows(word: string, text: string): boolean {
  for (let start = text.indexOf(word[0] ?? ""); start >= 0;) {
    if (begins(text, start)) {
      let at = start;
      const all = [...word.slice(1)].every((letter) => (at = text.indexOf(letter, at + 1)) > 0);
      if (all) return at - start < word.length * 4;
    }
    start = text.indexOf(word[0] ?? "", start + 1);
  }
  return false;
}

/** How well a folded text answers a question: 0 when a word of it is missing, at most 4. */
export function score(words: readonly string[], text: string): number {
  let sum = 0;
  for (const word of words) {
    const well = found(word, text);
    if (well === 0) return 0;
    sum += well;
  }
  return words.length === 0 ? 1 : sum / words.length;
}

/** The best `most` of `things`, the best first; those as good keep their order. */
export function best<T>(
  things: readonly T[],
  words: readonly string[],
  textOf: (thing: T) => string,
  most: number,
): { thing: T; well: number }[] {
  return things
    .map((thing) => ({ thing, well: score(words, textOf(thing)) }))
    .filter(({ well }) => well > 0)
    .sort((a, b) => b.well - a.well)
    .slice(0, most);
}
