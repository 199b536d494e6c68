import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Endpoint, Problem } from "#contract";
import { retryAfterSeconds } from "../webhooks/retry-after.js";
import { GangwayError, type GangwayErrorDetails } from "./gangway-error.js";

export interface CallSettings {
  /** Of the server, such as `https://connect.example.com`. */
  url: string;
  /** `gw_key_…` or `gw_access_…`. */
  token: string;
  fetch: typeof globalThis.fetch;
  /** Tries in all. */
  tries: number;
  /** Milliseconds a try may take. */
  timeout: number;
  /** For tests: waits, in milliseconds, and 0 to 1. */
  wait: (ms: number, signal?: AbortSignal) => Promise<unknown>;
  random: () => number;
}

export interface CallOptions {
  /** The same key, within 24 h, gives the same answer; made anew for each call unless told. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

/** Longer waits are the caller's decision: he gets the error, with `retryAfter`. */
const longestWait = 30_000;

export const defaultCallSettings = {
  tries: 4,
  timeout: 30_000,
  wait: (ms: number, signal?: AbortSignal) => wait(ms, undefined, { signal }),
  random: Math.random,
};

/**
 * Calls one endpoint. Reads are repeated because they change nothing, writes because they carry an Idempotency-Key:
 * after no answer, 429, 5xx and `in_progress`, with growing pauses or as Retry-After says. Throws `GangwayError`,
 * or the reason of `options.signal`.
 */
export async function call(
  endpoint: Endpoint,
  input: Record<string, unknown>,
  settings: CallSettings,
  options: CallOptions,
): Promise<unknown> {
  const request = requestFor(endpoint, input, settings, options.idempotencyKey ?? randomUUID());
  for (let tries = 1; ; tries++) {
    const { answer, error } = await attempt(request, settings, options.signal, tries);
    if (!error) return answer;
    options.signal?.throwIfAborted();
    const pause = pauseBefore(tries, error, settings.random());
    if (!mayRepeat(error) || tries >= settings.tries || pause > longestWait) throw error;
    await settings.wait(pause, options.signal);
  }
}

interface PlainRequest {
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: string;
}

/** The members of the input go to the path, to the query or to the body, as the endpoint declares them. */
function requestFor(
  endpoint: Endpoint,
  input: Record<string, unknown>,
  settings: CallSettings,
  idempotencyKey: string,
): PlainRequest {
  const rest = { ...input };
  const take = (name: string) => {
    const value = rest[name];
    delete rest[name];
    return value;
  };
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(take(name))));
  const query = new URLSearchParams();
  for (const name of Object.keys(endpoint.query?.shape ?? {})) {
    const value = take(name);
    if (value !== undefined) query.set(name, String(value));
  }
  const headers: Record<string, string> = { accept: "application/json", authorization: `Bearer ${settings.token}` };
  if (endpoint.verb !== "GET") headers["idempotency-key"] = idempotencyKey;
  if (endpoint.body) headers["content-type"] = "application/json";
  return {
    url: `${settings.url.replace(/\/+$/, "")}${path}${query.size > 0 ? `?${query}` : ""}`,
    method: endpoint.verb,
    headers,
    ...(endpoint.body && { body: JSON.stringify(rest) }),
  };
}

async function attempt(
  request: PlainRequest,
  settings: CallSettings,
  signal: AbortSignal | undefined,
  tries: number,
): Promise<{ answer?: unknown; error?: GangwayError }> {
  // The timer holds it: Node 20 may collect an AbortSignal.timeout that only an AbortSignal.any still follows.
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(new DOMException("Took too long", "TimeoutError")), settings.timeout);
  try {
    // A redirect could carry the key to somebody else.
    const response = await settings.fetch(request.url, {
      ...request,
      redirect: "error",
      signal: signal ? AbortSignal.any([signal, deadline.signal]) : deadline.signal,
    });
    const text = await response.text();
    return response.ok ? { answer: JSON.parse(text) as unknown } : { error: refusal(response, text, tries) };
  } catch (cause) {
    const unreadable = cause instanceof SyntaxError;
    const words = unreadable ? "What answered is not Gangway; check the url" : "Gangway did not answer";
    const code = unreadable ? "answer_not_understood" : "no_answer";
    return {
      error: new GangwayError(words, { code, status: null, requestId: null, culprit: "network", tries }, { cause }),
    };
  } finally {
    clearTimeout(timer);
  }
}

/** A problem of ours (RFC 9457), or whatever a proxy in between has answered. */
function refusal(response: Response, text: string, tries: number): GangwayError {
  const { status, headers } = response;
  const retryAfter = retryAfterSeconds(headers.get("retry-after"), Date.now());
  const details = {
    status,
    requestId: headers.get("x-request-id"),
    ...(retryAfter !== undefined && { retryAfter }),
    tries,
  };
  const problem = problemFrom(text);
  if (!problem) {
    return new GangwayError(`Something answered ${status}, and not as Gangway does`, {
      ...details,
      code: "answer_not_understood",
      culprit: "network",
    });
  }
  return new GangwayError(problem.detail, { ...details, ...problem });
}

function problemFrom(
  text: string,
): (Pick<GangwayErrorDetails, "code" | "culprit" | "requestId" | "fields"> & { detail: string }) | undefined {
  try {
    const problem = JSON.parse(text) as Partial<Problem> | null;
    if (!problem?.code || !problem.request_id) return undefined;
    const { code, culprit = "us", request_id: requestId, detail = code, fields } = problem;
    return { code, culprit, requestId, fields, detail };
  } catch {
    return undefined;
  }
}

function mayRepeat(error: GangwayError): boolean {
  if (error.code === "no_answer" || error.code === "in_progress") return true;
  return error.status !== null && (error.status === 429 || error.status >= 500);
}

/** Milliseconds: 0.25 s, doubling, each shortened by up to a half; never less than Retry-After. */
function pauseBefore(tries: number, error: GangwayError, random: number): number {
  const own = 250 * 2 ** (tries - 1) * (1 - random / 2);
  return Math.max(own, (error.retryAfter ?? 0) * 1000);
}
