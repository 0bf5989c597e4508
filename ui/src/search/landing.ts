import type { SnippetPiece } from "../backend/bindings/SnippetPiece";
import type { Thing } from "../backend/bindings/Thing";
import type { DraftId } from "../backend/bindings/DraftId";
import type { Shell } from "../shell/shell.svelte";

/** Words of a text, in UTF-16 units. */
export interface Words {
  from: number;
  to: number;
}

type Snippet = readonly SnippetPiece[];

/** The fields around a text that a search reads. */
const LINES = ["headline", "standfirst", "kicker"];

/** The fields of a passport that a search reads, in their order. */
const PASSPORT = ["alt", "caption", "credit"];

/** The first words found of a snippet, those that follow at once included, and what is before. */
function firstFound(snippet: Snippet): { before: string; found: string } {
  const start = snippet.findIndex(({ hit }) => hit);
  let end = start + 1;
  while (snippet[end]?.text.trim() === "" && snippet[end + 1]?.hit === true) end += 2;
  const said = (pieces: Snippet) => pieces.map(({ text }) => text).join("");
  if (start < 0) return { before: "", found: "" };
  return { before: said(snippet.slice(0, start)), found: said(snippet.slice(start, end)) };
}

/** Where a text has the words found of a snippet. The text may have changed since, or be one of
 * several that the snippet was cut from: then the same words anywhere in it count. */
export function wordsIn(text: string, snippet: Snippet): Words | null {
  const { before, found } = firstFound(snippet);
  if (found === "") return null;
  const whole = text.indexOf(before + found);
  const bare = before.replace(/^…/, "");
  const cut = text.indexOf(bare + found);
  const at =
    whole >= 0 ? whole + before.length : cut >= 0 ? cut + bare.length : text.indexOf(found);
  return at < 0 ? null : { from: at, to: at + found.length };
}

/** Goes to the first of these fields that has the words. */
function landInField(ids: readonly string[], snippet: Snippet): void {
  requestAnimationFrame(() => {
    for (const id of ids) {
      const field = document.getElementById(id) as HTMLTextAreaElement | null;
      const words = field === null ? null : wordsIn(field.value, snippet);
      if (field === null || words === null) continue;
      field.focus();
      field.setSelectionRange(words.from, words.to);
      return;
    }
  });
}

/** Opens a draft on words of its text, or of the fields around it. */
export async function landInDraft(shell: Shell, draft: DraftId, snippet: Snippet): Promise<void> {
  await shell.openDraft(draft);
  const { desk } = shell;
  if (desk?.draft.id !== draft) return;
  const aim = wordsIn(desk.text.shown, snippet);
  if (aim !== null) desk.aim = aim;
  else landInField(LINES, snippet);
}

/** Opens what stands beside the texts, on the words found. */
export async function landOnThing(shell: Shell, thing: Thing, snippet: Snippet): Promise<void> {
  switch (thing.is) {
    case "note": {
      await shell.openDraft(thing.draft);
      const { desk } = shell;
      if (desk?.draft.id !== thing.draft) return;
      desk.aim = await desk.margin.placeOf(thing.note);
      desk.margin.show(thing.note);
      return;
    }
    case "picture":
      shell.library.sought = "";
      shell.library.filter = "all";
      await shell.openPictures(thing.key);
      requestAnimationFrame(() =>
        document.querySelector(`[data-picture="${thing.key}"]`)?.scrollIntoView(),
      );
      landInField(
        PASSPORT.map((field) => `passport-${field}`),
        snippet,
      );
      return;
    case "issue":
      await shell.openIssue(thing.date);
      shell.issues.side = "board";
      return;
    case "entry":
      shell.askLexicon(thing.form);
  }
}
