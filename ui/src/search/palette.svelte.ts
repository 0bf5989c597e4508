import { call } from "../backend";
import type { SearchHit } from "../backend/bindings/SearchHit";
import { folded } from "../parts/folded";

const LIMIT = 12;
const DEBOUNCE = 60;

/** A thing that a person can do, wherever it is reached from. */
export interface Command {
  id: string;
  title: string;
  /** Its shortcut, as people read it. */
  keys?: string;
  run: () => unknown;
}

/** A line of the palette. */
export type Choice =
  { is: "command"; id: string; command: Command } | { is: "hit"; id: string; hit: SearchHit };

/** What the palette finds: commands by their title, drafts and archive by their words. */
export class Palette {
  words = $state("");
  hits = $state.raw<SearchHit[]>([]);
  at = $state(0);

  #commands: () => Command[];
  #failed: (error: unknown) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asks = 0;

  constructor(commands: () => Command[], failed: (error: unknown) => void) {
    this.#commands = commands;
    this.#failed = failed;
  }

  readonly commands = $derived.by(() => {
    const wanted = folded(this.words).split(/\s+/).filter(Boolean);
    return this.#commands().filter(({ title }) => {
      const text = folded(title);
      return wanted.every((word) => text.includes(word));
    });
  });

  readonly choices = $derived.by((): Choice[] => [
    ...this.hits.map((hit) => ({ is: "hit" as const, id: `hit-${hit.draft.id}`, hit })),
    ...this.commands.map((command) => ({
      is: "command" as const,
      id: `command-${command.id}`,
      command,
    })),
  ]);

  readonly chosen = $derived.by(() => this.choices[Math.min(this.at, this.choices.length - 1)]);

  type(words: string): void {
    this.words = words;
    this.at = 0;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#search(), DEBOUNCE);
  }

  move(by: number): void {
    const { length } = this.choices;
    if (length > 0) this.at = (this.at + by + length) % length;
  }

  async #search(): Promise<void> {
    const ask = (this.#asks += 1);
    const words = this.words.trim();
    try {
      const hits = words === "" ? [] : await call("search_words", { words, limit: LIMIT });
      if (ask === this.#asks) this.hits = hits;
    } catch (error) {
      if (ask === this.#asks) this.#failed(error);
    }
  }
}
