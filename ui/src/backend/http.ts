import type { Event } from "./bindings/Event";
import type { Host } from "./host";

const KEPT = "marbre.token";

/** The token of the address, kept for the tab and taken out of the address bar. */
function token(): string {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given !== null) {
    sessionStorage.setItem(KEPT, given);
    history.replaceState(null, "", location.pathname + location.search);
  }
  return given ?? sessionStorage.getItem(KEPT) ?? "";
}

/** The host of `marbre serve`: the browser is the window. */
export function http(): Host {
  const mine = token();
  return {
    async call(name, request) {
      const response = await fetch(`/call/${name}`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-marbre-token": mine },
        body: JSON.stringify(request),
      });
      const answer: unknown = await response.json();
      if (!response.ok) throw answer;
      return answer;
    },
    listen(heard) {
      const source = new EventSource(`/events?token=${encodeURIComponent(mine)}`);
      source.onmessage = (message: MessageEvent<string>) =>
        heard(JSON.parse(message.data) as Event);
      return Promise.resolve(() => source.close());
    },
    previewAddress: (id, revision) => `/preview/${encodeURIComponent(mine)}/${id}?r=${revision}`,
    pictureAddress: (print) => `/preview/${encodeURIComponent(mine)}/pictures/${print}`,
  };
}
