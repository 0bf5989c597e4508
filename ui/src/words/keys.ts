import { say } from "./say";

const apple = /Mac|iPhone|iPad/.test(navigator.platform);

const ARROWS: Record<string, string> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
};

function part(name: string): string {
  if (name === "Mod" || name === "Ctrl") return apple ? "⌘" : "Ctrl";
  if (name === "Alt") return apple ? "⌥" : "Alt";
  if (name === "Shift") return apple ? "⇧" : say("key.shift");
  if (name === "Enter") return say("key.enter");
  return ARROWS[name] ?? (name.length === 1 ? name.toUpperCase() : name);
}

/** A key as people read it, from its name in CodeMirror (`Mod-Shift-x`) or with pluses. */
export function keyName(key: string): string {
  const parts = key.split(/[-+](?=.)/).map(part);
  return parts.join(apple ? "\u00a0" : "+");
}
