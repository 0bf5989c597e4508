import { call, previewAddress } from "../backend";
import type { BlockOrigin } from "../backend/bindings/BlockOrigin";
import type { DragCut } from "../backend/bindings/DragCut";
import type { DraftId } from "../backend/bindings/DraftId";
import type { EditionKey } from "../backend/bindings/EditionKey";
import type { IssueDate } from "../backend/bindings/IssueDate";
import type { MappedBlock } from "../backend/bindings/MappedBlock";
import type { Medium } from "../backend/bindings/Medium";
import type { PreviewPatch } from "../backend/bindings/PreviewPatch";
import type { PreviewScope } from "../backend/bindings/PreviewScope";
import type { PreviewShown } from "../backend/bindings/PreviewShown";
import type { ShowPreview } from "../backend/bindings/ShowPreview";
import { say, speech } from "../words";
import type { Looks } from "./looks.svelte";
import type { ForwardedKey, FromPage, Place, Reading, ToPage } from "./messages";

/** Nobody looks for the cut while typing. */
const REST = 500;

/** A page in the frame; a new one takes the old one's place when it is ready. */
export interface Page {
  key: number;
  address: string;
}

/** What the preview tells the window. */
export interface Outside {
  picked(origin: BlockOrigin): void;
  linked(address: string, place: Place | null): void;
  pressed(key: ForwardedKey): void;
  /** A cut was dropped; answers what that changes of the page. */
  cutMoved(cut: DragCut): Promise<PreviewPatch | null>;
  failed(error: unknown): void;
}

/** Which page stands in the frame, and the patches on their way to it. */
export class Preview {
  scope = $state<"article" | "issue">("article");
  edition = $state<EditionKey>("public");
  medium = $state<Medium>("web");
  pages = $state.raw<Page[]>([]);
  draft = $state<DraftId | null>(null);
  date = $state<IssueDate | null>(null);
  /** Whether the edition leaves the draft out. */
  absent = $state(false);

  /** Says something to the newest page; the frame's component sets it. */
  post: (message: ToPage) => void = () => undefined;
  /** Hears what is read in the page when it is the page that is scrolled. */
  read: (reading: Reading) => void = () => undefined;

  /** The scope of a draft that an issue has. */
  #preferred: "article" | "issue" = "article";
  #outside: Outside;
  #shown: PreviewShown | null = null;
  #asked = "";
  #asks = 0;
  #ready = false;
  #revision = 0;
  #queue: PreviewPatch[] = [];
  #top = 0;
  #reloading = false;
  #map: Promise<MappedBlock[]> | null = null;
  #looks: Looks;
  #marking: ReturnType<typeof setTimeout> | undefined;
  /** The moves of cuts on their way: the page is ahead of the desk. */
  #moving = 0;
  /** How many moves the page has told of. */
  #moves = 0;

  constructor(looks: Looks, outside: Outside) {
    this.#looks = looks;
    this.#outside = outside;
  }

  /** The number that edits name to get patches back. */
  get id(): number | null {
    return this.#shown?.id ?? null;
  }

  /** Shows a draft, and the issue that has it when the scope is the issue. */
  follow(draft: DraftId | null, date: IssueDate | null): Promise<void> {
    this.draft = draft;
    this.date = date;
    this.scope = draft === null ? "issue" : date === null ? "article" : this.#preferred;
    return this.show();
  }

  choose(choice: { scope?: "article" | "issue"; edition?: EditionKey; medium?: Medium }) {
    if (choice.scope !== undefined) this.scope = this.#preferred = choice.scope;
    if (choice.edition !== undefined) this.edition = choice.edition;
    if (choice.medium !== undefined) this.medium = choice.medium;
    return this.show();
  }

