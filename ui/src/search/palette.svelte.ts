import { call } from "../backend";
import type { Author } from "../backend/bindings/Author";
import type { DraftSummary } from "../backend/bindings/DraftSummary";
import type { IssueSummary } from "../backend/bindings/IssueSummary";
import type { SearchHit } from "../backend/bindings/SearchHit";
import type { Thing } from "../backend/bindings/Thing";
import type { ThingHit } from "../backend/bindings/ThingHit";
import { folded } from "../parts/folded";
import { mapOf, tally } from "../parts/maps";
import { longDay, say } from "../words";
import { asked, best } from "./fuzzy";
import type { Recent } from "./recent.svelte";

const LIMIT = 12;
const DEBOUNCE = 60;
/** So many of each sort are offered at most, commands aside. */
const MOST = 6;
/** So many recent things are offered before anything is typed. */
const LATEST = 7;
/** So many things of each sort that have the words are offered, drafts aside. */
const ASIDE = 4;

/** A thing that a person can do, wherever it is reached from. */
export interface Command {
  id: string;
  title: string;
  /** Its shortcut, as people read it. */
  keys?: string;
  run: () => unknown;
}

/** The sorts of things that have the words, drafts aside, in the order they are shown. */
const BESIDE = ["note", "picture", "plan", "entry"] as const;
export type Beside = (typeof BESIDE)[number];

/** A line of the palette. */
export type Choice =
  | { is: "command"; id: string; command: Command }
  | { is: "draft"; id: string; draft: DraftSummary }
  | { is: "issue"; id: string; issue: IssueSummary }
  | { is: "author"; id: string; author: Author; drafts: number }
  | { is: "hit"; id: string; hit: SearchHit }
  | { is: Beside; id: string; hit: ThingHit };

/** Lines under one head. */
export interface Group {
  of: Choice["is"] | "recent";
  choices: Choice[];
}

/** What the palette chooses among. */
export interface Offered {
  commands(): Command[];
  drafts(): readonly DraftSummary[];
  issues(): readonly IssueSummary[];
  authors(): readonly Author[];
  readonly recent: Recent;
}

/** What a sign before the words narrows the palette to. */
const SIGNS = { ">": "command", "#": "issue", "@": "author" } as const;

/** An issue found by what it decides is no issue found by its name. */
const sortOf = (thing: Thing): Beside => (thing.is === "issue" ? "plan" : thing.is);

function idOf(thing: Thing): string {
  switch (thing.is) {
    case "note":
      return `note-hit-${thing.note}`;
    case "picture":
      return `picture-hit-${thing.key}`;
    case "issue":
      return `issue-hit-${thing.date}`;
    case "entry":
      return `entry-hit-${encodeURIComponent(thing.form)}`;
  }
}

/** What the palette finds: commands, drafts, issues and authors by their names; drafts, archive,
 * notes, pictures, issues and the lexicon by their words. */
export class Palette {
  words = $state("");
  hits = $state.raw<SearchHit[]>([]);
  beside = $state.raw<ThingHit[]>([]);
  #at = $state<string | null>(null);

  #offered: Offered;
  #failed: (error: unknown) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asks = 0;
  #texts = new WeakMap<object, string>();

  constructor(offered: Offered, failed: (error: unknown) => void) {
    this.#offered = offered;
    this.#failed = failed;
  }

