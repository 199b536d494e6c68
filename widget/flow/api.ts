import type { Answer, Problem, RunLine } from "#contract";
import { calls, type CallName } from "./calls.js";
import { readLines } from "./ndjson.js";
import { randomName } from "./randomName.js";
import { withRetries } from "./retry.js";
import { isAbort, Trouble, type TroubleCode } from "./trouble.js";
import type { CallInput, Transport } from "./transport.js";

export interface ApiOptions {
  /** Origin of the Gangway server, "" for the page's own. */
  base?: string;
  fetch?: typeof globalThis.fetch;
}
interface Input {
  params?: Record<string, string> | undefined;
  query?: Record<string, string | undefined> | undefined;
  body?: unknown;
  signal?: AbortSignal;
}
const deadline = 40_000; // Longer than the longest wait the server may take: 20 s for news, 30 s for a run's last line.
/** A token is burned by the asking, and a press is one credential attempt: neither is asked twice by itself. */
const onlyOnce: readonly CallName[] = ["openLink", "resumeLink", "runChecks"];

/** The real transport, and the only place of the widget that goes out. The session bearer never leaves this closure. */
export function createApi({ base = "", fetch: send = (...args) => fetch(...args) }: ApiOptions = {}): Transport {
  let session: string | null = null;

  async function request(name: CallName, input: Input, idempotencyKey: string | null, limit: AbortSignal) {
    const { verb, path } = calls[name];
    const headers: Record<string, string> = { accept: "application/json" };
    if (session !== null && name !== "openLink" && name !== "resumeLink")
      headers["authorization"] = `Bearer ${session}`;
    if (input.body !== undefined) headers["content-type"] = "application/json";
    if (idempotencyKey !== null) headers["idempotency-key"] = idempotencyKey;
    try {
      return await send(base + address(path, input), {
        method: verb,
        headers,
        signal: input.signal ? AbortSignal.any([input.signal, limit]) : limit,
        // The flow's own cookie matters only where a redirect is resumed.
        credentials: name === "resumeLink" || name === "authorize" ? "include" : "same-origin",
        cache: "no-store",
        referrerPolicy: "no-referrer",
        ...(input.body !== undefined && { body: JSON.stringify(input.body) }),
      });
    } catch (thrown) {
      throw input.signal?.aborted ? thrown : new Trouble(limit.aborted ? "timed_out" : "offline");
    }
  }

  async function ask<N extends CallName>(name: N, input: CallInput<N>): Promise<Answer<N>> {
    const key = calls[name].verb === "GET" ? null : randomName();
    const once = async () => {
      const response = await request(name, input as Input, key, AbortSignal.timeout(deadline));
      const body = await readJson(response, input.signal);
      if (!response.ok) throw problemOf(response, body);
      return body as Answer<N>;
    };
    const answer = await (onlyOnce.includes(name) ? once() : withRetries(once, input.signal));
    if (name === "openLink" || name === "resumeLink") session = (answer as Answer<"openLink">).session;
    return answer;
  }

  async function run(input: CallInput<"runChecks">, onLine: (line: RunLine) => void): Promise<void> {
    const limit = AbortSignal.timeout(deadline);
    const response = await request("runChecks", input, randomName(), limit);
    if (!response.ok) throw problemOf(response, await readJson(response, input.signal));
    if (!response.body) throw new Trouble("not_understood", requestIdOf(response));
    try {
      await readLines(response.body, (line) => onLine(line as RunLine));
    } catch (thrown) {
      if (input.signal?.aborted) throw thrown;
      if (limit.aborted) throw new Trouble("timed_out", requestIdOf(response));
      throw new Trouble(thrown instanceof SyntaxError ? "not_understood" : "offline", requestIdOf(response));
    }
  }

  return { ask, run };
}

function address(path: string, { params, query }: Input): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params?.[name] ?? ""));
  const pairs = Object.entries(query ?? {}).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return pairs.length === 0 ? filled : `${filled}?${new URLSearchParams(pairs)}`;
}

async function readJson(response: Response, signal?: AbortSignal): Promise<unknown> {
  try {
    return await response.json();
  } catch (thrown) {
    if (signal?.aborted || isAbort(thrown)) throw thrown;
    throw response.ok ? new Trouble("not_understood", requestIdOf(response)) : problemOf(response, null);
  }
}

const requestIdOf = (response: Response): string | null => response.headers.get("x-request-id");

/** application/problem+json, or whatever a proxy in between made of it. */
function problemOf(response: Response, body: unknown): Trouble {
  const problem = (typeof body === "object" && body !== null ? body : {}) as Partial<Record<keyof Problem, unknown>>;
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return new Trouble(
    typeof problem.code === "string" ? (problem.code as TroubleCode) : codeOf(response.status),
    typeof problem.request_id === "string" ? problem.request_id : requestIdOf(response),
    Number.isFinite(seconds) ? seconds : null,
    Array.isArray(problem.fields) ? (problem.fields as { path: string }[]).map(({ path }) => path) : [],
  );
}

function codeOf(status: number): TroubleCode {
  if (status === 429) return "rate_limited";
  if (status === 502 || status === 503 || status === 504) return "overloaded";
  return status >= 500 ? "internal" : "not_understood";
}
