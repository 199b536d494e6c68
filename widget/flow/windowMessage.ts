/**
 * How two windows talk. Two windows find each other by window messages; all else goes over a MessagePort.
 *
 * 1. The host page makes the frame's address, with its own origin and a fresh channel in the fragment.
 * 2. The frame posts `connect:hello` with the channel to that one origin; no other page can receive it.
 * 3. The host page checks origin, source and channel, and answers `connect:init` to the frame's one origin,
 *    with a port; once for each page that the frame has loaded, which is told by a name in the hello.
 * 4. The frame checks origin, source and channel and takes the port, once.
 * 5. Token, events and the end go over the port.
 *
 * A consent popup posts `popup:ready` to the frame and is answered `popup:start` in the same manner.
 * The protocol only grows: members may be added, none is renamed or dropped. `v` would change only if the two sides could
 * no longer understand each other; so another version is nobody we talk to.
 */
export const version = 1;

export type WindowMessage = { v: number; channel: string } & (
  | { type: "connect:hello"; page?: string }
  | { type: "connect:init" }
  | { type: "popup:ready" }
  | { type: "popup:start"; secret: string }
);
export type WindowMessageType = WindowMessage["type"];

/** A whole window message, as JSON: at most 4096 characters, and no member that could pose as a prototype. */
const plain = /^(?!.*"(__proto__|constructor|prototype)":).{0,4096}$/s;

/**
 * Whether a window message is the one awaited: right origin, right window, right channel, right type, right version,
 * plain and small. Everything else is ignored without an answer, and nothing in it can make us throw. Members that we do
 * not know are ignored too.
 */
export function isAwaited(
  event: Pick<MessageEvent<WindowMessage>, "data" | "origin" | "source">,
  from: { origin: string; source: unknown; channel: string; type: WindowMessageType },
): boolean {
  const { data } = event;
  try {
    return (
      from.source != null &&
      event.source === from.source &&
      event.origin === from.origin &&
      data.type === from.type &&
      data.channel === from.channel &&
      data.v === version &&
      plain.test(JSON.stringify(data))
    );
  } catch {
    return false; // null, too deep, a circle
  }
}
