import { call } from "../backend";
import type { DraftId } from "../backend/bindings/DraftId";
import type { ReadReference } from "../backend/bindings/ReadReference";
import type { ReferenceProposal } from "../backend/bindings/ReferenceProposal";
import type { SaidReference } from "../backend/bindings/SaidReference";

/** Long enough for what is on screen to be asked for at once. */
const GATHER = 20;
const PROPOSED = 12;

function same(one: SaidReference, other: SaidReference | undefined): boolean {
  return one.words === other?.words && one.title === other.title && one.known === other.known;
}

/** The cross-references of a draft: what they will say, and what they may point to. */
export class References {
  /** Called when words that were asked for are there. */
  came: () => void = () => undefined;

  #draft: DraftId;
  #failed: (error: unknown) => void;
  #said = new Map<string, SaidReference>();
  /** Targets whose words are stale or not known. */
  #wanted = new Set<string>();
  #asking = false;

  constructor(draft: DraftId, failed: (error: unknown) => void) {
    this.#draft = draft;
    this.#failed = failed;
  }

  /** The words of a reference; they are asked for when they are not known. */
  said(target: string): SaidReference | undefined {
    const known = this.#said.get(target);
    if (known === undefined) this.#want(target);
    return known;
  }

  /** The newsroom changed: what is known is shown until it is said again. */
  refresh(): void {
    for (const target of this.#said.keys()) this.#want(target);
  }

  /** What a reference that is being typed may point to. */
  async propose(words: string): Promise<ReferenceProposal[]> {
    try {
      return await call("propose_references", { draft: this.#draft, words, limit: PROPOSED });
    } catch (error) {
      this.#failed(error);
      return [];
    }
  }

  /** The references that a text makes in plain words. */
  async read(text: string): Promise<ReadReference[]> {
    try {
      return await call("read_references", { draft: this.#draft, text });
    } catch (error) {
      this.#failed(error);
      return [];
    }
  }

  #want(target: string): void {
    this.#wanted.add(target);
    if (this.#asking) return;
    this.#asking = true;
    setTimeout(() => void this.#ask(), GATHER);
  }

  async #ask(): Promise<void> {
    const targets = [...this.#wanted];
    this.#wanted.clear();
    try {
      const said = await call("say_references", { draft: this.#draft, targets });
      const news = said.filter((one) => !same(one, this.#said.get(one.target)));
      for (const reference of news) this.#said.set(reference.target, reference);
      if (news.length > 0) this.came();
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#asking = false;
      const [next] = this.#wanted;
      if (next !== undefined) this.#want(next);
    }
  }
}
