import { createReceiver } from "../../server/client/receiver.js";
import type { Inbox, Received } from "../../server/client/inbox.js";
import type { Case, Proof } from "./proof.js";

interface SignatureCase extends Case {
  secrets: string[];
  headers: Record<string, string>;
  body?: string;
  body_base64?: string;
  /** Unix seconds. */
  now: number;
  expect: "valid" | "invalid" | "config-error";
}

/**
 * Gives each case to the host's receiver kit as a delivery. Valid: answered 200 and kept, once, to the byte.
 * Invalid: answered 401 and nothing kept. Config error: the receiver cannot be made with that secret.
 */
export const proof: Proof = {
  name: "webhook-signatures",
  async run({ cases }, { only }) {
    const chosen = (cases as SignatureCase[]).filter((one) => !only || one.class === only);
    return Promise.all(chosen.map(judge));
  },
};

async function judge(one: SignatureCase) {
  const outcome = await outcomeOf(one).catch((error: unknown) => `thrown: ${String(error)}`);
  const ok = outcome === one.expect || (one.expect === "invalid" && outcome === "config-error" && isWeakKey(one));
  return { id: one.id, ok, ...(!ok && { why: `expected ${one.expect}, got ${outcome}` }) };
}

/** A public key that may not be configured at all (a point of small order) verifies nothing: that is stricter than invalid. */
function isWeakKey(one: SignatureCase): boolean {
  return one.secrets.every((secret) => secret.startsWith("whpk_"));
}

async function outcomeOf(one: SignatureCase): Promise<string> {
  const kept: Received[] = [];
  const receiver = receiverFor(one, kept);
  if (!receiver) return "config-error";
  const body = one.body_base64 === undefined ? Buffer.from(one.body ?? "") : Buffer.from(one.body_base64, "base64");
  const answer = await receiver.receive(body, one.headers);
  await receiver.stop();
  if (answer.status === 200 && kept.length === 1 && body.equals(kept[0]!.body)) return "valid";
  if (answer.status === 401 && kept.length === 0) return "invalid";
  return `answered ${answer.status}, kept ${kept.length}`;
}

function receiverFor(one: SignatureCase, kept: Received[]) {
  try {
    return createReceiver({
      secrets: one.secrets,
      inbox: recordingInbox(kept),
      handle: () => undefined,
      now: () => one.now * 1000,
      maxBytes: 64 * 1024 * 1024, // sizes are another proof's business
    });
  } catch (error) {
    if (error instanceof Error && error.name === "WebhookSecretError") return undefined;
    throw error;
  }
}

/** Keeps in memory what would go to the disk, and never has work: only the door is being looked at. */
function recordingInbox(kept: Received[]): Inbox {
  return {
    add: async (received) => received.map((one) => (kept.push(one), "new" as const)),
    claim: async () => undefined,
    settle: async () => undefined,
    retry: async () => undefined,
    bury: async () => undefined,
    revive: async () => false,
    dead: async () => [],
    nextDue: async () => undefined,
    cursor: async () => undefined,
    forget: async () => undefined,
  };
}
