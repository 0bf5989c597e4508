import { faultOf } from "../backend";
import { sayFault } from "../words";

const LASTING = 8000;

/** A thing said to the person. */
export interface Notice {
  id: number;
  tone: "news" | "fault";
  text: string;
  hint: string;
  /** What can be done about it at once. */
  action: Action | null;
}

/** Something that a notice offers to do. */
export interface Action {
  label: string;
  run: () => unknown;
  /** Whether it goes on rather than takes back: the key that undoes leaves it alone. */
  goesOn?: boolean;
}

/** What is being said: news go by themselves, faults wait to be dismissed. */
export class Notices {
  all = $state.raw<Notice[]>([]);
  #last = 0;

  tell(text: string, action: Action | null = null): void {
    const id = this.#add("news", text, "", action);
    setTimeout(() => this.dismiss(id), action === null ? LASTING : 2 * LASTING);
  }

  /** Does what the last notice offers; answers whether one did. */
  act(): boolean {
    const offering = this.all.findLast(({ action }) => action !== null && action.goesOn !== true);
    if (offering === undefined) return false;
    this.dismiss(offering.id);
    offering.action?.run();
    return true;
  }

  /** The same fault is said once, however often it comes back. */
  fault(error: unknown): void {
    const { text, hint } = sayFault(faultOf(error));
    this.warn(text, hint);
  }

  /** Says what is wrong and what to do; it stays until dismissed. */
  warn(text: string, hint: string): void {
    if (this.all.some((notice) => notice.text === text)) return;
    this.#add("fault", text, hint);
  }

  dismiss(id: number): void {
    this.all = this.all.filter((notice) => notice.id !== id);
  }

  #add(tone: Notice["tone"], text: string, hint: string, action: Action | null = null): number {
    this.#last += 1;
    this.all = [...this.all, { id: this.#last, tone, text, hint, action }].slice(-4);
    return this.#last;
  }
}
