import { call } from "../backend";
import type { Draft } from "../backend/bindings/Draft";
import type { Fields } from "../backend/bindings/Fields";
import type { IllustrationKey } from "../backend/bindings/IllustrationKey";
import type { Outside } from "../editor/manuscript.svelte";
import type { Mark } from "./mark";

/** Short enough that a window closed at once loses nothing that a person saw stand. */
const DEBOUNCE = 40;
const RETRY = 1000;

/** `draft` as it will be once `fields` are kept. */
function revised(draft: Draft, { illustration, ...fields }: Fields): Draft {
  const next = { ...draft, ...fields };
  if (illustration !== undefined) {
    next.illustration = illustration === "" ? null : (illustration as IllustrationKey);
  }
  return next;
}

/** The fields around a text, on their way to the disk: at most one call is in flight. */
export class DraftForm {
  mark = $state<Mark>("saved");

  #kept = $state.raw<Draft>() as Draft;
  #changed = $state.raw<Fields>({});
  #sent = $state.raw<Fields>({});
  #outside: Outside;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<boolean> | null = null;
  #changes = 0;
  #stopped = false;

  constructor(draft: Draft, outside: Outside) {
    this.#kept = draft;
    this.#outside = outside;
  }

  /** The draft as the person sees it: what is kept, under what was just typed. */
  get draft(): Draft {
    return revised(revised(this.#kept, this.#sent), this.#changed);
  }

  /** Changes fields; they are sent after a rest of the fingers. */
  change(fields: Fields): void {
    this.#changes += 1;
    this.#changed = { ...this.#changed, ...fields };
    if (this.mark === "saved") this.mark = "typed";
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), DEBOUNCE);
  }

  /** The draft may have changed elsewhere; what the person types meanwhile stands. */
  async reread(): Promise<void> {
    const { id } = this.#kept;
    const [changes, saved] = [this.#changes, this.mark === "saved"];
    if (!saved) return;
    const draft = await call("read_draft", id);
    if (changes === this.#changes && !this.#stopped) this.#kept = draft;
  }

  /** Sends now; answers `false` when it failed (it is tried again by itself). */
  flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#running ??= this.#send().finally(() => (this.#running = null));
    return this.#running;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #send(): Promise<boolean> {
    while (Object.keys(this.#changed).length > 0) {
      this.#sent = this.#changed;
      this.#changed = {};
      try {
        const { id: draft } = this.#kept;
        const preview = this.#outside.preview();
        const reply = await call("revise_draft", { draft, fields: this.#sent, preview });
        this.#kept = reply.draft;
        this.#sent = {};
        if (reply.patch !== null) this.#outside.patched(reply.patch);
      } catch (error) {
        this.#changed = { ...this.#sent, ...this.#changed };
        this.#sent = {};
        this.mark = "failed";
        if (this.#stopped) return false;
        this.#outside.failed(error);
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => void this.flush(), RETRY);
        return false;
      }
    }
    this.mark = "saved";
    return true;
  }
}
