/** One run at a time for each key (a link): the newest wins, and aborts the one before it. */
export interface Newest {
  /** Begins a run: aborts the key's older one. Call `end` when it is over. */
  begin(key: string): { readonly signal: AbortSignal; end(): void };
  /** Aborts what runs under the key; false when nothing does. */
  cancel(key: string): boolean;
  /** Aborts all, for the end of the process. */
  cancelAll(): void;
}

export function createNewest(): Newest {
  const running = new Map<string, AbortController>();
  const cancel = (key: string): boolean => {
    const run = running.get(key);
    running.delete(key);
    run?.abort();
    return run !== undefined;
  };
  return {
    begin(key) {
      cancel(key);
      const run = new AbortController();
      running.set(key, run);
      return {
        signal: run.signal,
        end() {
          if (running.get(key) === run) running.delete(key);
        },
      };
    },
    cancel,
    cancelAll: () => [...running.keys()].forEach(cancel),
  };
}
