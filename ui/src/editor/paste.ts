import { StateEffect, StateField, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { Brought, Pasting } from "../paste/pasting";
import { standing } from "./standing";

/** A paste that comes so long after the keys is not theirs. */
const SOON = 800;

interface Pending {
  id: number;
  from: number;
  to: number;
}

const wait = StateEffect.define<Pending>({
  map: ({ id, from, to }, changes) => ({
    id,
    from: changes.mapPos(from, -1),
    to: changes.mapPos(to, 1),
  }),
});
const settled = StateEffect.define<number>();

/** The places that wait for what is pasted there, while one goes on writing. */
const pending = StateField.define<readonly Pending[]>({
  create: () => [],
  update(places, { changes, docChanged, effects }) {
    let next = docChanged
      ? places.map(({ id, from, to }) => ({
          id,
          from: changes.mapPos(from, -1),
          to: changes.mapPos(to, -1),
        }))
      : places;
    for (const effect of effects) {
      if (effect.is(wait)) next = [...next, effect.value];
      if (effect.is(settled)) next = next.filter(({ id }) => id !== effect.value);
    }
    return next;
  },
});

let last = 0;

async function bring(
  view: EditorView,
  pasting: Pasting,
  brought: Brought,
  at: { from: number; to: number },
): Promise<void> {
  const id = (last += 1);
  view.dispatch({ effects: wait.of({ id, ...at }) });
  const words = await pasting.markdown(brought);
  if (!view.dom.isConnected) return;
  const place = view.state.field(pending).find((one) => one.id === id);
  if (place === undefined) return;
  const insert = words === "" ? "" : standing(view.state, words, place.from, place.to);
  view.dispatch({
    effects: settled.of(id),
    changes: { from: place.from, to: place.to, insert },
    selection: { anchor: place.from + insert.length },
    userEvent: "input.paste",
    scrollIntoView: true,
  });
}

function brought(data: DataTransfer): Brought {
  return {
    html: data.getData("text/html"),
    text: data.getData("text/plain"),
    pictures: [...data.files].filter(({ type }) => type.startsWith("image/")),
  };
}

/** The text files of a drop, as what a paste of them would be. */
async function files(data: DataTransfer): Promise<Brought | null> {
  const texts = [...data.files].filter(({ name }) => /\.(?:md|markdown|txt|html?)$/i.test(name));
  const [first] = texts;
  if (first === undefined) return null;
  const text = await first.text();
  const html = /\.html?$/i.test(first.name) ? text : "";
  return { html, text: html === "" ? text : "", pictures: [] };
}

/** Pastes and drops as Markdown; with Shift, as plain words. */
export function pasted(pasting: Pasting): Extension {
  let plainUntil = 0;
  /** What is dragged is a part of this text. */
  let own = false;
  return [
    pending,
    EditorView.domEventHandlers({
      keydown(event) {
        const isPlain =
          (event.ctrlKey || event.metaKey) && event.shiftKey && event.key.toLowerCase() === "v";
        plainUntil = isPlain ? event.timeStamp + SOON : 0;
        return false;
      },
      paste(event, view) {
        const data = event.clipboardData;
        if (data === null || view.state.readOnly || event.timeStamp < plainUntil) return false;
        const what = brought(data);
        if (what.html === "" && what.pictures.length === 0) return false;
        event.preventDefault();
        const { from, to } = view.state.selection.main;
        void bring(view, pasting, what, { from, to });
        return true;
      },
      dragstart() {
        own = true;
      },
      dragend() {
        own = false;
      },
      drop(event, view) {
        const data = event.dataTransfer;
        if (data === null || view.state.readOnly || own) return false;
        const at = view.posAtCoords({ x: event.clientX, y: event.clientY }, false);
        const what = brought(data);
        if (data.files.length === 0 && what.html === "") return false;
        event.preventDefault();
        view.focus();
        void (async () => {
          const file = what.pictures.length === 0 ? await files(data) : null;
          await bring(view, pasting, file ?? what, { from: at, to: at });
        })();
        return true;
      },
    }),
  ];
}
