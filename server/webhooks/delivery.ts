import { NetError, type Net, type NetResponse } from "../net/index.js";
import type { Attempt, ClaimedDelivery } from "../store/deliveries.js";
import type { Store } from "../store/store.js";
import type { Vault } from "../vault/vault.js";
import { eventBody } from "./event-body.js";
import { signingKeysOf } from "./endpoints.js";
import { retryAfterSeconds } from "./retry-after.js";
import { pauseAfter } from "./schedule.js";
import { signWebhook } from "./signature.js";

export interface DeliveryTools {
  store: Store;
  vault: Vault;
  net: Pick<Net, "request">;
  /** Milliseconds one attempt may take, from name look-up to the answer read. */
  deadline: number;
  /** 0 to 1. */
  random: () => number;
}

/** How one attempt ended. `lost`: another worker has the delivery by now, and what it says counts. */
export interface AttemptReport extends Attempt {
  outcome: "delivered" | "retry" | "dead" | "endpoint_disabled" | "lost";
  delivery: ClaimedDelivery;
  nextAttemptAt: number | null;
  ms: number;
}

/**
 * Makes one attempt at a claimed delivery and writes down how it went. A 2xx is a yes and everything else is not:
 * redirects are not followed, 4xx is tried again (people mend their receivers), 410 ends the endpoint.
 * Killed before the result is written, the lease runs out and the attempt is made again: at least once.
 */
export async function attemptDelivery(delivery: ClaimedDelivery, tools: DeliveryTools): Promise<AttemptReport> {
  const began = performance.now();
  const { attempt, retryAfter } = await send(delivery, tools);
  const settled = await settle(delivery, attempt, retryAfter, tools);
  return { ...attempt, ...settled, delivery, ms: Math.round(performance.now() - began) };
}

async function send(
  delivery: ClaimedDelivery,
  tools: DeliveryTools,
): Promise<{ attempt: Attempt; retryAfter?: number }> {
  const { store, net, deadline } = tools;
  try {
    const { tenant, event: id, eventType: type } = delivery;
    const body = Buffer.from(await eventBody(tools, { tenant, id, type, body: delivery.body }));
    const keys = await signingKeysOf(store, tools.vault, delivery.tenant, delivery.endpoint);
    const answer = await net.request({
      url: delivery.url,
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": "Gangway-Webhooks/1",
        // The id is the event's, on every attempt and every replay: it is how a receiver knows it again.
        ...signWebhook(keys, delivery.event, Math.floor(store.now() / 1000), body),
      },
      body,
      tenant: delivery.tenant,
      deadlines: { answer: deadline, whole: deadline },
    });
    return {
      attempt: { status: answer.status, cause: causeOf(answer) },
      retryAfter: retryAfterOf(answer, store.now()),
    };
  } catch (error) {
    // Whatever is wrong with this one (a secret that does not open, say) must not stop the others.
    return { attempt: { status: null, cause: error instanceof NetError ? error.causeCode : "internal" } };
  }
}

async function settle(
  delivery: ClaimedDelivery,
  attempt: Attempt,
  retryAfter: number | undefined,
  tools: DeliveryTools,
) {
  const { store, random } = tools;
  const { deliveries } = store.tenant(delivery.tenant);
  const ended = (outcome: AttemptReport["outcome"], held: boolean, nextAttemptAt: number | null = null) => ({
    outcome: held ? outcome : ("lost" as const),
    nextAttemptAt,
  });

  if (attempt.status !== null && attempt.status >= 200 && attempt.status < 300) {
    return ended("delivered", await deliveries.delivered(delivery, attempt));
  }
  if (attempt.status === 410) {
    const held = await store.transaction(async (tx) => {
      const own = tx.tenant(delivery.tenant);
      const dead = await own.deliveries.dead(delivery, attempt);
      if (dead) await own.endpoints.disable(delivery.endpoint, "answered_410");
      return dead;
    });
    return ended("endpoint_disabled", held);
  }
  const pause = pauseAfter(delivery.attempts + 1, random(), retryAfter);
  if (pause === undefined) return ended("dead", await deliveries.dead(delivery, attempt));
  const nextAttemptAt = store.now() + pause;
  return ended("retry", await deliveries.retry(delivery, { ...attempt, nextAttemptAt }), nextAttemptAt);
}

function causeOf(answer: NetResponse): string | null {
  return answer.status >= 300 && answer.status < 400 ? "redirected_elsewhere" : null;
}

function retryAfterOf(answer: NetResponse, now: number): number | undefined {
  return retryAfterSeconds(answer.headers.get("retry-after"), now);
}
