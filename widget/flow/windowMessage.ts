/**
 * How two windows talk. Two windows find each other by window messages; all else goes over a MessagePort.
 *
 * 1. The host page makes the frame's address, with its own origin and a fresh channel in the fragment.
 * 2. The frame posts `connect:hello` with the channel to that one origin; no other page can receive it.
 * 3. The host page checks origin, source and channel, and answers `connect:init` to the frame's one origin,
 *    with a port.
 * 4. The frame checks origin, source and channel and takes the port, once.
 * 5. Token, events and the end go over the port.
 *
 * A consent popup posts `popup:ready` to the frame and is answered `popup:start` in the same manner.
 * `v` is the version of the protocol; it only grows: members may be added, none is renamed or dropped.
 */
export const version = 1;

export type WindowMessage = { v: number; channel: string } & (
  | { type: "connect:hello" }
  | { type: "connect:init" }
  | { type: "popup:ready" }
  | { type: "popup:start"; secret: string }
);
export type WindowMessageType = WindowMessage["type"];

/** Characters of a whole window message, as JSON: anything larger is nobody's handshake. */
const longest = 4096;

/**
 * Whether a window message is the one awaited: right origin, right window, right channel, right type, plain and small.
 * Everything else is ignored without an answer. Members that we do not know are ignored too.
 */
export function isAwaited(
  event: Pick<MessageEvent, "data" | "origin" | "source">,
  from: { origin: string; source: unknown; channel: string; type: WindowMessageType },
): boolean {
  if (event.origin !== from.origin || event.source !== from.source || !event.source) return false;
  const data = event.data as WindowMessage | null;
  if (typeof data !== "object" || data === null || Object.hasOwn(data, "__proto__")) return false;
  if (data.type !== from.type || data.channel !== from.channel || !(data.v >= version)) return false;
  try {
    return JSON.stringify(data).length <= longest;
  } catch {
    return false; // too deep, or a circle
  }
}
