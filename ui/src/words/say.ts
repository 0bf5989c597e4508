import type { Fault } from "../backend/bindings/Fault";
import type { RemarkView } from "../backend/bindings/RemarkView";
import type { WordRemark } from "../backend/bindings/WordRemark";
import en from "./en.json";
import fr from "./fr.json";
import { number } from "./format";
import { speech } from "./speech.svelte";

/** A sentence of the interface. */
export type Key = keyof typeof fr;
/** What fills the places of a sentence. */
export type Params = Record<string, string | number | undefined>;

const messages: Record<"fr" | "en", Record<string, string>> = { fr, en };

/** Puts `params` in the `{places}` of `sentence`; a place without words stays visible. */
export function fill(sentence: string, params: Params = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => {
    const words = params[name];
    return words === undefined ? place : typeof words === "number" ? number(words) : words;
  });
}

/** The sentence of a key that the interface names. */
export function say(key: Key, params?: Params): string {
  return fill(messages[speech.language][key] ?? key, params);
}

/** Whether there is a sentence for a key that Rust names. */
export function knows(key: string): key is Key {
  return key in messages[speech.language];
}

/** The stems of keys that have a singular and a plural. */
type Counted = Key extends infer K ? (K extends `${infer Stem}.one` ? Stem : never) : never;

/** A number of things, in the singular or the plural. */
export function count(stem: Counted, n: number, params: Params = {}): string {
  const one = new Intl.PluralRules(speech.language).select(n) === "one";
  return say(`${stem}.${one ? "one" : "other"}` as Key, { n, ...params });
}

/** What a fault names by a stable word (`what`, `why`) is said in the reader's language. */
function named(params: Params): Params {
  const words = { ...params };
  for (const place of ["what", "why"]) {
    const key = `${place}.${words[place] ?? ""}`;
    if (knows(key)) words[place] = say(key);
  }
  return words;
}

/** What failed, and what to do about it. */
export function sayFault(fault: Fault): { text: string; hint: string } {
  const key = `fault.${fault.code}`;
  const params = named({ code: fault.code, ...fault.params });
  if (!knows(key)) return { text: say("fault.unknown", params), hint: say("fault.unknown.hint") };
  const hint = `${key}.hint`;
  return { text: say(key, params), hint: knows(hint) ? say(hint, params) : "" };
}

/** What was remarked on words. */
export function sayWordRemark({ rule, params, words }: WordRemark): string {
  const key = `remark.${rule}`;
  return knows(key) ? say(key, { words, ...params }) : say("remark.unknown", { rule });
}

/** What the remarks of a rule have in common; the first one says it when nothing else does. */
export function sayRule(remark: WordRemark): string {
  const key = `remark.${remark.rule}.all`;
  return knows(key) ? say(key) : sayWordRemark(remark);
}

/** What the preflight found. */
export function sayRemark(remark: RemarkView): string {
  const key = `remark.${remark.rule}`;
  const said = knows(key) ? say(key, remark.params) : say("remark.unknown", { rule: remark.rule });
  if (remark.field === null) return said;
  return say("remarks.in.field", { field: say(`field.${remark.field.field}`), remark: said });
}
