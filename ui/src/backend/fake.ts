import type { Event } from "./bindings/Event";
import type { Commands } from "./bindings/Commands";
import type { Host } from "./host";

type Name = keyof Commands;
/** Answers to commands, by name. */
export type Answers = {
  [N in Name]?: (request: Commands[N][0]) => Commands[N][1] | Promise<Commands[N][1]>;
};

/** A host in memory, for tests and for drawing the interface without a desk. */
export class FakeHost implements Host {
  /** Every call, in order. */
  readonly calls: { name: string; request: unknown }[] = [];
  #listeners = new Set<(event: Event) => void>();

  constructor(
    readonly answers: Answers,
    readonly pageOf: (id: number) => string = (id) => `about:blank#${id}`,
  ) {}

  async call(name: string, request: unknown): Promise<unknown> {
    this.calls.push({ name, request });
    const answer = this.answers[name as Name] as ((request: unknown) => unknown) | undefined;
    if (answer === undefined) throw { code: "unknown_command", params: { name }, ours: true };
    return answer(request);
  }

  listen(heard: (event: Event) => void): Promise<() => void> {
    this.#listeners.add(heard);
    return Promise.resolve(() => this.#listeners.delete(heard));
  }

  previewAddress(id: number): string {
    return this.pageOf(id);
  }

  pictureAddress(print: string): string {
    return `about:blank#${print}`;
  }

  /** Tells an event, as the desk would. */
  tell(event: Event): void {
    for (const heard of this.#listeners) heard(event);
  }
}
