import { Facet, StateEffect } from "@codemirror/state";
import type { CalloutType } from "../backend/bindings/CalloutType";
import type { SaidReference } from "../backend/bindings/SaidReference";

/** A picture of the newsroom, as an editor shows it. */
export interface Picture {
  key: string;
  label: string;
  address: string;
  width: number;
  height: number;
}

/** What a text must know of the newsroom around it to be shown. */
export interface Around {
  callouts: readonly CalloutType[];
  pictures: ReadonlyMap<string, Picture>;
  /** The printed words of a reference, once they are known; asks for them otherwise. */
  said(target: string): SaidReference | undefined;
}

const NOTHING: Around = { callouts: [], pictures: new Map(), said: () => undefined };

export const around = Facet.define<Around, Around>({
  combine: (values) => values.at(0) ?? NOTHING,
});

/** Something that the text's look depends on has come. */
export const arrived = StateEffect.define();
