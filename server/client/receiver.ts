import { readVerifyingKey, WebhookSecretError } from "../webhooks/secret.js";
import { verifyWebhook, type HeaderValues } from "../webhooks/signature.js";
import { catchUp, type EventSource } from "./catch-up.js";
import type { Inbox } from "./inbox.js";
import { toReceived } from "./incoming.js";
import { startProcessing, type Handle, type ReceiverAlert } from "./processing.js";

/**
 * Receives webhooks for a host. The story, in order:
 * 1. verify the signature over the raw bytes, in constant time;
 * 2. keep the event durably, once per `webhook-id`;
 * 3. answer 200 (anything else, and the sender tries again);
 * 4. afterwards call `handle`, once per event, never for a version older than the last one of that connection;
 * 5. a `handle` that throws is tried again with growing pauses, then parked where it blocks nobody.
 */
export interface ReceiverOptions<Tx> {
  /** `whsec_…` or `whpk_…`; two while rotating. */
  secrets: readonly string[];
  inbox: Inbox<Tx>;
  handle: Handle<Tx>;
  /** With a client, `catchUp` asks for what no webhook brought; `every` (ms) does so by itself. */
  poll?: { client: EventSource; every?: number };
  /** Told of everything worth a line in a log; never holds a body or a secret. */
  onAlert?: (alert: ReceiverAlert) => void;
  /** Bytes; 1 MiB unless told. */
  maxBytes?: number;
  /** Tries before an event is parked; 8 unless told. */
  maxAttempts?: number;
  /** Milliseconds one try of `handle` may take; 30,000 unless told. */
  deadline?: number;
  /** Events worked on at once; 4 unless told. */
  concurrency?: number;
  /** For tests: milliseconds, and 0 to 1. */
  now?: () => number;
  random?: () => number;
}

export interface ReceiverAnswer {
  status: 200 | 401 | 413 | 503;
  headers: Record<string, string>;
  body: string;
}

export interface Receiver {
  /** Bytes over which there is no point in reading on. */
  readonly maxBytes: number;
  /** Judges and keeps one delivery. `body` is the raw bytes: parsed and written again they no longer fit the signature. */
  receive(body: Uint8Array, headers: HeaderValues): Promise<ReceiverAnswer>;
  /** Asks the server for events that no webhook brought; answers how many were new. */
  catchUp(): Promise<number>;
  /** Resolves when all that is due has been worked on. */
  idle(): Promise<void>;
  /** Takes nothing new and waits for what is under way; the inbox stays open. */
  stop(): Promise<void>;
}

/** Begins with what was left over from before. Throws `WebhookSecretError` for a secret that must not be set. */
export function createReceiver<Tx>(options: ReceiverOptions<Tx>): Receiver {
  const { inbox, poll, maxBytes = 1024 * 1024, now = Date.now, onAlert = () => undefined } = options;
  if (options.secrets.length === 0) throw new WebhookSecretError("A receiver needs at least one secret.");
  const keys = options.secrets.map(readVerifyingKey);
  const processing = startProcessing({
    inbox,
    handle: options.handle,
    onAlert,
    maxAttempts: options.maxAttempts ?? 8,
    deadline: options.deadline ?? 30_000,
    concurrency: options.concurrency ?? 4,
    now,
    random: options.random ?? Math.random,
  });
  processing.wake();

  async function receive(body: Uint8Array, headers: HeaderValues): Promise<ReceiverAnswer> {
    if (body.byteLength > maxBytes) return answer(413, { refused: "body_too_large" });
    const verified = verifyWebhook(keys, headers, body, Math.floor(now() / 1000));
    if (!verified.ok) return answer(401, { refused: verified.why });
    try {
      const [outcome] = await inbox.add([toReceived(verified.id, body, now())]);
      if (outcome === "reused") onAlert({ code: "id_reused_with_other_body", id: verified.id });
    } catch (error) {
      // Never 200 before it is durable: the sender still has it, and will come again.
      onAlert({ code: "inbox_failed", reason: error instanceof Error ? error.message : String(error) });
      return answer(503, { refused: "not_kept" }, { "retry-after": "30" });
    }
    processing.wake();
    return answer(200, { received: verified.id });
  }

  async function catchUpNow() {
    if (!poll) throw new TypeError("Catching up needs a client: createReceiver({ poll: { client } }).");
    const found = await catchUp(poll.client, inbox, now);
    if (found > 0) processing.wake();
    return found;
  }

  const timer =
    poll?.every &&
    setInterval(() => {
      catchUpNow().catch((error: unknown) => onAlert({ code: "catch_up_failed", reason: String(error) }));
    }, poll.every).unref();

  return {
    maxBytes,
    receive,
    catchUp: catchUpNow,
    idle: () => processing.idle(),
    async stop() {
      if (timer) clearInterval(timer);
      await processing.stop();
    },
  };
}

function answer(status: ReceiverAnswer["status"], body: object, headers: Record<string, string> = {}): ReceiverAnswer {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}
