import type { ProblemCode } from "#contract";

export type GangwayErrorCode = ProblemCode | "no_answer" | "answer_not_understood";

export interface GangwayErrorDetails {
  code: GangwayErrorCode;
  /** HTTP status; `null` when there was no answer. */
  status: number | null;
  /** Give it to the operator: the server's log knows it. */
  requestId: string | null;
  /** Whose doing: the caller's request, Gangway, or the way between. */
  culprit: "caller" | "us" | "network";
  fields?: { path: string; message: string }[];
  /** Seconds the server asked to wait. */
  retryAfter?: number;
  /** Tries made. */
  tries: number;
}

/** What a call to Gangway ended in, after every retry that was safe. */
export class GangwayError extends Error {
  override name = "GangwayError";
  readonly code: GangwayErrorCode;
  readonly status: number | null;
  readonly requestId: string | null;
  readonly culprit: GangwayErrorDetails["culprit"];
  readonly fields: { path: string; message: string }[];
  readonly retryAfter: number | undefined;
  readonly tries: number;

  constructor(words: string, details: GangwayErrorDetails, options?: ErrorOptions) {
    const { code, requestId, tries } = details;
    const id = requestId ? `request ${requestId}` : "no request id";
    super(`${words} (${code}, ${id}, ${tries} ${tries === 1 ? "try" : "tries"})`, options);
    this.code = code;
    this.status = details.status;
    this.requestId = requestId;
    this.culprit = details.culprit;
    this.fields = details.fields ?? [];
    this.retryAfter = details.retryAfter;
    this.tries = tries;
  }
}
