import type { Answer, BodyInput, Params, Query, RunLine } from "#contract";
import type { CallName } from "./calls.js";

/** What a call is given: exactly the parts that its endpoint declares. */
export type CallInput<N extends CallName> = Part<"params", Params<N>> &
  Part<"query", Query<N>> &
  Part<"body", BodyInput<N>> & { signal?: AbortSignal };
type Part<K extends string, T> = [T] extends [undefined] ? { [P in K]?: undefined } : { [P in K]: T };

/**
 * The way from the flow to the server. `createApi` is the real one; the gallery has one that answers from fixtures.
 * The session bearer is kept inside it, in memory, from the answer of `openLink` or `resumeLink` on.
 */
export interface Transport {
  /** @throws Trouble, or an AbortError when `signal` was aborted. */
  ask<N extends CallName>(name: N, input: CallInput<N>): Promise<Answer<N>>;
  /** Runs the checks; `onLine` gets each line as it comes. Resolves when the server has closed the stream. @throws as `ask` */
  run(input: CallInput<"runChecks">, onLine: (line: RunLine) => void): Promise<void>;
}
