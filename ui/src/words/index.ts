export { Speech, speech, type LanguageOfWords } from "./speech.svelte";
export { keyName } from "./keys";
export {
  age,
  bytes,
  day,
  dayOf,
  feuillets,
  instant,
  languageName,
  longDay,
  minutes,
  moment,
  monthYear,
  number,
  shortDay,
  timeOf,
  weekdays,
} from "./format";
export {
  count,
  fill,
  knows,
  say,
  sayFault,
  sayRemark,
  sayRule,
  sayWordRemark,
  type Key,
  type Params,
} from "./say";
