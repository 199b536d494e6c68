import type { ProblemCode } from "#contract";

/** Beside the server's own problems: it could not be asked, or its answer made no sense. */
export type TroubleCode = ProblemCode | "offline" | "timed_out" | "not_understood";

/** Why a call to Gangway itself did not succeed. Its words live in `words.troubles`. */
export class Trouble extends Error {
  override readonly name = "Trouble";
  constructor(
    readonly code: TroubleCode,
    /** To be told to whoever runs the server. */
    readonly requestId: string | null = null,
    /** Seconds the server asked us to wait. */
    readonly retryAfter: number | null = null,
    /** Parts of what was sent that the server refused, as paths: "trust.ca". */
    readonly fields: readonly string[] = [],
  ) {
    super(code);
  }
}

/** What went wrong, whatever was thrown. An abort is no trouble: it is given on. */
export function troubleOf(thrown: unknown): Trouble {
  if (thrown instanceof Trouble) return thrown;
  return new Trouble("not_understood");
}

export const isAbort = (thrown: unknown): boolean =>
  typeof thrown === "object" && thrown !== null && "name" in thrown && thrown.name === "AbortError";

const passing: readonly TroubleCode[] = [
  "offline",
  "timed_out",
  "rate_limited",
  "overloaded",
  "internal",
  "in_progress",
];
/** Whether the very same call may succeed a little later. */
export const mayPass = (trouble: Trouble): boolean => passing.includes(trouble.code);

const final: readonly TroubleCode[] = [
  "link_ended",
  "token_used",
  "token_expired",
  "unauthorized",
  "origin_not_allowed",
];
/** Whether nothing on this link can go on. */
export const endsLink = (trouble: Trouble): boolean => final.includes(trouble.code);
