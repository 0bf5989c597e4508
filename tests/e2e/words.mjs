// What the interface says, from its own message files: a test names a control as a person reads it.

import { readFile } from "node:fs/promises";

const load = async (language) =>
  JSON.parse(
    await readFile(new URL(`../../ui/src/words/${language}.json`, import.meta.url), "utf8"),
  );
const messages = { fr: await load("fr"), en: await load("en") };

/** A message, with its places filled. */
export function say(language, key, places = {}) {
  const message = messages[language][key];
  if (message === undefined) throw new Error(`no message ${key} in ${language}.json`);
  return message.replace(/\{(\w+)\}/g, (_, name) => places[name]);
}
