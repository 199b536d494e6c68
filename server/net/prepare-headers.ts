import { validateHeaderName, validateHeaderValue } from "node:http";
import { NetError } from "./error.js";

/** Set by us alone, for they say where a request goes and where it ends. */
const ours = new Set([
  "host",
  "content-length",
  "transfer-encoding",
  "connection",
  "upgrade",
  "te",
  "trailer",
  "expect",
]);

/** What says nothing about who asks, and may therefore follow to another origin. */
const harmless = new Set(["accept", "accept-language", "accept-encoding", "user-agent"]);

/** Lower-cased, with our defaults. Throws NetError, naming the header, when a value cannot be sent. */
export function prepareHeaders(given: Readonly<Record<string, string>>): Record<string, string> {
  const headers: Record<string, string> = {
    accept: "*/*",
    "accept-encoding": "gzip, deflate, br",
    "user-agent": "Gangway",
  };
  for (const [name, value] of Object.entries(given)) {
    const key = name.toLowerCase();
    if (ours.has(key) || !isSendable(key, value)) throw new NetError("request_invalid", { header: key });
    headers[key] = value;
  }
  return headers;
}

/** For another origin: an allow-list, because a key may stand in a header of any name. */
export function harmlessHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => harmless.has(name)));
}

// Node's own error would quote neither, but says so in a way we cannot tell apart later.
function isSendable(name: string, value: string): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}
