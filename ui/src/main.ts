import { mount } from "svelte";
import { connect, type Host } from "./backend";
import "./parts/fonts.css";
import "./parts/theme.css";
import App from "./shell/App.svelte";
import { Shell } from "./shell/shell.svelte";

/** The host of this window: the app, or a local server that shows it in a browser. */
async function host(): Promise<Host> {
  if ("__TAURI_INTERNALS__" in window) return (await import("./backend/tauri")).tauri;
  return (await import("./backend/http")).http();
}

const target = document.getElementById("app");
if (target !== null) {
  connect(await host());
  const shell = new Shell();
  mount(App, { target, props: { shell } });
  void shell.begin();
}
