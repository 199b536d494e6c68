import type { Case } from "./proof.js";

/** Answers of a name in the corpus: addresses, a list of them for each look-up, an error, or late ones. */
export type DnsAnswers =
  string[] | { seq: string[][] } | { error: string } | { delay_ms?: number; cname?: string; answers: string[] };

/** Status, Location, headers and body of an answer; what is left out is not sent. */
export type HopAnswer = [status: number, location?: string | null, headers?: Record<string, string>, body?: string];

/** A case as the corpus's header describes it. */
export interface SsrfCase extends Case {
  input: string;
  expect: "blocked" | "allowed" | "safe";
  stage?: string;
  dns?: Record<string, DnsAnswers>;
  hops?: Record<string, HopAnswer>;
  policy?: {
    allow?: { cidr?: string; host?: string; ports?: number[]; tenant?: string }[];
    operator?: unknown[];
    self_hosts?: string[];
    tenant?: string;
  };
  expect_connect?: string[];
  whatwg_host?: string | null;
}
