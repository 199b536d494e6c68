export interface DueWorkOptions<Claim> {
  /** Claims at most so many pieces that are due. */
  claim(limit: number): Promise<readonly Claim[]>;
  /** When the next one falls due; null when none is waiting. */
  nextAt(): Promise<number | null>;
  now(): number;
  /** Does one piece. What it throws is told and changes nothing: the lease runs out, and the piece is due again. */
  run(claim: Claim): Promise<void>;
  /** Pieces under way at once. */
  concurrency: number;
  /** The store did not answer, or a piece threw; the store is asked again. */
  onError?: ((error: unknown) => void) | undefined;
}

export interface DueWork {
  /** Does what is due, then sleeps until the next is. Call it once at start, and after committing something that is due. */
  wake(): void;
  /** Resolves when nothing is under way and nothing is due. */
  idle(): Promise<void>;
  /** Claims nothing more and waits for what is under way. */
  stop(): Promise<void>;
}

/** However long nothing is due, another instance may have committed something. */
const longestSleep = 5000;

/**
 * Work whose queue is the rows themselves: this holds nothing that a killed process would lose, and any number of
 * instances may run on one store.
 */
export function createDueWork<Claim>(options: DueWorkOptions<Claim>): DueWork {
  const { claim, nextAt, now, run, concurrency, onError } = options;
  const underWay = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let woken = false;
  let filling: Promise<void> | undefined;
  let stopped = false;

  function wake() {
    woken = true;
    if (!filling && !stopped) filling = fill().finally(() => (filling = undefined));
  }

  async function fill() {
    while (woken && !stopped) {
      woken = false;
      try {
        const limit = concurrency - underWay.size;
        for (const piece of limit > 0 ? await claim(limit) : []) begin(piece);
        await sleepUntilDue();
      } catch (error) {
        onError?.(error);
        sleep(longestSleep);
      }
    }
  }

  function begin(piece: Claim) {
    const doing = run(piece)
      .catch((error: unknown) => onError?.(error))
      .finally(() => {
        underWay.delete(doing);
        // A place is free, and perhaps something else was held back.
        wake();
      });
    underWay.add(doing);
  }

  async function sleepUntilDue() {
    const due = await nextAt();
    // What is due and was not claimed waits for somebody; the end of a piece wakes us then.
    const pause = due === null || due <= now() ? longestSleep : due - now();
    sleep(Math.min(pause, longestSleep));
  }

  function sleep(ms: number) {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(wake, ms).unref();
  }

  async function idle() {
    while (filling || underWay.size > 0) await Promise.all([filling, ...underWay]);
  }

  return {
    wake,
    idle,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await idle();
    },
  };
}
