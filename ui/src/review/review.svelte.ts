import { getSyncedVersion, sendableUpdates } from "@codemirror/collab";
import { isolateHistory } from "@codemirror/commands";
import { ChangeSet, type EditorState, type Extension } from "@codemirror/state";
import { type EditorView, type ViewUpdate, ViewPlugin } from "@codemirror/view";
import { call } from "../backend";
import type { Draft } from "../backend/bindings/Draft";
import type { DraftId } from "../backend/bindings/DraftId";
import type { Fields } from "../backend/bindings/Fields";
import type { RemarkPlace } from "../backend/bindings/RemarkPlace";
import type { WordFix } from "../backend/bindings/WordFix";
import type { WordRemark } from "../backend/bindings/WordRemark";
import { entryOf } from "../lexicon/lexicon.svelte";
import { placeOf, placed, showRemarks, underlines } from "./underlines";

/** A rest of the fingers, before a draft is read over. */
const REST = 300;
/** Between two tries, when the text moved meanwhile. */
const AGAIN = 100;

/** What a review needs of the fields around the text. */
export interface FieldsAround {
  readonly draft: Draft;
  change(fields: Fields): void;
  flush(): Promise<boolean>;
}

/** The remarks on the words of the draft on the desk. */
export class Review {
  remarks = $state.raw<WordRemark[]>([]);
  /** Whether a reading was made since the draft came. */
  ready = $state(false);

  readonly open = $derived(this.remarks.filter(({ left }) => left === null));
  readonly left = $derived(this.remarks.filter(({ left }) => left !== null));

  readonly #draft: DraftId;
  readonly #fields: FieldsAround;
  readonly #failed: (error: unknown) => void;
  #view: EditorView | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking = false;
  #again = false;
  #stopped = false;

  constructor(draft: DraftId, fields: FieldsAround, failed: (error: unknown) => void) {
    this.#draft = draft;
    this.#fields = fields;
    this.#failed = failed;
  }

