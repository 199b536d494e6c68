import type { SealedValue } from "./sealed.js";

/** One write under an Idempotency-Key. `scope` names the endpoint and whatever else the key counts within. */
export interface IdempotencyKey {
  readonly scope: string;
  readonly key: string;
}
export type IdempotencyState =
  /** Go on, then `finish` or `abandon`. `owner` is where the answer is to be sealed: owner kind `idempotency`. */
  | { readonly state: "new"; readonly owner: string }
  /** The same request is being worked on elsewhere. */
  | { readonly state: "running" }
  /** The same key came with another body. */
  | { readonly state: "conflict" }
  /** Answer as before. */
  | { readonly state: "done"; readonly status: number; readonly answer: SealedValue };

export interface Idempotency {
  /** Of two at once one gets `new`. A `running` that is older than a minute was killed, and is given anew. Kept 24 h. */
  begin(key: IdempotencyKey & { requestHash: string }): Promise<IdempotencyState>;
  /** In the transaction of the write itself. Answers hold tokens: sealed, never plain. */
  finish(key: IdempotencyKey, answer: { status: number; answer: SealedValue }): Promise<void>;
  abandon(key: IdempotencyKey): Promise<void>;
}
