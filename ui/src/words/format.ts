import { speech } from "./speech.svelte";

/** Words read in a minute. */
const PACE = 230;
/** Signs of a feuillet. */
const FEUILLET = 1500;

/** A number with the language's separators. */
export function number(n: number, digits = 0): string {
  return new Intl.NumberFormat(speech.language, { maximumFractionDigits: digits }).format(n);
}

/** A length in feuillets, to the tenth. */
export function feuillets(signs: number): string {
  return number(signs / FEUILLET, 1);
}

/** Minutes of reading; a text of a few words takes one. */
export function minutes(words: number): number {
  return words === 0 ? 0 : Math.max(1, Math.round(words / PACE));
}

const AGES = [
  ["week", 7 * 86_400_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** How long ago something was: « il y a 3 j », « hier ». */
export function age(at: number, now = Date.now()): string {
  const passed = Math.max(0, now - at);
  const [unit, length] =
    AGES.find(([, length]) => passed >= length) ?? (["minute", 60_000] as const);
  const words = new Intl.RelativeTimeFormat(speech.language, { numeric: "auto", style: "short" });
  return words.format(-Math.floor(passed / length), unit);
}

/** A file's size: `12 o`, `3,4 ko`, `1.2 MB`. */
export function bytes(length: number): string {
  if (length < 1000) return `${number(length)}\u00a0${speech.language === "fr" ? "o" : "B"}`;
  const [unit, scale] = length < 1_000_000 ? ["kilobyte", 1000] : ["megabyte", 1_000_000];
  return new Intl.NumberFormat(speech.language, {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: 1,
  }).format(length / scale);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** A form of dates in the language of the interface; making one costs more than using it. */
function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const language = speech.language === "en" ? "en-GB" : "fr";
  const name = language + JSON.stringify(options);
  let made = formats.get(name);
  if (made === undefined) {
    made = new Intl.DateTimeFormat(language, options);
    formats.set(name, made);
  }
  return made;
}

function written(date: string, options: Intl.DateTimeFormatOptions): string {
  return format({ ...options, timeZone: "UTC" }).format(new Date(`${date}T00:00:00Z`));
}

/** A moment where the person is: `22 janv., 14:05`; of another year, `22 janv. 2024, 14:05`. */
export function moment(at: number | bigint): string {
  const date = new Date(Number(at));
  const year = date.getFullYear() === new Date().getFullYear() ? {} : { year: "numeric" as const };
  const options = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" } as const;
  return format({ ...options, ...year }).format(date);
}

/** The day of an instant, where the window stands. */
export function dayOf(at: number): string {
  const date = new Date(at);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The time of an instant: `14:32`. */
export function timeOf(at: number): string {
  const language = speech.language === "en" ? "en-GB" : "fr";
  return new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" }).format(at);
}

/** An instant in a line: `mar. 24 nov. 2026, 14:32`. */
export function instant(at: number): string {
  return `${day(dayOf(at))}, ${timeOf(at)}`;
}

/** A day in a list: `mer. 22 janv. 2025`. */
export function day(date: string): string {
  return written(date, { weekday: "short", day: "numeric", month: "short", year: "numeric" });
}

/** A day where there is room for little: `22 janv. 2025`. */
export function shortDay(date: string): string {
  return written(date, { day: "numeric", month: "short", year: "numeric" });
}

/** A day in full: `mercredi 22 janvier 2025`. */
export function longDay(date: string): string {
  return written(date, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}

/** A month: `novembre 2026`. */
export function monthYear(date: string): string {
  return written(date, { month: "long", year: "numeric" });
}

/** The names of the days, Monday first. */
export function weekdays(): string[] {
  // 1 January 2024 was a Monday.
  return Array.from({ length: 7 }, (_, day) => written(`2024-01-0${day + 1}`, { weekday: "long" }));
}

/** What a language is called, with a capital: "Allemand"; its tag when nobody knows it. */
export function languageName(tag: string): string {
  try {
    const name = new Intl.DisplayNames(speech.language, { type: "language" }).of(tag) ?? tag;
    return name.charAt(0).toLocaleUpperCase(speech.language) + name.slice(1);
  } catch {
    return tag;
  }
}
