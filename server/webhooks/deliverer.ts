import { createDueWork, type DueWork } from "../store/due-work.js";
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

export type Deliverer = DueWork;

/** Empties the outbox. */
export function createDeliverer(options: DelivererOptions): Deliverer {
  const { store, concurrency = 100, perEndpoint = 5, deadline = 15_000, random = Math.random } = options;
  const tools: DeliveryTools = { ...options, deadline, random };
  const leaseMs = deadline + 30_000;
  return createDueWork({
    claim: (limit) => store.work.claimDeliveries({ limit, leaseMs, perEndpoint }),
    nextAt: () => store.work.nextDeliveryAt(),
    now: () => store.now(),
    async run(claim) {
      const report = await attemptDelivery(claim, tools);
      options.onAttempt?.(report);
    },
    concurrency,
    onError: options.onError,
  });
}
