import { tick } from "svelte";
import type { IssueField } from "../backend/bindings/IssueField";
import type { Shell } from "../shell/shell.svelte";

/** The name of a field in the page. */
function nameOf(field: IssueField): string {
  switch (field.field) {
    case "summary":
    case "teaser":
      return `send-${field.field}-${field.at}`;
    case "group":
      return "group-title";
    case "headline":
    case "standfirst":
    case "byline":
      return `override-${field.field}-${field.article}`;
    case "alt":
    case "caption":
    case "credit":
      return `passport-${field.field}`;
    default:
      return `send-${field.field.replaceAll("_", "-")}`;
  }
}

/** Opens what a field stands in. */
async function reveal(shell: Shell, field: IssueField): Promise<void> {
  if ("picture" in field) return shell.openPictures(field.picture);
  const date = shell.review.date ?? shell.issues.open?.plan.date;
  if (date === undefined) return;
  await shell.openIssue(date);
  const board = field.field === "group" || "article" in field;
  shell.issues.side = board ? "board" : "send";
  await tick();
  if (!board) return;
  const slots = shell.issues.open?.plan.line_up ?? [];
  const slot =
    "slot" in field
      ? field.slot
      : slots.findIndex(({ articles }) => articles?.includes(field.article) === true);
  await shell.board.landIn(slot, "edition" in field ? field.edition : null);
}

/** Goes to the words of a remark in the field that it is about. */
export async function landOnField(
  shell: Shell,
  field: IssueField,
  span: readonly [number, number] | null,
): Promise<void> {
  await reveal(shell, field);
  // What opens a list puts the caret in its search, in the frame that follows.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const place = document.getElementById(nameOf(field));
      if (!(place instanceof HTMLInputElement || place instanceof HTMLTextAreaElement)) return;
      place.focus();
      if (span !== null) place.setSelectionRange(...span);
    }),
  );
}
