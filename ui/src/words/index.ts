export { Speech, speech, type LanguageOfWords } from "./speech.svelte";
export { count, fill, knows, say, sayFault, sayRemark, type Key, type Params } from "./say";
export {
  bytes,
  day,
  dayOf,
  feuillets,
  instant,
  longDay,
  minutes,
  moment,
  number,
  shortDay,
  timeOf,
} from "./format";
