import { NetError, type NetErrorCode } from "./error.js";

/** One call from beginning to end. Its signal is aborted with the `NetError` to be told. */
export interface Life {
  readonly signal: AbortSignal;
  /** Lets go of timer and caller's signal. */
  end(): void;
}

/** Begins a call that ends after `ms`, or when the caller's signal does. */
export function beginLife(ms: number | undefined, caller: AbortSignal | undefined): Life {
  const life = new AbortController();
  const timer = ms === undefined ? undefined : setTimeout(() => life.abort(new NetError("deadline_exceeded")), ms);
  const onCaller = () => life.abort(reasonOf(caller?.reason));
  if (caller?.aborted) onCaller();
  caller?.addEventListener("abort", onCaller, { once: true });
  return {
    signal: life.signal,
    end: () => {
      clearTimeout(timer);
      caller?.removeEventListener("abort", onCaller);
    },
  };
}

// `AbortSignal.timeout` is how a run says that its time is over.
function reasonOf(reason: unknown): NetError {
  const timedOut = reason instanceof DOMException && reason.name === "TimeoutError";
  return new NetError(timedOut ? "deadline_exceeded" : "cancelled");
}

/**
 * Gives `work` at most `ms`; then, or when the life ends, throws a NetError. `work` must let go of what it holds when
 * its signal aborts, for nobody takes its result any more.
 */
export async function within<T>(
  ms: number,
  code: NetErrorCode,
  life: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  life.throwIfAborted();
  const part = new AbortController();
  const timer = setTimeout(() => part.abort(new NetError(code)), ms);
  const onLife = () => part.abort(life.reason);
  life.addEventListener("abort", onLife, { once: true });
  try {
    return await Promise.race([work(part.signal), rejectOnAbort(part.signal)]);
  } finally {
    clearTimeout(timer);
    life.removeEventListener("abort", onLife);
  }
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
