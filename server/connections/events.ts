import type { Delivery, Event } from "#contract";
import type { Handler } from "../call/call.js";
import { badField, Refusal } from "../call/refusal.js";
import type { DeliveryRecord } from "../store/deliveries.js";
import { eventBody } from "../webhooks/event-body.js";

const iso = (time: number): string => new Date(time).toISOString();
const maybe = (time: number | null): string | null => (time === null ? null : iso(time));

/** GET /v1/events */
export const listEvents: Handler<"listEvents"> = async ({ house, store, caller, query }) => {
  const page = await store.tenant(caller.tenant).events.list({ after: query.after, limit: Number(query.limit ?? 50) });
  const bodies = await Promise.all(page.items.map((event) => eventBody({ store, vault: house.vault }, event)));
  return { items: bodies.map((body) => JSON.parse(body) as Event), next: page.next };
};

/** GET /v1/deliveries */
export const listDeliveries: Handler<"listDeliveries"> = async ({ store, caller, query }) => {
  const { after, limit, status } = query;
  const page = await store.tenant(caller.tenant).deliveries.list({ after, limit: Number(limit ?? 50), status });
  return { items: page.items.map(viewDelivery), next: page.next };
};

const viewDelivery = ({ tenant: _, ...record }: DeliveryRecord): Delivery => ({
  ...record,
  nextAttemptAt: maybe(record.nextAttemptAt),
  createdAt: iso(record.createdAt),
  deliveredAt: maybe(record.deliveredAt),
});

/** POST /v1/events/replay */
export const replayEvents: Handler<"replayEvents"> = async ({ store, caller, body }) => {
  const own = store.tenant(caller.tenant);
  if ("ids" in body) {
    const events = await Promise.all(body.ids.map((id) => own.events.get(id)));
    if (events.includes(undefined)) throw new Refusal("not_found");
    return { deliveries: await own.deliveries.replay({ ids: body.ids }) };
  }
  const [from, to] = [Date.parse(body.from), Date.parse(body.to)];
  if (from > to) throw badField("to", "is before `from`");
  return { deliveries: await own.deliveries.replay({ from, to }) };
};
