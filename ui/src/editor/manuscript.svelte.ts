import { collab, getSyncedVersion, receiveUpdates, sendableUpdates } from "@codemirror/collab";
import { isolateHistory } from "@codemirror/commands";
import { ChangeSet, type EditorState, type Extension, type Transaction } from "@codemirror/state";
import { call } from "../backend";
import type { Counts } from "../backend/bindings/Counts";
import type { DraftId } from "../backend/bindings/DraftId";
import type { OpenedDraft } from "../backend/bindings/OpenedDraft";
import type { PreviewPatch } from "../backend/bindings/PreviewPatch";
import type { Recalled } from "../backend/bindings/Recalled";
import type { Restoration } from "../backend/bindings/Restoration";
import type { Update } from "../backend/bindings/Update";
import type { Mark } from "../drafts/mark";
import { gestureOf } from "./recall";
import { Corrections } from "./corrections";

/** What a manuscript needs of an editor; `EditorView` is one. */
export interface Sheet {
  readonly state: EditorState;
  /** Whether an input method is composing: the text around must hold still. */
  readonly composing: boolean;
  dispatch(transaction: Transaction): void;
}

/** What a manuscript tells, and asks, around it. */
export interface Outside {
  /** The preview to bring along. */
  preview(): number | null;
  patched(patch: PreviewPatch): void;
  /** Whether typography is corrected as one types. */
  corrects(): boolean;
  failed(error: unknown): void;
}

const RETRY = 1000;
const COMPOSING = 50;

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** The text of an open draft on its way to the disk: at most one call is in flight. */
export class Manuscript {
  counts = $state<Counts>({ signs: 0, words: 0 });
  mark = $state<Mark>("saved");

  readonly draft: DraftId;
  readonly text: string;
  readonly #version: number;
  readonly #me = Array.from(crypto.getRandomValues(new Uint32Array(2)), String).join("-");
  readonly #outside: Outside;
  readonly #corrections: Corrections;
  #sheet: Sheet | null = null;
  #running: Promise<void> | null = null;
  #newest: number;
  #stopped = false;
  #waiting: ((saved: boolean) => void)[] = [];

  constructor(opened: OpenedDraft, outside: Outside) {
    this.draft = opened.draft.id;
    this.text = opened.text;
    this.counts = opened.counts;
    this.#version = opened.version;
    this.#newest = opened.version;
    this.#outside = outside;
    this.#corrections = new Corrections(() => outside.corrects());
  }

  /** What makes an editor's changes ours to send. */
  collaboration(): Extension {
    return [
      collab({ startVersion: this.#version, clientID: this.#me }),
      this.#corrections.follow(),
    ];
  }

  /** The text as it is on the screen, saved or not. */
  get shown(): string {
    return this.#sheet?.state.doc.toString() ?? this.text;
  }

  /** Takes the editor that shows the text. */
  write(sheet: Sheet): void {
    this.#sheet = sheet;
  }

  /** The person typed. */
  touched(): void {
    if (!this.#pending()) return;
    if (this.mark === "saved") this.mark = "typed";
    void this.#run();
  }

  /** What may be undone of what was done before the text was opened. */
  async recall(): Promise<Recalled> {
    try {
      return await call("recall_undo", { draft: this.draft, version: this.#version });
    } catch (error) {
      this.#outside.failed(error);
      throw error;
    }
  }

  /** Whether the editor shows `version` of the text, with nothing more of its own. */
  isAt(version: number): boolean {
    const sheet = this.#sheet;
    return sheet !== null && !this.#pending() && getSyncedVersion(sheet.state) === version;
  }

  /** Brings an earlier moment back, as a step that can be undone; nothing when the text moved on. */
  restore({ version, changes: json }: Restoration): "changed" | "same" | null {
    const sheet = this.#sheet;
    if (sheet === null || !this.isAt(version)) return null;
    const changes = ChangeSet.fromJSON(json);
    if (changes.empty) return "same";
    const annotations = isolateHistory.of("full");
    sheet.dispatch(sheet.state.update({ changes, userEvent: "restore", annotations }));
    return "changed";
  }

  /** Another editor changed the text, which is at `version` now. */
  changedElsewhere(version: number): void {
    this.#newest = Math.max(this.#newest, version);
    if (this.#behind()) void this.#run();
  }

  /** Waits until every word is on the disk; answers `false` when a call failed meanwhile. */
  flush(): Promise<boolean> {
    if (!this.#pending()) return Promise.resolve(true);
    if (this.mark === "failed") return Promise.resolve(false);
    const saved = new Promise<boolean>((done) => this.#waiting.push(done));
    void this.#run();
    return saved;
  }

  /** Leaves the text; call it once flushed. */
  stop(): void {
    this.#stopped = true;
    this.#sheet = null;
  }

  #pending(): boolean {
    return this.#sheet !== null && sendableUpdates(this.#sheet.state).length > 0;
  }

  #behind(): boolean {
    return this.#sheet !== null && getSyncedVersion(this.#sheet.state) < this.#newest;
  }

  #run(): Promise<void> {
    this.#running ??= this.#exchange();
    return this.#running;
  }

  async #exchange(): Promise<void> {
    while (!this.#stopped && (this.#pending() || this.#behind())) {
      try {
        await (this.#pending() ? this.#send() : this.#pull());
      } catch (error) {
        if (this.#stopped) break;
        if (this.#pending()) this.mark = "failed";
        this.#outside.failed(error);
        this.#release(false);
        await pause(RETRY);
        continue;
      }
      this.mark = this.#pending() ? "typed" : "saved";
    }
    this.#running = null;
    this.#release(true);
  }

  async #send(): Promise<void> {
    const sheet = this.#sheet;
    if (sheet === null) return;
    const reply = await call("edit_draft", {
      draft: this.draft,
      version: getSyncedVersion(sheet.state),
      updates: sendableUpdates(sheet.state).map(({ clientID, changes, origin }) => ({
        clientID,
        changes: changes.toJSON() as Update["changes"],
        gesture: gestureOf(origin),
      })),
      preview: this.#outside.preview(),
      typed: this.#corrections.ask(sheet),
    });
    if (reply.patch !== null) {
      // The page first: what is confirmed here would be painted before it is heard there.
      this.#outside.patched(reply.patch);
      await pause(0);
    }
    await this.#receive(reply.updates);
    if (this.#sheet !== null) this.#corrections.make(this.#sheet, reply.corrections);
    this.counts = reply.counts;
    // Refused with nothing to receive would be asked again at once, for ever.
    if (!reply.accepted && reply.updates.length === 0) await pause(RETRY);
  }

  async #pull(): Promise<void> {
    const sheet = this.#sheet;
    if (sheet === null) return;
    const version = getSyncedVersion(sheet.state);
    const updates = await call("pull_draft", { draft: this.draft, version });
    await this.#receive(updates);
    if (updates.length === 0) this.#newest = version;
  }

  async #receive(updates: Update[]): Promise<void> {
    const foreign = updates.some(({ clientID }) => clientID !== this.#me);
    while (foreign && this.#sheet?.composing === true) await pause(COMPOSING);
    const sheet = this.#sheet;
    if (sheet === null || updates.length === 0) return;
    const received = updates.map(({ clientID, changes }) => ({
      clientID,
      changes: ChangeSet.fromJSON(changes),
    }));
    sheet.dispatch(receiveUpdates(sheet.state, received));
  }

  #release(saved: boolean): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const done of waiting) done(saved);
  }
}
