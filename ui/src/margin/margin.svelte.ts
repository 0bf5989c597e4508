import { getSyncedVersion, sendableUpdates } from "@codemirror/collab";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { call } from "../backend";
import type { DraftId } from "../backend/bindings/DraftId";
import type { Margin as Read } from "../backend/bindings/Margin";
import type { NoteId } from "../backend/bindings/NoteId";
import type { NoteView } from "../backend/bindings/NoteView";
import type { ToDo } from "../backend/bindings/ToDo";
import type { Manuscript } from "../editor/manuscript.svelte";
import { drawMarks, heldWords, holdWords, marginMarks, noteAt, wordsOf } from "./marks";

/** So long the fingers rest before the margin is read again. */
const REST = 600;

/** What stands beside the text on the desk: notes, and what is still to be done. */
export class Margin {
  notes = $state.raw<NoteView[]>([]);
  toDo = $state.raw<ToDo[]>([]);
  /** The words that a note is being written about, as they were when it was begun. */
  about = $state<string | null>(null);
  /** The note that the person went to; a new object each time. */
  shown = $state.raw<{ note: NoteId } | null>(null);

  #view: EditorView | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asks = 0;

  constructor(
    readonly draft: DraftId,
    readonly text: Manuscript,
    readonly failed: (error: unknown) => void,
    readonly picked: () => void,
  ) {}

  readonly open = $derived(this.notes.filter(({ note }) => note.resolved === null));

  /** What makes an editor show the marks, and keep them in step with the words. */
  watching(): Extension {
    return [
      marginMarks((note) => this.show(note)),
      EditorView.updateListener.of(({ docChanged, view }) => {
        this.#view = view;
        if (docChanged) this.#soon(REST);
      }),
    ];
  }

  /** The editor is on screen. */
  begin(view: EditorView): void {
    this.#view = view;
    this.#soon(0);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#asks += 1;
    this.#view = null;
  }

  /** Somebody wrote in the margin. */
  changedElsewhere(): void {
    this.#soon(0);
  }

  /** Goes to a note in the panel. */
  show(note: NoteId): void {
    this.shown = { note };
    this.picked();
  }

  /** Where the words of a note stand in the text that the desk has. */
  async placeOf(note: NoteId): Promise<{ from: number; to: number } | null> {
    try {
      await this.text.flush();
      const { notes } = await call("margin", this.draft);
      const span = notes.find((view) => view.note.id === note)?.span ?? null;
      return span === null ? null : { from: span[0], to: span[1] };
    } catch (error) {
      this.failed(error);
      return null;
    }
  }

  /** Begins a note about the words selected, or shows the one that the caret is in. Answers
   * whether there was something to do. */
  begins(): boolean {
    const view = this.#view;
    if (view === null) return false;
    const { state } = view;
    const { main } = state.selection;
    const there = main.empty ? noteAt(state, main.head) : null;
    if (there !== null) {
      this.show(there);
      return true;
    }
    const words = main.empty ? state.wordAt(main.head) : main;
    if (words === null || words.empty) return false;
    view.dispatch({ effects: holdWords.of({ from: words.from, to: words.to }) });
    this.about = state.sliceDoc(words.from, words.to);
    this.picked();
    return true;
  }

  /** Gives up the note that was begun, and goes back to the text. */
  leave(): void {
    this.about = null;
    this.#view?.dispatch({ effects: holdWords.of(null) });
    this.#view?.focus();
  }

  /** Keeps the note that was begun; answers whether it is on the disk. */
  async add(text: string): Promise<boolean> {
    const view = this.#view;
    if (view === null || !(await this.text.flush())) return false;
    const words = heldWords(view.state);
    return this.#write(async () => {
      const { from, to } = words ?? { from: 0, to: 0 };
      const version = getSyncedVersion(view.state);
      const read = await call("add_note", { draft: this.draft, version, from, to, text });
      this.leave();
      return read;
    });
  }

  reply(note: NoteId, text: string): Promise<boolean> {
    return this.#write(() => call("reply_to_note", { note, text }));
  }

  resolve(note: NoteId, resolved: boolean): Promise<boolean> {
    return this.#write(() => call("resolve_note", { note, resolved }));
  }

  /** Where the words of a note are now. */
  wordsOf({ note, span }: NoteView): { from: number; to: number } | null {
    const now = this.#view === null ? null : wordsOf(this.#view.state, note.id);
    return now ?? (span === null ? null : { from: span[0], to: span[1] });
  }

  async #write(work: () => Promise<Read>): Promise<boolean> {
    try {
      this.#take(await work());
      return true;
    } catch (error) {
      this.failed(error);
      return false;
    }
  }

  #soon(rest: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#read(), rest);
  }

  async #read(): Promise<void> {
    const ask = (this.#asks += 1);
    try {
      await this.text.flush();
      const read = await call("margin", this.draft);
      if (ask === this.#asks) this.#take(read);
    } catch (error) {
      if (ask === this.#asks) this.failed(error);
    }
  }

  /** Shows what was read, if the text is still the one it was read beside. */
  #take({ version, notes, to_do }: Read): void {
    this.notes = notes;
    this.toDo = to_do;
    const view = this.#view;
    if (view === null) return;
    const same =
      getSyncedVersion(view.state) === version && sendableUpdates(view.state).length === 0;
    if (!same) {
      this.#soon(REST);
      return;
    }
    const marks = notes
      .filter(({ note }) => note.resolved === null)
      .flatMap(({ note, span }) =>
        span === null ? [] : [{ note: note.id, from: span[0], to: span[1] }],
      );
    const undone = to_do.flatMap(({ span }) =>
      span === null ? [] : [{ note: null, from: span[0], to: span[1] }],
    );
    view.dispatch({ effects: drawMarks.of([...marks, ...undone]) });
  }
}
