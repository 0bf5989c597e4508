import type { IssueDate } from "../backend/bindings/IssueDate";

/** A day written AAAA-MM-JJ, if the calendar has it. */
export function dayOf(words: string): IssueDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(words)) return undefined;
  const at = Date.parse(`${words}T00:00:00Z`);
  const same = !Number.isNaN(at) && new Date(at).toISOString().startsWith(words);
  return same ? (words as IssueDate) : undefined;
}
