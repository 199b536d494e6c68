/** A signal with an end of its own. `release` lets go of the timer and of the signal it follows. */
export interface Deadline {
  readonly signal: AbortSignal;
  release(): void;
}

/**
 * Ends with `signal`, or after `ms` with a TimeoutError. By hand, because Node 20 lets the garbage collector take an
 * `AbortSignal.timeout` that only an `AbortSignal.any` still follows: it then never fires.
 */
export function deadlineOf(signal: AbortSignal, ms: number): Deadline {
  const own = new AbortController();
  const timer = setTimeout(() => own.abort(new DOMException("Took too long", "TimeoutError")), ms);
  const follow = () => {
    clearTimeout(timer);
    own.abort(signal.reason);
  };
  signal.addEventListener("abort", follow, { once: true });
  if (signal.aborted) follow();
  return {
    signal: own.signal,
    release() {
      clearTimeout(timer);
      signal.removeEventListener("abort", follow);
    },
  };
}
