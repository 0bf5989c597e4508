import { knows, say } from "../words";

/** What a change was, in words. */
export function stepName(step: string): string {
  const key = `board.step.${step}`;
  return knows(key) ? say(key) : say("board.step.elsewhere");
}
