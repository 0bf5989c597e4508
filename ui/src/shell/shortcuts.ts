import { actionsOf } from "../editor/actions";
import { keyName, say } from "../words";
import type { Shell } from "./shell.svelte";

/** A key, and what it does. */
export interface Shortcut {
  keys: string;
  title: string;
}

/** The keys that answer now, by where they do: the palette's own, and those that are typed. */
export function shortcutsOf({ newsroom, commands }: Shell): { title: string; of: Shortcut[] }[] {
  const actions = newsroom === null ? [] : actionsOf(newsroom.publication);
  const inText = new Set(actions.map(({ id }) => id));
  const text = actions.flatMap(({ key, title }) =>
    key === undefined ? [] : [{ keys: keyName(key), title }],
  );
  const window = commands.flatMap(({ id, keys, title }) =>
    keys === undefined || inText.has(id) ? [] : [{ keys, title }],
  );
  return [
    {
      title: say("help.typed"),
      of: [
        { keys: "/", title: say("help.slash") },
        { keys: "[[", title: say("help.brackets") },
        { keys: "![[", title: say("help.pictures") },
        { keys: keyName("Mod-Shift-v"), title: say("help.plain") },
      ],
    },
    { title: say("help.text"), of: text },
    {
      title: say("help.window"),
      of: [{ keys: keyName("Mod-k"), title: say("palette.title") }, ...window],
    },
  ];
}
