import type { Component } from "svelte";
import OutlinePanel from "../drafts/OutlinePanel.svelte";
import LedgerPanel from "../ledger/LedgerPanel.svelte";
import RemarksPanel from "../remarks/RemarksPanel.svelte";
import { number, say } from "../words";
import type { Shell } from "./shell.svelte";

/** A panel of the right side, beside the preview or in its place. */
export interface Panel {
  key: string;
  label: () => string;
  /** How many things it holds; nothing when that says nothing. */
  count: (shell: Shell) => string;
  /** Whether it has a subject at this moment. */
  shown: (shell: Shell) => boolean;
  component: Component<{ shell: Shell }>;
}

const some = (count: number) => (count > 0 ? number(count) : "");

/** Every panel, in the order of its tab. */
export const PANELS: readonly Panel[] = [
  {
    key: "outline",
    label: () => say("panel.outline"),
    count: ({ desk }) => some(desk?.outline.headings.length ?? 0),
    shown: ({ desk }) => desk !== null,
    component: OutlinePanel,
  },
  {
    key: "remarks",
    label: () => say("panel.remarks"),
    count: ({ review }) => some(review.waiting),
    shown: () => true,
    component: RemarksPanel,
  },
  {
    key: "ledger",
    label: () => say("panel.ledger"),
    count: ({ ledger }) => some(ledger.due.length + ledger.offered.length),
    shown: () => true,
    component: LedgerPanel,
  },
];
