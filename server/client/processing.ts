import type { Event } from "#contract";
import type { Inbox, InboxItem } from "./inbox.js";
import { readEvent } from "./incoming.js";

export interface HandleContext {
  /** `webhook-id`: stable over every try, so it serves as an idempotency key elsewhere. */
  id: string;
  /** 1 for the first try. */
  attempt: number;
  /** Fires at the deadline, and when the receiver stops. */
  signal: AbortSignal;
}

/**
 * Does what the host does about an event; types it does not know it lets pass. Throwing means: again later. Returning
 * a function has it run inside the transaction that ends the event, so that an effect in the same database happens
 * exactly once, whatever is killed.
 */
export type Handle<Tx> = (event: Event, context: HandleContext) => void | Effect<Tx> | Promise<void | Effect<Tx>>;
export type Effect<Tx> = (tx: Tx) => void;

export type ReceiverAlert =
  | { code: "id_reused_with_other_body"; id: string }
  | { code: "attempt_failed" | "parked"; id: string; attempts: number; reason: string }
  | { code: "inbox_failed" | "catch_up_failed"; reason: string };

export interface ProcessingOptions<Tx> {
  inbox: Inbox<Tx>;
  handle: Handle<Tx>;
  onAlert: (alert: ReceiverAlert) => void;
  /** Tries before an event is parked. */
  maxAttempts: number;
  /** Milliseconds one try may take. */
  deadline: number;
  /** Events worked on at once; two of one object never are. */
  concurrency: number;
  /** Milliseconds. */
  now: () => number;
  /** 0 to 1. */
  random: () => number;
}

export interface Processing {
  /** Works on everything that is due, then sleeps until the next is. */
  wake(): void;
  /** Resolves when nothing is being worked on and nothing is due. */
  idle(): Promise<void>;
  /** Takes nothing new, and waits for what is under way. */
  stop(): Promise<void>;
}

/** 1 s, doubling to 10 min, each shortened by up to a half so that they do not come back all at once. */
export function processingDelay(attempts: number, random: number): number {
  return Math.min(1000 * 2 ** (attempts - 1), 600_000) * (1 - random / 2);
}

const keepBodies = 30 * 24 * 3600_000;

export function startProcessing<Tx>(options: ProcessingOptions<Tx>): Processing {
  const { inbox, now } = options;
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let woken = false;
  let forgotAt = 0;
  let draining: Promise<void> | undefined;

  function wake() {
    woken = true;
    if (!draining && !stopping.signal.aborted) draining = drain().finally(() => (draining = undefined));
  }

  async function drain() {
    while (woken && !stopping.signal.aborted) {
      woken = false;
      try {
        await Promise.all(Array.from({ length: options.concurrency }, worker));
        await forgetHourly();
        await sleepUntilDue();
      } catch (error) {
        options.onAlert({ code: "inbox_failed", reason: reasonOf(error) });
        sleep(5000);
      }
    }
  }

  async function worker() {
    while (!stopping.signal.aborted) {
      const item = await inbox.claim(now(), now() + options.deadline + 5000);
      if (!item) return;
      await work(item);
    }
  }

  async function work(item: InboxItem) {
    const event = readEvent(item.body);
    if (!event) return park(item, "not an event");
    if (item.overtaken) return inbox.settle(item.id, "skipped", now());
    // Only a try that ended the process can have left more tries than there may be.
    if (item.attempts > options.maxAttempts) return park(item, "the process ended during every try");
    try {
      const effect = await withDeadline(item, event);
      await inbox.settle(item.id, "done", now(), effect ?? undefined);
    } catch (error) {
      await failed(item, reasonOf(error));
    }
  }

  async function withDeadline(item: InboxItem, event: Event): Promise<void | Effect<Tx>> {
    const deadline = new AbortController();
    const alarm = setTimeout(() => deadline.abort(new Error(`no end within ${options.deadline} ms`)), options.deadline);
    const signal = AbortSignal.any([deadline.signal, stopping.signal]);
    const overdue = new Promise<never>((_, reject) => {
      deadline.signal.addEventListener("abort", () => reject(deadline.signal.reason as Error));
    });
    try {
      return await Promise.race([options.handle(event, { id: item.id, attempt: item.attempts, signal }), overdue]);
    } finally {
      clearTimeout(alarm);
    }
  }

  async function failed(item: InboxItem, reason: string) {
    if (item.attempts >= options.maxAttempts) return park(item, reason);
    options.onAlert({ code: "attempt_failed", id: item.id, attempts: item.attempts, reason });
    await inbox.retry(item.id, now() + processingDelay(item.attempts, options.random()), reason);
  }

  async function park(item: InboxItem, reason: string) {
    await inbox.bury(item.id, reason, now());
    options.onAlert({ code: "parked", id: item.id, attempts: item.attempts, reason });
  }

  async function forgetHourly() {
    if (now() - forgotAt < 3600_000) return;
    forgotAt = now();
    await inbox.forget(now() - keepBodies);
  }

  async function sleepUntilDue() {
    const due = await inbox.nextDue();
    if (due !== undefined) sleep(Math.max(due - now(), 0));
  }

  function sleep(ms: number) {
    clearTimeout(timer);
    timer = setTimeout(wake, Math.min(ms, 3600_000)).unref();
  }

  return {
    wake,
    async idle() {
      while (draining) await draining;
    },
    async stop() {
      stopping.abort(new Error("the receiver is stopping"));
      clearTimeout(timer);
      await draining?.catch(() => undefined);
    },
  };
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 500);
}
