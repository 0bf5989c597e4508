export { Speech, speech, type LanguageOfWords } from "./speech.svelte";
export { count, fill, knows, say, sayFault, sayRemark, type Key, type Params } from "./say";
export {
  age,
  bytes,
  day,
  feuillets,
  longDay,
  minutes,
  moment,
  monthYear,
  number,
  shortDay,
  weekdays,
  dayOf,
  instant,
  timeOf,
} from "./format";
