import type { LookupFunction } from "node:net";
import { Agent, fetch, type RequestInit, type Response } from "undici";

const lookup: LookupFunction = (_name, options, answer) =>
  options.all ? answer(null, [{ address: "127.0.0.1", family: 4 }]) : answer(null, "127.0.0.1", 4);

/** `fetch` that takes every name for 127.0.0.1, as browsers do with `*.localhost` (RFC 6761) and Node does not. */
export function loopbackFetch(url: string, init: RequestInit = {}, tls: { ca?: string } = {}): Promise<Response> {
  const dispatcher = new Agent({ connect: { lookup, ...tls }, keepAliveTimeout: 1 });
  return fetch(url, { dispatcher, ...init });
}
