export { Speech, speech, type LanguageOfWords } from "./speech.svelte";
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
export {
  count,
  fill,
  knows,
  say,
  sayFault,
  sayRemark,
  sayWordRemark,
  type Key,
  type Params,
} from "./say";