  /** What shows the remarks in the editor, and has the text read over when it changes. */
  follow(): Extension {
    return [
      underlines,
      ViewPlugin.define((view) => {
        this.#view = view;
        this.soon(0);
        return {
          update: ({ docChanged }: ViewUpdate) => docChanged && this.soon(),
          destroy: () => (this.#view = null),
        };
      }),
    ];
  }

  /** Something that is read changed: the draft is read over once nobody types. */
  soon(rest = REST): void {
    clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = setTimeout(() => void this.#read(), rest);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #read(): Promise<void> {
    if (this.#asking) {
      this.#again = true;
      return;
    }
    this.#asking = true;
    try {
      const review = await call("review_draft", this.#draft);
      const state = this.#view?.state;
      if (this.#stopped || state === undefined) return;
      const pending = ahead(state, review.version);
      if (pending === null) {
        this.soon(AGAIN);
        return;
      }
      this.remarks = review.remarks;
      this.ready = true;
      this.#view?.dispatch({ effects: showRemarks.of({ remarks: this.open, pending }) });
    } catch (error) {
      if (!this.#stopped) this.#failed(error);
    } finally {
      this.#asking = false;
      if (this.#again) {
        this.#again = false;
        this.soon();
      }
    }
  }

  /** Where the words of a remark are now, when they still stand in the text. */
  whereNow(remark: WordRemark): { from: number; to: number } | null {
    if (remark.place !== "body") return { from: remark.from, to: remark.to };
    return this.#view === null ? null : placeOf(this.#view.state, remark.id);
  }

  /** Writes `fix` instead of the words of a remark. */
  apply(remark: WordRemark, fix: WordFix): void {
    this.#applyAll([{ remark, fix }]);
  }

  /** Takes the first fix of every remark of `rule`. */
  applyRule(rule: string): void {
    this.#applyFirst((remark) => remark.rule === rule);
  }

  /** Takes every fix that nobody needs to read over. */
  applySafe(): void {
    this.#applyFirst(({ safe }) => safe);
  }

  #applyFirst(wanted: (remark: WordRemark) => boolean): void {
    const first = (remark: WordRemark) => remark.fixes.slice(0, 1).map((fix) => ({ remark, fix }));
    this.#applyAll(this.open.filter(wanted).flatMap(first));
  }

  #applyAll(chosen: { remark: WordRemark; fix: WordFix }[]): void {
    const view = this.#view;
    const changes = [];
    let end = -1;
    for (const { remark, fix } of chosen) {
      const now = remark.place === "body" ? this.whereNow(remark) : null;
      if (now === null || now.from < end) continue;
      changes.push({ ...now, insert: fix.replacement });
      end = now.to;
    }
    if (view !== null && changes.length > 0) {
      view.dispatch({
        changes,
        userEvent: "input.fix",
        annotations: isolateHistory.of("full"),
        scrollIntoView: changes.length === 1,
      });
    }
    for (const place of ["kicker", "headline", "standfirst"] as const) {
      const here = chosen.filter(({ remark }) => remark.place === place);
      if (here.length > 0)
        this.#fields.change({ [place]: mended(this.#fields.draft[place], here) });
    }
    this.soon();
  }

  /** What the words of a remark may have meant, when nobody knows them. */
  async suggest(remark: WordRemark): Promise<WordFix[]> {
    const { language } = remark.params;
    if (language === undefined) return [];
    try {
      return await call("suggest_words", { form: remark.words, language });
    } catch (error) {
      this.#failed(error);
      return [];
    }
  }

  /** Adds the words of a remark to the house lexicon. */
  async learn(remark: WordRemark): Promise<boolean> {
    try {
      await call("save_entry", { entry: entryOf(remark.words), before: null });
      return true;
    } catch (error) {
      this.#failed(error);
      return false;
    }
  }

  /** Leaves a remark alone as long as its words are the same, or takes it up again. */
  async leave(remark: WordRemark, left: boolean): Promise<void> {
    try {
      await call("leave_remark", { draft: this.#draft, remark: remark.id, left });
      await this.#read();
    } catch (error) {
      this.#failed(error);
    }
  }

  /** The remark after, or before, a place of the page; from its other end when there is none. */
  next(place: RemarkPlace, at: number, by: 1 | -1): WordRemark | null {
    const order = ["kicker", "headline", "standfirst", "body"];
    const spots = this.open.flatMap((remark) => {
      const now = this.whereNow(remark);
      return now === null ? [] : [{ remark, rank: order.indexOf(remark.place), from: now.from }];
    });
    const here = order.indexOf(place);
    const after = (spot: { rank: number; from: number }) =>
      spot.rank !== here ? spot.rank > here : by === 1 ? spot.from > at : spot.from >= at;
    const found =
      by === 1
        ? (spots.find(after) ?? spots[0])
        : (spots.findLast((s) => !after(s)) ?? spots.at(-1));
    return found?.remark ?? null;
  }

  /** The remark whose words hold a place of the text. */
  at(position: number): WordRemark | null {
    const id = this.#view === null ? null : placed(this.#view.state, position);
    return this.open.find((remark) => remark.id === id) ?? null;
  }
}

/** What was typed here since `version`; nothing when this text never was at it. */
function ahead(state: EditorState, version: number): ChangeSet | null {
  if (getSyncedVersion(state) !== version) return null;
  const updates = sendableUpdates(state);
  const length = state.doc.length;
  const [first, ...rest] = updates.map(({ changes }) => changes);
  if (first === undefined) return ChangeSet.empty(length);
  return rest.reduce((all, changes) => all.compose(changes), first);
}

/** `words` with fixes made, from the last to the first. */
function mended(words: string, chosen: { remark: WordRemark; fix: WordFix }[]): string {
  let limit = words.length;
  let out = words;
  for (const { remark, fix } of chosen.toSorted((a, b) => b.remark.from - a.remark.from)) {
    if (remark.to > limit || words.slice(remark.from, remark.to) !== remark.words) continue;
    out = out.slice(0, remark.from) + fix.replacement + out.slice(remark.to);
    limit = remark.from;
  }
  return out;
}
