import type { Event } from "./bindings/Event";

/** What runs the desk: the Tauri window, `marbre serve`, or a test. */
export interface Host {
  /** Calls a command of the desk; rejects with a `Fault`. */
  call(name: string, request: unknown): Promise<unknown>;
  /** Hears every event until the answer is called. */
  listen(heard: (event: Event) => void): Promise<() => void>;
  /** Where the page of a preview is, at a revision (which only defeats caches). */
  previewAddress(id: number, revision: number): string;
  /** Where a print of a picture is. */
  pictureAddress(print: string): string;
}
