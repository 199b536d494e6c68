import type { Answer } from "#contract";
import { isAwaited, version, type WindowMessage } from "./windowMessage.js";

/**
 * Sends the popup to the start page and hands it the start secret once it says that it is ready:
 * 1. the page says *ready* to its opener; 2. we check that it is our server's origin, our popup *and* our channel;
 * 3. the secret goes to that origin only, once. So a stranger who got hold of the address has nothing to start with.
 */
export function handOver(popup: Window, { startUrl, startSecret }: Answer<"authorize">, signal: AbortSignal): void {
  const channel = crypto.getRandomValues(new Uint32Array(4)).join("-");
  const start = new URL(startUrl, location.href);
  start.hash = new URLSearchParams({ channel }).toString();
  const hear = (event: MessageEvent<unknown>): void => {
    if (!isAwaited(event, { origin: start.origin, source: popup, channel, type: "popup:ready" })) return;
    removeEventListener("message", hear);
    const answer: WindowMessage = { v: version, type: "popup:start", channel, secret: startSecret };
    popup.postMessage(answer, start.origin);
  };
  addEventListener("message", hear);
  signal.addEventListener("abort", () => removeEventListener("message", hear), { once: true });
  popup.location.replace(start.href);
}
