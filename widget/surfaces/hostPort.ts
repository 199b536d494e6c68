import { randomName } from "../flow/randomName.js";
import { isAwaited, version } from "../flow/windowMessage.js";
import type { FromFrame, FromHost } from "./messages.js";

/** The frame's end of the wire. */
export interface HostPort {
  readonly origin: string;
  readonly inline: boolean;
  send(message: FromFrame): void;
  /** Asks the host page for a link token; rejects when it has none. */
  askToken(): Promise<string>;
  onUpdate: ((message: Extract<FromHost, { type: "update" }>) => void) | undefined;
  onClose: (() => void) | undefined;
}

/**
 * Finds the host page that put this frame there, by the story in `flow/windowMessage.ts`. The promise stays open when nobody
 * answers: the host's own deadline speaks to the person.
 * @throws (rejects) where this is no frame of a host page: somebody has opened it by itself
 */
export function findHost(window: Window): Promise<HostPort> {
  const told = new URLSearchParams(window.location.hash.slice(1));
  const origin = told.get("origin") ?? "";
  const channel = told.get("channel") ?? "";
  if (window.parent === window || !isOrigin(origin)) return Promise.reject(new Error("not in a frame of a host page"));
  return new Promise((resolve) => {
    const hear = (event: MessageEvent) => {
      const port = event.ports[0];
      if (!port || !isAwaited(event, { origin, source: window.parent, channel, type: "connect:init" })) return;
      window.removeEventListener("message", hear);
      resolve(over(port, origin, told.get("mode") === "inline"));
    };
    window.addEventListener("message", hear);
    window.parent.postMessage({ v: version, type: "connect:hello", channel, page: randomName() }, origin);
  });
}

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;

function over(port: MessagePort, origin: string, inline: boolean): HostPort {
  let waiting: { resolve: (token: string) => void; reject: (error: Error) => void }[] = [];
  const host: HostPort = {
    origin,
    inline,
    send: (message) => port.postMessage(message),
    askToken: () =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        if (waiting.length === 1) host.send({ type: "ask-token" });
      }),
    onUpdate: undefined,
    onClose: undefined,
  };
  port.onmessage = (event: MessageEvent<FromHost>) => {
    const message = event.data;
    if (message.type === "token") {
      const answered = waiting;
      waiting = [];
      for (const { resolve, reject } of answered)
        if (message.token) resolve(message.token);
        else reject(new Error("the host page has no link token"));
    } else if (message.type === "update") host.onUpdate?.(message);
    else if (message.type === "close") host.onClose?.();
  };
  return host;
}
