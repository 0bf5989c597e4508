import type { Commands } from "./bindings/Commands";
import type { Event } from "./bindings/Event";
import type { Fault } from "./bindings/Fault";
import type { Host } from "./host";

export type { Host } from "./host";

/** The name of a command. */
export type Name = keyof Commands;
/** What a command asks for; nothing when it asks for nothing. */
export type Request<N extends Name> = Commands[N][0] extends null ? [] : [Commands[N][0]];
/** What a command answers. */
export type Answer<N extends Name> = Commands[N][1];

let host: Host | undefined;

/** Names the host, once, before anything else. */
export function connect(to: Host): void {
  host = to;
}

function connected(): Host {
  if (host === undefined) throw new Error("no host is connected");
  return host;
}

/** Calls a command of the desk; rejects with what `faultOf` reads. */
export async function call<N extends Name>(name: N, ...[request]: Request<N>): Promise<Answer<N>> {
  return (await connected().call(name, request ?? null)) as Answer<N>;
}

/** Hears every event of the desk until the answer is called. */
export function listen(heard: (event: Event) => void): Promise<() => void> {
  return connected().listen(heard);
}

/** Where the page of a preview is. */
export function previewAddress(id: number, revision: number): string {
  return connected().previewAddress(id, revision);
}

/** Where a print of a picture is. */
export function pictureAddress(print: string): string {
  return connected().pictureAddress(print);
}

/** What a rejected call was about; a host that does not answer is a fault like another. */
export function faultOf(error: unknown): Fault {
  if (typeof error === "object" && error !== null && "code" in error && "params" in error) {
    return error as Fault;
  }
  const detail = error instanceof Error ? error.message : String(error);
  return { code: "unreachable", params: { detail }, ours: true };
}
