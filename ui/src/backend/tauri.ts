import { convertFileSrc, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { Event } from "./bindings/Event";
import type { Host } from "./host";

/** The host of the desktop app. */
export const tauri: Host = {
  call: (name, request) => invoke("call", { name, request }),
  listen: (heard) => listen<Event>("desk", ({ payload }) => heard(payload)),
  previewAddress: (id, revision) => `${convertFileSrc(String(id), "preview")}?r=${revision}`,
  pictureAddress: (print) => `${convertFileSrc("", "preview")}pictures/${print}`,
};