  /** What a sign narrows the palette to, and the words after it. */
  readonly #question = $derived.by(() => {
    const words = this.words.trimStart();
    const only = SIGNS[words[0] as keyof typeof SIGNS] as
      (typeof SIGNS)[keyof typeof SIGNS] | undefined;
    return only === undefined
      ? { only: null, words: this.words.trim() }
      : { only, words: words.slice(1).trim() };
  });

  readonly groups = $derived.by((): Group[] => {
    const { only, words } = this.#question;
    const wanted = asked(words);
    const groups: { group: Group; well: number }[] = [];
    const offer = (of: Choice["is"], found: { thing: Choice; well: number }[]) => {
      const [first] = found;
      if (first === undefined || (only !== null && only !== of)) return;
      groups.push({ group: { of, choices: found.map(({ thing }) => thing) }, well: first.well });
    };
    if (only === null && wanted.length === 0) return this.#unasked();
    const every = only === null ? MOST : 50;
    if (only === null) offer("draft", this.#drafts(wanted));
    if (only !== "author") offer("issue", this.#issues(wanted, every));
    if (only === "author" || wanted.length > 0) offer("author", this.#authors(wanted, every));
    offer("command", this.#commands(wanted));
    const sorted = groups.sort((a, b) => b.well - a.well).map(({ group }) => group);
    return [...sorted, ...this.#found(sorted, only === null)];
  });

  readonly choices = $derived(this.groups.flatMap(({ choices }) => choices));

  readonly chosen = $derived(this.choices.find(({ id }) => id === this.#at) ?? this.choices[0]);

  type(words: string): void {
    this.words = words;
    this.#at = null;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#search(), DEBOUNCE);
  }

  move(by: number): void {
    const { length } = this.choices;
    const from = this.choices.findIndex((choice) => choice === this.chosen);
    if (length > 0) this.#at = this.choices[(from + by + length) % length]?.id ?? null;
  }

  point(choice: Choice): void {
    this.#at = choice.id;
  }

  /** Before anything is typed: what the person went to last, then all that can be done. */
  #unasked(): Group[] {
    const commands = this.#commands([]).map(({ thing }) => thing);
    const known = mapOf<string, Choice>(
      [
        ...this.#offered.drafts().map((draft) => this.#draft(draft)),
        ...this.#offered.issues().map((issue) => this.#issue(issue)),
        ...commands,
      ].map((choice) => [choice.id, choice]),
    );
    const recent = this.#offered.recent.ids.flatMap((id) => known.get(id) ?? []).slice(0, LATEST);
    const rest = commands.filter((command) => !recent.includes(command));
    const groups: Group[] = [{ of: "command", choices: rest }];
    return recent.length === 0 ? groups : [{ of: "recent", choices: recent }, ...groups];
  }

  /** What the archive's words gave, but for what is listed already. */
  #found(groups: Group[], wanted: boolean): Group[] {
    if (!wanted) return [];
    const listed = groups.flatMap(({ choices }) => choices.map(({ id }) => id));
    const choices = this.hits
      .filter((hit) => !listed.includes(`draft-${hit.draft.id}`))
      .map((hit): Choice => ({ is: "hit", id: `hit-${hit.draft.id}`, hit }));
    const things = BESIDE.map((is): Group => {
      const ours = this.beside.filter(({ thing }) => sortOf(thing) === is);
      const named = (thing: Thing) =>
        thing.is === "issue" && listed.includes(`issue-${thing.date}`);
      const others = ours.filter(({ thing }) => !named(thing));
      return { of: is, choices: others.map((hit) => ({ is, id: idOf(hit.thing), hit })) };
    });
    const found: Group[] = [{ of: "hit", choices }, ...things];
    return found.filter((group) => group.choices.length > 0);
  }

  #draft = (draft: DraftSummary): Choice => ({ is: "draft", id: `draft-${draft.id}`, draft });
  #issue = (issue: IssueSummary): Choice => ({ is: "issue", id: `issue-${issue.date}`, issue });

  #drafts(wanted: string[]): { thing: Choice; well: number }[] {
    const text = (draft: DraftSummary) => this.#text(draft, () => draft.headline);
    return this.#best(this.#offered.drafts(), wanted, text, MOST, this.#draft);
  }

  #issues(wanted: string[], most: number): { thing: Choice; well: number }[] {
    const words = ({ date, number, title }: IssueSummary) => {
      const [year, month, day] = date.split("-");
      const numeric = `${day}/${month}/${year}`;
      const name = say("command.open.issue", { date: longDay(date) });
      return [name, date, numeric, say("issue.number", { number }), title].join(" ");
    };
    const text = (issue: IssueSummary) => this.#text(issue, () => words(issue));
    return this.#best(this.#offered.issues(), wanted, text, most, this.#issue);
  }

  #authors(wanted: string[], most: number): { thing: Choice; well: number }[] {
    const signed = tally(this.#offered.drafts().flatMap(({ authors }) => authors));
    const text = (author: Author) => this.#text(author, () => author.name);
    const choice = (author: Author): Choice => ({
      is: "author",
      id: `author-${author.key}`,
      author,
      drafts: signed.get(author.key) ?? 0,
    });
    return this.#best(this.#offered.authors(), wanted, text, most, choice);
  }

  #commands(wanted: string[]): { thing: Choice; well: number }[] {
    const choice = (command: Command): Choice => ({
      is: "command",
      id: `command-${command.id}`,
      command,
    });
    const text = ({ title }: Command) => folded(title);
    return this.#best(this.#offered.commands(), wanted, text, Infinity, choice);
  }

  /** The best of `things`; of those as good, what the person went to lately comes first. */
  #best<T>(
    things: readonly T[],
    wanted: string[],
    textOf: (thing: T) => string,
    most: number,
    choiceOf: (thing: T) => Choice,
  ): { thing: Choice; well: number }[] {
    const { ids } = this.#offered.recent;
    const rank = ({ id }: Choice) => (ids.includes(id) ? ids.indexOf(id) : ids.length);
    return best(things, wanted, textOf, Infinity)
      .map(({ thing, well }) => ({ thing: choiceOf(thing), well }))
      .sort((a, b) => b.well - a.well || rank(a.thing) - rank(b.thing))
      .slice(0, most);
  }

  /** Folded words are kept as long as what they are about. */
  #text(about: object, words: () => string): string {
    let text = this.#texts.get(about);
    if (text === undefined) {
      text = folded(words());
      this.#texts.set(about, text);
    }
    return text;
  }

  async #search(): Promise<void> {
    const ask = (this.#asks += 1);
    const { only, words } = this.#question;
    try {
      const none = words === "" || only !== null;
      const [hits, beside] = none
        ? [[], []]
        : await Promise.all([
            call("search_words", { words, limit: LIMIT }),
            call("search_beside", { words, limit: ASIDE }),
          ]);
      if (ask !== this.#asks) return;
      this.hits = hits;
      this.beside = beside;
    } catch (error) {
      if (ask === this.#asks) this.#failed(error);
    }
  }
}
