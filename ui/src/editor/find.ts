import {
  closeSearchPanel,
  findNext,
  findPrevious,
  getSearchQuery,
  openSearchPanel,
  replaceAll,
  replaceNext,
  search,
  searchKeymap,
  SearchQuery,
  setSearchQuery,
} from "@codemirror/search";
import type { Extension } from "@codemirror/state";
import { keymap, type EditorView, type Panel, type ViewUpdate } from "@codemirror/view";
import { count, say } from "../words";

/** Beyond so many the exact number helps nobody. */
const MOST = 1000;
const REST = 150;

type Ticks = "caseSensitive" | "wholeWord" | "regexp";

function named<T extends HTMLElement>(made: T, label: string): T {
  made.setAttribute("aria-label", label);
  made.title = label;
  return made;
}

/** The panel that finds and replaces, with the number of places found. */
class Finder implements Panel {
  readonly dom = document.createElement("div");
  readonly top = true;
  readonly #view: EditorView;
  readonly #wanted = document.createElement("input");
  readonly #instead = document.createElement("input");
  readonly #ticks: Record<Ticks, HTMLButtonElement>;
  readonly #count = document.createElement("output");
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(view: EditorView) {
    this.#view = view;
    this.dom.className = "finder";
    this.dom.setAttribute("role", "search");
    this.#ticks = {
      caseSensitive: this.#tick("Aa", say("editor.case")),
      wholeWord: this.#tick("[…]", say("editor.word")),
      regexp: this.#tick(".*", say("editor.regexp")),
    };
    this.dom.append(this.#finding(), ...(view.state.readOnly ? [] : [this.#replacing()]));
    this.dom.addEventListener("keydown", (event) => this.#press(event));
    this.#show(getSearchQuery(view.state));
    this.#recount();
  }

  mount(): void {
    this.#wanted.select();
  }

  update({ docChanged, selectionSet, transactions }: ViewUpdate): void {
    for (const { effects } of transactions) {
      for (const effect of effects) if (effect.is(setSearchQuery)) this.#show(effect.value);
    }
    const asked = transactions.some((one) => one.effects.some((it) => it.is(setSearchQuery)));
    if (!docChanged && !selectionSet && !asked) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#recount(), REST);
  }

  destroy(): void {
    clearTimeout(this.#timer);
  }

  #field(input: HTMLInputElement, label: string): HTMLInputElement {
    input.type = "text";
    input.placeholder = label;
    input.spellcheck = false;
    input.addEventListener("input", () => this.#commit());
    return named(input, label);
  }

  #tick(words: string, label: string): HTMLButtonElement {
    const made = this.#button(words, () => {
      made.setAttribute("aria-pressed", String(made.getAttribute("aria-pressed") !== "true"));
      this.#commit();
    });
    made.setAttribute("aria-pressed", "false");
    return named(made, label);
  }

  #button(words: string, act: () => unknown): HTMLButtonElement {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  }

  #finding(): HTMLElement {
    const row = document.createElement("div");
    this.#field(this.#wanted, say("editor.find")).setAttribute("main-field", "true");
    const previous = this.#button("↑", () => findPrevious(this.#view));
    const next = this.#button("↓", () => findNext(this.#view));
    const close = this.#button("✕", () => this.#close());
    this.#count.setAttribute("aria-live", "polite");
    row.append(
      this.#wanted,
      this.#count,
      ...Object.values(this.#ticks),
      named(previous, say("editor.previous")),
      named(next, say("editor.next")),
      named(close, say("editor.close")),
    );
    return row;
  }

  #replacing(): HTMLElement {
    const row = document.createElement("div");
    row.append(
      this.#field(this.#instead, say("editor.replace")),
      this.#button(say("editor.replace.one"), () => replaceNext(this.#view)),
      this.#button(say("editor.replace.all"), () => replaceAll(this.#view)),
    );
    return row;
  }

  #close(): void {
    closeSearchPanel(this.#view);
    this.#view.focus();
  }

  #press(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const act = () => {
      if (event.key === "Escape") return this.#close();
      if (event.key === "F3")
        return event.shiftKey ? findPrevious(this.#view) : findNext(this.#view);
      if (event.key !== "Enter") return undefined;
      if (event.target === this.#instead) {
        return (event.ctrlKey ? replaceAll : replaceNext)(this.#view);
      }
      if (event.target !== this.#wanted) return undefined;
      return event.shiftKey ? findPrevious(this.#view) : findNext(this.#view);
    };
    if (act() === undefined && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
  }

  #pressed(tick: Ticks): boolean {
    return this.#ticks[tick].getAttribute("aria-pressed") === "true";
  }

  #commit(): void {
    const query = new SearchQuery({
      search: this.#wanted.value,
      replace: this.#instead.value,
      caseSensitive: this.#pressed("caseSensitive"),
      wholeWord: this.#pressed("wholeWord"),
      regexp: this.#pressed("regexp"),
      literal: true,
    });
    if (!query.eq(getSearchQuery(this.#view.state))) {
      this.#view.dispatch({ effects: setSearchQuery.of(query) });
    }
  }

  #show(query: SearchQuery): void {
    if (this.#wanted.value !== query.search) this.#wanted.value = query.search;
    if (this.#instead.value !== query.replace) this.#instead.value = query.replace;
    for (const tick of Object.keys(this.#ticks) as Ticks[]) {
      this.#ticks[tick].setAttribute("aria-pressed", String(query[tick]));
    }
  }

  #recount(): void {
    const { state } = this.#view;
    const query = getSearchQuery(state);
    this.#wanted.setAttribute("aria-invalid", String(query.search !== "" && !query.valid));
    if (!query.valid) {
      this.#count.textContent = query.search === "" ? "" : say("editor.find.wrong");
      return;
    }
    const { from, to } = state.selection.main;
    let total = 0;
    let here = 0;
    const cursor = query.getCursor(state);
    for (let one = cursor.next(); !one.done && total < MOST; one = cursor.next()) {
      total += 1;
      if (one.value.from === from && one.value.to === to) here = total;
    }
    if (total === MOST) this.#count.textContent = say("editor.find.many", { n: MOST });
    else if (here > 0) this.#count.textContent = say("editor.find.at", { at: here, n: total });
    else this.#count.textContent = count("editor.find", total);
  }
}

/** Finding and replacing in the text. */
export const finding: Extension = [
  search({ top: true, literal: true, createPanel: (view) => new Finder(view) }),
  keymap.of([{ key: "Mod-h", run: openSearchPanel, preventDefault: true }, ...searchKeymap]),
];
