import { usualDeadlines, type Deadlines } from "./deadlines.js";
import { NetError } from "./error.js";
import { exchange } from "./exchange.js";
import type { Guard } from "./guard.js";
import type { Identity } from "./identity.js";
import { firstHop, nextHop, redirectOf, type Hop } from "./hop.js";
import { open, startClock } from "./open.js";
import type { OnStep, TlsFacts } from "./step.js";
import type { Trust } from "./trust.js";
import { beginLife } from "./within.js";

export interface NetRequest {
  /** http or https, absolute, without user and password. */
  url: string | URL;
  method?: string;
  /** Host, lengths and connection are ours; `accept-encoding` and `user-agent` have defaults. */
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  /** Whose request it is; null for the server's own errands. */
  tenant: string | null;
  signal?: AbortSignal;
  /** Over `usualDeadlines`; pass `signInDeadlines` for the request that carries credentials. */
  deadlines?: Partial<Deadlines>;
  trust?: Trust;
  /** Shown where the other side asks for a certificate; not to another origin. */
  identity?: Identity;
  /** Decoded bytes of body, 1 MiB if not said. */
  limit?: number;
  /**
   * `manual` (the default) hands the 3xx back. `follow` goes on for at most 5 hops, each judged like a first request;
   * https to http is refused, and another origin gets neither our headers nor a body.
   */
  redirect?: "manual" | "follow";
  onStep?: OnStep;
}

export interface NetResponse {
  status: number;
  headers: Headers;
  /** Decoded. */
  body: Buffer;
  /** Of the answer, after redirects. */
  url: string;
  /** Where a 3xx points, absolute; not judged yet. */
  redirectTo?: string;
  /** Address that answered. */
  address: string;
  httpVersion: string;
  tls?: TlsFacts;
  timings: Timings;
}

/** Milliseconds, of the last hop; `whole` of everything. */
export interface Timings {
  name: number;
  reach: number;
  secure?: number;
  answer: number;
  body: number;
  whole: number;
}

const usualLimit = 1024 * 1024;
const maxHops = 5;

/** One request, and the redirects it may follow. */
export async function request(options: NetRequest, guard: Guard): Promise<NetResponse> {
  const whole = startClock();
  const deadlines = { ...usualDeadlines, ...options.deadlines };
  const life = beginLife(deadlines.whole, options.signal);
  try {
    const first = firstHop(options);
    let hop = first;
    for (let hops = 0; ; hops++) {
      const { origin } = first.target.url;
      const shown = hop.target.url.origin === origin ? options.identity : undefined;
      const response = await takeHop(hop, { ...options, identity: shown }, guard, { deadlines, signal: life.signal });
      if (options.redirect !== "follow" || response.redirectTo === undefined) {
        return { ...response, timings: { ...response.timings, whole: whole() } };
      }
      if (hops === maxHops) throw new NetError("redirect_loop", { host: hop.target.name });
      hop = nextHop(hop, response.status, response.redirectTo);
    }
  } finally {
    life.end();
  }
}

async function takeHop(
  hop: Hop,
  options: NetRequest,
  guard: Guard,
  life: { deadlines: Deadlines; signal: AbortSignal },
): Promise<NetResponse> {
  const { target, method, headers, body } = hop;
  const { deadlines, signal } = life;
  const { tenant, trust, identity, onStep, limit = usualLimit } = options;
  const { socket, address, tls, timings } = await open(target, guard, {
    asker: { tenant },
    tls: target.secure,
    alpn: ["http/1.1"],
    trust,
    identity,
    deadlines,
    life: signal,
    onStep,
  });
  const answer = await exchange(socket, {
    url: target.url,
    method,
    headers,
    body,
    limit,
    deadlines,
    life: signal,
    onStep,
  }).catch((error: unknown) => {
    throw error instanceof NetError
      ? error.with({ host: target.name, port: target.port, addresses: [address], certificate: tls?.certificate })
      : error;
  });
  const redirectTo = redirectOf(answer, target.url);
  return {
    ...answer,
    url: target.url.href,
    address,
    timings: { ...timings, ...answer.timings, whole: 0 },
    ...(tls && { tls }),
    ...(redirectTo !== undefined && { redirectTo }),
  };
}
