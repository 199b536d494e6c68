import { createHash } from "node:crypto";
import type { Event } from "#contract";
import type { Received } from "./inbox.js";

/**
 * Reads the body of a webhook. `undefined` when it is not an event; then nothing can ever be done about it. Only the
 * envelope is looked at: a newer server may tell of types and members that this release does not know.
 */
export function readEvent(body: Uint8Array): Event | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
    return isEvent(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What is kept of a webhook: enough to know it again, and to know what has overtaken it. */
export function toReceived(id: string, body: Uint8Array, receivedAt: number): Received {
  const event = readEvent(body);
  const order = event && orderOf(event);
  const content = (event && canonical(event)) ?? body;
  return {
    id,
    type: event?.type ?? "unreadable",
    object: order?.object ?? null,
    version: order?.version ?? null,
    body,
    digest: createHash("sha256").update(content).digest("base64url"),
    receivedAt,
  };
}

function isEvent(value: unknown): value is Event {
  if (typeof value !== "object" || value === null) return false;
  const { type, data } = value as Record<string, unknown>;
  return typeof type === "string" && typeof data === "object" && data !== null && !Array.isArray(data);
}

/** `connection.updated` of `{ id: 'con_1', version: 3 }` is version 3 of `connection:con_1`. */
function orderOf(event: Event): { object: string; version: number } | undefined {
  const [noun] = event.type.split(".", 1);
  const data = event.data as Record<string, unknown>;
  const id = data.id ?? (noun && data[noun]);
  const version = data.version;
  if (typeof id !== "string" || typeof version !== "number" || !Number.isSafeInteger(version)) return undefined;
  return { object: `${noun}:${id}`, version };
}

/** `undefined` when it is nested too deeply to be walked. */
function canonical(value: unknown): string | undefined {
  try {
    return JSON.stringify(value, (_, part: unknown) => {
      if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
      return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
    });
  } catch {
    return undefined;
  }
}
