import type { IssueDate } from "../backend/bindings/IssueDate";

const DAY = 86_400_000;
const WEEK = 7;

const at = (date: string) => Date.parse(`${date}T00:00:00Z`);
const named = (ms: number) => new Date(ms).toISOString().slice(0, 10) as IssueDate;

/** The day that is `days` after another. */
export function plusDays(date: IssueDate, days: number): IssueDate {
  return named(at(date) + days * DAY);
}

/** The Monday of a day's week. */
export function monday(date: IssueDate): IssueDate {
  return plusDays(date, -((new Date(at(date)).getUTCDay() + 6) % WEEK));
}

/** So many weeks from the one of `first` on, Monday first. */
export function weeksFrom(first: IssueDate, count: number): IssueDate[][] {
  const start = monday(first);
  return Array.from({ length: count }, (_, week) =>
    Array.from({ length: WEEK }, (_, day) => plusDays(start, week * WEEK + day)),
  );
}

/** The number of a day's week in its year (ISO 8601). */
export function weekNumber(date: IssueDate): number {
  const thursday = plusDays(monday(date), 3);
  const first = at(`${thursday.slice(0, 4)}-01-01`);
  return Math.floor((at(thursday) - first) / (WEEK * DAY)) + 1;
}
