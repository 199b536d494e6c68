import type { Answer } from "#contract";
import { randomName } from "./randomName.js";
import { isAwaited, version, type WindowMessage } from "./windowMessage.js";

/**
 * Sends the popup to the start page and hands it the start secret once it says that it is ready, by the story in
 * `windowMessage.ts`: origin, window and channel are checked, and the secret goes to our server's origin only, once.
 * So a stranger who got hold of the address has nothing to start with.
 */
export function handOver(popup: Window, started: Answer<"authorize">, signal: AbortSignal): void {
  popup.location.replace(awaitWindow(started, signal, popup));
}

/**
 * The same for a window that the browser opens by itself, when the person follows a link: which one that will be is
 * not known before, so any page of our server's that knows the channel is the one. @returns where the link leads
 */
export const handOverByLink = (started: Answer<"authorize">, signal: AbortSignal): string =>
  awaitWindow(started, signal);

function awaitWindow({ startUrl, startSecret }: Answer<"authorize">, signal: AbortSignal, popup?: Window): string {
  const start = new URL(startUrl, location.href);
  const channel = randomName();
  start.hash = new URLSearchParams({ channel, origin: location.origin }).toString();
  const hear = (event: MessageEvent): void => {
    const source = popup ?? event.source;
    if (!isAwaited(event, { origin: start.origin, source, channel, type: "popup:ready" })) return;
    removeEventListener("message", hear);
    const answer: WindowMessage = { v: version, type: "popup:start", channel, secret: startSecret };
    (source as Window).postMessage(answer, start.origin);
  };
  addEventListener("message", hear);
  signal.addEventListener("abort", () => removeEventListener("message", hear), { once: true });
  return start.href;
}