  /** What the frame is asked to show; nothing when nothing is open. */
  #request(): ShowPreview | null {
    const of: PreviewScope | null =
      this.scope === "issue" && this.date !== null
        ? { scope: "issue", date: this.date }
        : this.draft !== null
          ? { scope: "article", draft: this.draft }
          : null;
    if (of === null) return null;
    const { simulator } = this.#looks;
    const seen = this.medium === "email" && simulator !== null ? { simulator } : {};
    return { of, edition: this.edition, medium: this.medium, ...seen };
  }

  /** Asks for the page, and loads it. Only the last question asked is answered. */
  async show(): Promise<void> {
    const request = this.#request();
    const ask = (this.#asks += 1);
    if (request === null) {
      this.#shown = null;
      this.absent = false;
      this.pages = [];
      return;
    }
    try {
      const shown = await call("show_preview", request);
      if (ask !== this.#asks) return;
      const asked = JSON.stringify(request);
      if (asked !== this.#asked) this.#top = 0;
      this.#asked = asked;
      this.#load(shown);
    } catch (error) {
      if (ask === this.#asks) this.#outside.failed(error);
    }
  }

  #load(shown: PreviewShown): void {
    this.#shown = shown;
    this.absent = shown.absent;
    this.#map = null;
    this.#ready = false;
    this.#queue = [];
    const standing = this.pages.at(0);
    const page = { key: this.#asks, address: previewAddress(shown.id, shown.revision) };
    this.pages = standing === undefined ? [page] : [standing, page];
  }

  /** Hands a patch to the page, once it can take it. */
  patched(patch: PreviewPatch): void {
    if (patch.id !== this.#shown?.id) return;
    this.#map = null;
    if (patch.steps.some(({ step }) => step === "reload")) {
      void this.#reload();
    } else if (this.#ready) {
      this.#hand(patch);
    } else {
      this.#queue.push(patch);
    }
  }

  #hand(patch: PreviewPatch): void {
    if (patch.to <= this.#revision) return;
    if (patch.from !== this.#revision) {
      void this.#reload();
      return;
    }
    this.#revision = patch.to;
    this.post({ marbre: "patch", patch });
    this.#markCuts();
  }

  /** Shows where the texts are cut, once nobody types. */
  #markCuts(): void {
    clearTimeout(this.#marking);
    const id = this.id;
    if (id === null || this.medium !== "web") return;
    this.#marking = setTimeout(async () => {
      try {
        const cuts = await call("list_cuts", id);
        if (id !== this.id || this.#moving > 0) return;
        const words = {
          language: speech.language,
          label: say("cut.handle"),
          before: say("cut.before", { words: "{words}" }),
          end: say("cut.end"),
        };
        this.post({ marbre: "cuts", cuts, words, moves: this.#moves });
      } catch (error) {
        this.#outside.failed(error);
      }
    }, REST);
  }

  /** Has a cut moved. The page is patched, never loaded anew: the keyboard stays on its handle. */
  async #moveCut(section: number, block: number | null): Promise<void> {
    if (this.id === null) return;
    this.#moving += 1;
    this.#moves += 1;
    const patch = await this.#outside.cutMoved({ id: this.id, section, block });
    this.#moving -= 1;
    if (patch !== null) this.patched(patch);
    this.#markCuts();
  }

  async #reload(): Promise<void> {
    if (this.#reloading) return;
    this.#reloading = true;
    await this.show();
    this.#reloading = false;
  }

  /** Hears the newest page. */
  heard(message: FromPage): void {
    switch (message.marbre) {
      case "ready":
        return this.#begin(message.revision);
      case "reload":
        return void this.#reload();
      case "cut": {
        const { section, block } = message;
        return void this.#moveCut(section, block);
      }
      case "pick":
        return void this.locate(message);
      case "link":
        return this.#outside.linked(message.address, message.place);
      case "place":
        this.#top = message.top;
        if (message.reading !== null) this.read(message.reading);
        return;
      case "key":
        return this.#outside.pressed(message);
    }
  }

  /** The page's own script did not speak (an error page): it is shown all the same. */
  settle(key: number): void {
    if (this.pages.length > 1 && this.pages.at(-1)?.key === key) this.pages = this.pages.slice(-1);
  }

  #begin(revision: number): void {
    this.#revision = revision;
    this.#moves = 0;
    this.#ready = true;
    this.look();
    this.pages = this.pages.slice(-1);
    if (this.#top > 0) this.post({ marbre: "place", top: this.#top });
    const queue = this.#queue;
    this.#queue = [];
    for (const patch of queue) this.#hand(patch);
    this.#markCuts();
  }

  /** Has the page looked at as is chosen. */
  look(): void {
    const { dark, images } = this.#looks;
    this.post({ marbre: "look", dark, images });
  }

  /** The blocks that show the text of the draft, for who scrolls along with it. */
  map(): Promise<MappedBlock[]> {
    if (this.#shown === null || this.draft === null) return Promise.resolve([]);
    this.#map ??= call("map_preview", { id: this.#shown.id, draft: this.draft }).catch(() => []);
    return this.#map;
  }

  /** Shows where the text has its caret. */
  async find(at: number): Promise<void> {
    if (this.#shown === null || this.draft === null) return;
    try {
      const ask = { id: this.#shown.id, draft: this.draft, at };
      const place = await call("find_in_preview", ask);
      if (place !== null) this.post({ marbre: "show", ...place });
    } catch (error) {
      this.#outside.failed(error);
    }
  }

  /** Leads to where a place of the page was written. */
  async locate({ section, block, word, inside }: Place): Promise<void> {
    if (this.#shown === null) return;
    try {
      const ask = { id: this.#shown.id, section, block, word, inside };
      const origin = await call("locate_block", ask);
      if (origin !== null) this.#outside.picked(origin);
    } catch (error) {
      this.#outside.failed(error);
    }
  }
}
