import { say } from "../words";

const HOUR = 60;
const DAY = 24 * HOUR;

/** A length of time as one says it: « 1 h 20 », « 3 j 4 h », « 25 min ». */
function span(minutes: number): string {
  const [days, hours, rest] = [
    Math.floor(minutes / DAY),
    Math.floor((minutes % DAY) / HOUR),
    minutes % HOUR,
  ];
  if (days > 0) return say(hours > 0 ? "clock.days.hours" : "clock.days", { days, hours });
  if (hours === 0) return say("clock.minutes", { minutes: rest });
  if (rest === 0) return say("clock.hours", { hours });
  return say("clock.hours.minutes", { hours, minutes: String(rest).padStart(2, "0") });
}

/** How long until an issue is sent, or since it should have been. */
export function untilSending(minutes: number): string {
  if (minutes < 0) return say("clock.late", { span: span(-minutes) });
  return say(minutes < DAY ? "clock.closing" : "clock.sending", { span: span(minutes) });
}
