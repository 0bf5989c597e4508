const THEME = "marbre.theme";
const SHEET = "marbre.sheet";
const PANES = "marbre.panes";
const PANEL = "marbre.panel";
const CORRECTS = "marbre.corrects";
const SPACES = "marbre.spaces";
const WRITING = "marbre.writing";
const LARGEST = 2;
const SMALLEST = 0.8;
const STEP = 0.1;

/** Light, dark, or as the system. */
export type Theme = "auto" | "light" | "dark";

export const THEMES: readonly Theme[] = ["auto", "light", "dark"];

/** A way of writing that can be switched on. */
export type Mode = "focusing" | "typewriter" | "alone" | "toolbar";

export const MODES: readonly Mode[] = ["focusing", "typewriter", "alone", "toolbar"];

/** What this window remembers between two openings. */
export class Settings {
  theme = $state<Theme>("auto");
  lists = $state(264);
  preview = $state(0);
  /** The panel of the right side; `preview` for none. */
  panel = $state(localStorage.getItem(PANEL) ?? "preview");
  /** Whether the sheet of a draft is unfolded. */
  sheet = $state(localStorage.getItem(SHEET) === "shown");

  /** Whether typography is corrected as one types. */
  corrects = $state(localStorage.getItem(CORRECTS) !== "no");
  /** Whether no-break spaces are to be seen. */
  spaces = $state(localStorage.getItem(SPACES) !== "no");
  /** All but the paragraph of the caret is dimmed. */
  focusing = $state(false);
  /** The line of the caret stays in the middle. */
  typewriter = $state(false);
  /** The text stands alone, without the panes beside it. */
  alone = $state(false);
  /** The formatting stands in a bar over the text. */
  toolbar = $state(false);
  /** How large the text is, beside its own size. */
  zoom = $state(1);

  constructor() {
    const theme = THEMES.find((known) => known === localStorage.getItem(THEME));
    if (theme !== undefined) this.theme = theme;
    const [lists, preview] = (localStorage.getItem(PANES) ?? "").split(" ").map(Number);
    if (lists !== undefined && lists > 0) this.lists = lists;
    this.preview = preview !== undefined && preview > 0 ? preview : defaultPreview();
    const [modes = "", zoom] = (localStorage.getItem(WRITING) ?? "").split(" ");
    for (const mode of MODES) this[mode] = modes.split(",").includes(mode);
    this.#enlarge(Number(zoom) || 1);
  }

  chooseTheme(theme: Theme): void {
    this.theme = theme;
    localStorage.setItem(THEME, theme);
  }

  chooseCorrects(corrects: boolean): void {
    this.corrects = corrects;
    localStorage.setItem(CORRECTS, corrects ? "yes" : "no");
  }

  chooseSpaces(spaces: boolean): void {
    this.spaces = spaces;
    localStorage.setItem(SPACES, spaces ? "yes" : "no");
  }

  choosePanel(key: string): void {
    this.panel = key;
    localStorage.setItem(PANEL, key);
  }

  showSheet(shown: boolean): void {
    this.sheet = shown;
    localStorage.setItem(SHEET, shown ? "shown" : "folded");
  }

  toggle(mode: Mode): void {
    this[mode] = !this[mode];
    this.#keepWriting();
  }

  /** Makes the text larger or smaller by steps; 0 gives it its own size back. */
  enlarge(steps: number): void {
    this.#enlarge(steps === 0 ? 1 : this.zoom + steps * STEP);
    this.#keepWriting();
  }

  #enlarge(zoom: number): void {
    const tenths = Math.round(Math.min(LARGEST, Math.max(SMALLEST, zoom)) * 10);
    this.zoom = tenths / 10;
  }

  #keepWriting(): void {
    const modes = MODES.filter((mode) => this[mode]).join(",");
    localStorage.setItem(WRITING, `${modes} ${this.zoom}`);
  }

  resize(panes: { lists?: number; preview?: number }): void {
    if (panes.lists !== undefined) this.lists = panes.lists;
    if (panes.preview !== undefined) this.preview = panes.preview;
    localStorage.setItem(PANES, `${this.lists} ${this.preview}`);
  }
}

function defaultPreview(): number {
  return Math.round(Math.min(760, Math.max(360, window.innerWidth * 0.4)));
}
