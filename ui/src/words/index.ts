export { Speech, speech, type LanguageOfWords } from "./speech.svelte";
export { count, fill, knows, say, sayFault, sayRemark, type Key, type Params } from "./say";
export { keyName } from "./keys";
export { bytes, day, feuillets, longDay, minutes, moment, number, shortDay } from "./format";
