import type { ClaimedDelivery } from "../store/deliveries.js";
import { attemptDelivery, type AttemptReport, type DeliveryTools } from "./delivery.js";

export interface DelivererOptions extends Omit<DeliveryTools, "deadline" | "random"> {
  /** Attempts under way at once, over all endpoints; 100 unless told. */
  concurrency?: number;
  /** To one endpoint; 5 unless told, so that a slow one cannot take all. */
  perEndpoint?: number;
  /** Milliseconds one attempt may take; 15,000 unless told. */
  deadline?: number;
  /** For tests: 0 to 1. */
  random?: () => number;
  /** For logs and metrics. */
  onAttempt?: (report: AttemptReport) => void;
  /** The store did not answer; it is asked again. */
  onError?: (error: unknown) => void;
}

export interface Deliverer {
  /** Sends what is due, then sleeps until the next is. Call it once at start, and after committing an event or a replay. */
  wake(): void;
  /** Resolves when nothing is under way and nothing is due. */
  idle(): Promise<void>;
  /** Claims nothing more and waits for the attempts under way: one deadline at most. */
  stop(): Promise<void>;
}

/** However long nothing is due, another instance may have committed something. */
const longestSleep = 5000;

/**
 * Empties the outbox. The rows are the queue: this holds nothing that a killed process would lose, and any number of
 * instances may run on one store.
 */
export function createDeliverer(options: DelivererOptions): Deliverer {
  const { store, concurrency = 100, perEndpoint = 5, deadline = 15_000, random = Math.random } = options;
  const tools: DeliveryTools = { ...options, deadline, random };
  const leaseMs = deadline + 30_000;
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
        const claims = limit > 0 ? await store.work.claimDeliveries({ limit, leaseMs, perEndpoint }) : [];
        for (const claim of claims) begin(claim);
        await sleepUntilDue();
      } catch (error) {
        options.onError?.(error);
        sleep(longestSleep);
      }
    }
  }

  function begin(claim: ClaimedDelivery) {
    const attempt = attemptDelivery(claim, tools)
      .then((report) => options.onAttempt?.(report))
      .catch((error: unknown) => options.onError?.(error))
      .finally(() => {
        underWay.delete(attempt);
        // A slot is free, and perhaps the endpoint's own limit held something back.
        wake();
      });
    underWay.add(attempt);
  }

  async function sleepUntilDue() {
    const due = await store.work.nextDeliveryAt();
    // What is due and was not claimed waits for its endpoint; the end of an attempt wakes us then.
    const pause = due === null || due <= store.now() ? longestSleep : due - store.now();
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
