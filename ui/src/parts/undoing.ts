// Undoing in the fields of the window. WebKit has no key for it, and forgets every step of every
// field as soon as a frame, such as the preview, loads a page.

type Field = HTMLInputElement | HTMLTextAreaElement;

interface State {
  value: string;
  caret: number;
}

/** The steps of a field: those done, where it stands, and those undone. */
interface Steps {
  done: State[];
  now: State;
  undone: State[];
  /** When the last letter came. */
  at: number;
}

/** What a field said before each step, what it says, and what it said before each was undone. */
export interface Recalled {
  done: string[];
  now: string;
  undone: string[];
}

/** So long after a letter, the next one begins a step. */
const PAUSE = 800;
const MOST = 200;
const TYPES = ["text", "search", "url", "tel", "email"];

const fields = new WeakMap<Field, Steps>();

function fieldOf(target: EventTarget | null): Field | null {
  if (target instanceof HTMLTextAreaElement) return target;
  return target instanceof HTMLInputElement && TYPES.includes(target.type) ? target : null;
}

const stateOf = ({ value, selectionStart }: Field): State => ({
  value,
  caret: selectionStart ?? value.length,
});

/** A field is about to be written in. */
export function entered({ target }: Event): void {
  const field = fieldOf(target);
  if (field === null) return;
  const steps = fields.get(field);
  // What was put there meanwhile, by somebody else, is not this person's to undo.
  if (steps?.now.value === field.value) return;
  fields.set(field, { done: [], now: stateOf(field), undone: [], at: 0 });
}

/** Gives a field the steps of its words that were made before the window was opened. */
export function recall(field: Field, line: Recalled): void {
  const ended = (value: string): State => ({ value, caret: value.length });
  const [done, undone] = [line.done.map(ended), line.undone.map(ended)];
  const steps = fields.get(field);
  const first = steps === undefined ? field.value : (steps.done[0] ?? steps.now).value;
  // What says something else already is another's, or has moved on.
  if (first !== line.now) return;
  if (steps === undefined) fields.set(field, { done, now: stateOf(field), undone, at: 0 });
  else steps.done = [...done, ...steps.done].slice(-MOST);
}

/** A field changed. */
export function written(event: Event): void {
  const field = fieldOf(event.target);
  const steps = field === null ? undefined : fields.get(field);
  const { inputType = "" } = event as InputEvent;
  if (field === null || steps === undefined || inputType.startsWith("history")) return;
  const next = stateOf(field);
  const { now, done } = steps;
  const typed = next.value.slice(0, next.caret - 1) + next.value.slice(next.caret) === now.value;
  const goesOn = typed && event.timeStamp - steps.at < PAUSE && done.length > 0;
  steps.at = typed ? event.timeStamp : 0;
  steps.now = next;
  steps.undone = [];
  if (done.at(-1)?.value === next.value) {
    // Something took its own change back.
    done.pop();
    steps.undone = [now];
  } else if (!goesOn) steps.done = [...done, now].slice(-MOST);
}

/** Undoes in the field, or does again, when that is what a key asks. */
export function pressed(event: KeyboardEvent): void {
  const field = fieldOf(event.target);
  const steps = field === null ? undefined : fields.get(field);
  const letter = event.key.toLowerCase();
  const isHeld = (event.ctrlKey || event.metaKey) && !event.altKey;
  if (event.defaultPrevented || field === null || !isHeld) return;
  if (letter !== "z" && (letter !== "y" || event.shiftKey)) return;
  event.preventDefault();
  if (steps === undefined || field.readOnly || field.disabled) return;
  const isBack = letter === "z" && !event.shiftKey;
  const [from, to] = isBack ? [steps.done, steps.undone] : [steps.undone, steps.done];
  const state = from.pop();
  if (state === undefined) return;
  to.push(steps.now);
  steps.now = state;
  steps.at = 0;
  field.value = state.value;
  field.setSelectionRange(state.caret, state.caret);
  const inputType = isBack ? "historyUndo" : "historyRedo";
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType }));
}
