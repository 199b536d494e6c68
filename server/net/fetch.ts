import { NetError } from "./error.js";
import type { NetRequest, NetResponse } from "./request.js";

/** What holds for every request of one `fetch`. */
export type NetFetchDefaults = Pick<NetRequest, "tenant" | "trust" | "identity" | "deadlines" | "limit" | "signal">;

/** The part of WHATWG fetch that libraries need: a url, not a Request; a body of text, bytes or form parameters. */
export type NetFetch = (
  url: string | URL,
  init?: {
    method?: string;
    headers?: HeadersInit;
    body?: string | Uint8Array | ArrayBuffer | URLSearchParams | null;
    redirect?: RequestRedirect;
    signal?: AbortSignal | null;
  },
) => Promise<Response>;

/**
 * A `fetch` on the same way out. Redirects are handed back unless `follow` is asked for; `error` refuses them.
 * Rejects with `NetError`, not TypeError.
 */
export function createFetch(
  request: (options: NetRequest) => Promise<NetResponse>,
  defaults: NetFetchDefaults,
): NetFetch {
  return async (url, init = {}) => {
    const either = firstOf([defaults.signal, init.signal]);
    const headers = new Headers(init.headers);
    const body = bodyOf(init.body);
    if (init.body instanceof URLSearchParams && !headers.has("content-type")) {
      headers.set("content-type", "application/x-www-form-urlencoded;charset=UTF-8");
    }
    const answer = await request({
      ...defaults,
      url,
      method: init.method,
      headers: Object.fromEntries(headers),
      body,
      redirect: init.redirect === "follow" ? "follow" : "manual",
      signal: either.signal,
    }).finally(either.release);
    if (init.redirect === "error" && answer.redirectTo !== undefined) throw new NetError("redirect_forbidden");
    const empty = answer.status === 204 || answer.status === 205 || answer.status === 304;
    return new Response(empty ? null : new Uint8Array(answer.body), { status: answer.status, headers: answer.headers });
  };
}

/** Ends with the first of them. Not `AbortSignal.any`: Node 20 may collect an `AbortSignal.timeout` that only it follows. */
function firstOf(signals: readonly (AbortSignal | null | undefined)[]): { signal: AbortSignal; release: () => void } {
  const own = new AbortController();
  const followed = signals.filter((signal) => signal instanceof AbortSignal);
  const release = () => followed.forEach((signal) => signal.removeEventListener("abort", onAbort));
  const onAbort = () => {
    own.abort(followed.find(({ aborted }) => aborted)?.reason);
    release();
  };
  followed.forEach((signal) => signal.addEventListener("abort", onAbort, { once: true }));
  if (followed.some(({ aborted }) => aborted)) onAbort();
  return { signal: own.signal, release };
}

function bodyOf(body: NonNullable<Parameters<NetFetch>[1]>["body"]): string | Uint8Array | undefined {
  if (body === null || body === undefined) return undefined;
  if (typeof body === "string" || body instanceof Uint8Array) return body;
  return body instanceof URLSearchParams ? body.toString() : new Uint8Array(body);
}
