import { randomName } from "./randomName.js";
import { isAwaited, version, type WindowMessage } from "./windowMessage.js";

/** Where a window of ours begins, and what it is handed. */
export interface WindowStart {
  readonly startUrl: string;
  readonly startSecret: string;
}

/** How a popup looks. */
export const popupLook = "popup,width=560,height=720";

/**
 * Sends the popup to the start page and hands it the start secret once it says that it is ready, by the story in
 * `windowMessage.ts`: origin, window and channel are checked, and the secret goes to our server's origin only, once.
 * So a stranger who got hold of the address has nothing to start with.
 */
export function handOver(popup: Window, { startUrl, startSecret }: WindowStart, signal: AbortSignal): void {
  const start = new URL(startUrl, location.href);
  const channel = randomName();
  start.hash = new URLSearchParams({ channel, origin: location.origin }).toString();
  const hear = (event: MessageEvent): void => {
    if (!isAwaited(event, { origin: start.origin, source: popup, channel, type: "popup:ready" })) return;
    removeEventListener("message", hear);
    const answer: WindowMessage = { v: version, type: "popup:start", channel, secret: startSecret };
    popup.postMessage(answer, start.origin);
  };
  addEventListener("message", hear);
  signal.addEventListener("abort", () => removeEventListener("message", hear), { once: true });
  popup.location.replace(start.href);
}

/**
 * Where a form posts the secret for a tab of its own. It works where no popup does: such a tab needs no opener, which a
 * host page with `Cross-Origin-Opener-Policy` takes from every window that is opened beneath it. No address can do this
 * either: the server asks for the `Origin` of a page that may hold the flow.
 */
export const formUrl = ({ startUrl }: WindowStart): string => `${new URL(startUrl, location.href).href}/start`;
