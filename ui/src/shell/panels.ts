import type { Component } from "svelte";
import OutlinePanel from "../drafts/OutlinePanel.svelte";
import LedgerPanel from "../ledger/LedgerPanel.svelte";
import RemarksPanel from "../remarks/RemarksPanel.svelte";
import VersionsPanel from "../drafts/VersionsPanel.svelte";
import QualityPanel from "../quality/QualityPanel.svelte";
import ProofreadingPanel from "../review/ProofreadingPanel.svelte";
import NotesPanel from "../margin/NotesPanel.svelte";
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
    count: ({ desk }) => some(desk?.outline.landmarks.length ?? 0),
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
    key: "past",
    label: () => say("panel.past"),
    count: () => "",
    shown: ({ desk }) => desk !== null,
    component: VersionsPanel,
  },
  {
    key: "proofreading",
    label: () => say("panel.proofreading"),
    count: ({ desk }) => some(desk?.review.open.length ?? 0),
    shown: ({ desk }) => desk !== null,
    component: ProofreadingPanel,
  },
  {
    key: "notes",
    label: () => say("notes.title"),
    count: ({ desk }) => some((desk?.margin.open.length ?? 0) + (desk?.margin.toDo.length ?? 0)),
    shown: ({ desk }) => desk !== null,
    component: NotesPanel,
  },
  {
    key: "ledger",
    label: () => say("panel.ledger"),
    count: ({ ledger }) => some(ledger.waiting),
    shown: () => true,
    component: LedgerPanel,
  },
  {
    key: "quality",
    label: () => say("panel.quality"),
    count: () => "",
    shown: (shell) => shell.issueAtHand !== null,
    component: QualityPanel,
  },
];
