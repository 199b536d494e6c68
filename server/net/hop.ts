import { NetError } from "./error.js";
import { harmlessHeaders, prepareHeaders } from "./prepare-headers.js";
import type { NetRequest } from "./request.js";
import { readUrl, withUser, type WebTarget } from "./target.js";

/** One request of a chain of redirects. */
export interface Hop {
  target: WebTarget;
  method: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
}

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

export function firstHop({ url, method = "GET", headers = {}, body }: NetRequest): Hop {
  if (!token.test(method) || method.toUpperCase() === "CONNECT") throw new NetError("request_invalid");
  return { target: readUrl(url), method: method.toUpperCase(), headers: prepareHeaders(headers), body };
}

/** Where a 3xx points, absolute; the other side's text, not judged yet. */
export function redirectOf(answer: { status: number; headers: Headers }, from: URL): string | undefined {
  if (![301, 302, 303, 307, 308].includes(answer.status)) return undefined;
  const location = answer.headers.get("location");
  if (location === null) return undefined;
  // Node hands headers out as Latin-1; browsers read this one as UTF-8.
  const text = Buffer.from(location, "latin1").toString("utf8");
  // Read by the parser, a user without a name would be gone; as it stands, it is refused.
  if (withUser.test(text)) return text;
  return URL.canParse(text, from) ? new URL(text, from).href : text;
}

/** The next request as browsers would make it (Fetch Standard, HTTP-redirect fetch), but stricter about secrets. */
export function nextHop(hop: Hop, status: number, redirectTo: string): Hop {
  const target = readUrl(redirectTo);
  const facts = { host: hop.target.name, port: hop.target.port, redirectTo: target.url.origin };
  if (hop.target.secure && !target.secure) throw new NetError("redirect_forbidden", facts);
  const stays = target.url.origin === hop.target.url.origin;
  const becomesGet = status === 303 || ((status === 301 || status === 302) && hop.method === "POST");
  const method = becomesGet && hop.method !== "HEAD" ? "GET" : hop.method;
  const body = becomesGet ? undefined : hop.body;
  // A body holds what was meant for the first origin.
  if (!stays && body !== undefined) throw new NetError("redirect_forbidden", facts);
  const headers = stays ? { ...hop.headers } : harmlessHeaders(hop.headers);
  if (body === undefined) delete headers["content-type"];
  return { target, method, headers, body };
}
