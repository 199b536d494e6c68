import type { Deadlines } from "./deadlines.js";
import type { OnStep, TlsFacts } from "./step.js";
import type { Trust } from "./trust.js";

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
