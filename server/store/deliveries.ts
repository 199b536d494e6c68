import type { Context } from "./context.js";
import { newId } from "./id.js";
import { cursorAt, limitOf, older, pageOf } from "./page.js";
import type { Row } from "./tables.js";
import type { Page, Paging } from "./page.js";

export interface DeliveryRecord {
  readonly id: string;
  readonly tenant: string;
  readonly event: string;
  readonly eventType: string;
  readonly endpoint: string;
  readonly url: string;
  readonly status: "waiting" | "delivered" | "dead";
  readonly attempts: number;
  readonly nextAttemptAt: number | null;
  readonly lastStatus: number | null;
  readonly lastCause: string | null;
  readonly createdAt: number;
  readonly deliveredAt: number | null;
}
/** A delivery that this worker may send until `leaseUntil`. */
export interface ClaimedDelivery extends DeliveryRecord {
  readonly lease: string;
  readonly leaseUntil: number;
  /** Text to sign and send. */
  readonly body: string;
  /** ed25519 rather than HMAC. The secrets are sealed: owner kind `endpoint`, its id. */
  readonly asymmetric: boolean;
}
/** How one attempt went. `status` is the HTTP status, null when none came; `cause` a code. */
export interface Attempt {
  readonly status: number | null;
  readonly cause: string | null;
}

export interface Deliveries {
  /** Newest first. */
  list(paging: Paging & { status?: DeliveryRecord["status"] | undefined }): Promise<Page<DeliveryRecord>>;
  get(id: string): Promise<DeliveryRecord | undefined>;
  /** These three count one attempt and give the lease back. False when the lease was lost to another worker. */
  delivered(claim: Pick<ClaimedDelivery, "id" | "lease">, attempt: Attempt): Promise<boolean>;
  retry(claim: Pick<ClaimedDelivery, "id" | "lease">, attempt: Attempt & { nextAttemptAt: number }): Promise<boolean>;
  dead(claim: Pick<ClaimedDelivery, "id" | "lease">, attempt: Attempt): Promise<boolean>;
  /** New deliveries of past events to every enabled endpoint; how many. Ids that are not this tenant's count nothing. */
  replay(what: { ids: readonly string[] } | { from: number; to: number }): Promise<number>;
}

export function deliveries(context: Context, tenant: string): Deliveries {
  const { db, now } = context;
  const whole = () =>
    db
      .selectFrom("deliveries")
      .innerJoin("webhook_endpoints", (join) =>
        join
          .onRef("webhook_endpoints.tenant", "=", "deliveries.tenant")
          .onRef("webhook_endpoints.id", "=", "deliveries.endpoint"),
      )
      .innerJoin("events", (join) =>
        join.onRef("events.tenant", "=", "deliveries.tenant").onRef("events.id", "=", "deliveries.event"),
      )
      .selectAll("deliveries")
      .select(["webhook_endpoints.url", "events.type as event_type"])
      .where("deliveries.tenant", "=", tenant);
  const settle = async (
    { id, lease }: Pick<ClaimedDelivery, "id" | "lease">,
    { status: last_status, cause: last_cause }: Attempt,
    columns: Pick<Row<"deliveries">, "status" | "next_attempt_at" | "delivered_at">,
  ) => {
    const result = await db
      .updateTable("deliveries")
      .set((eb) => ({
        ...columns,
        last_status,
        last_cause,
        lease: null,
        lease_until: null,
        attempts: eb("attempts", "+", 1),
      }))
      .where("tenant", "=", tenant)
      .where("id", "=", id)
      .where("lease", "=", lease)
      .where("status", "=", "waiting")
      .executeTakeFirst();
    return result.numUpdatedRows === 1n;
  };
  return {
    async list({ status, ...paging }) {
      let query = whole().where(older("deliveries.created_at", "deliveries.id", paging.after));
      if (status !== undefined) query = query.where("deliveries.status", "=", status);
      const rows = await query
        .orderBy("deliveries.created_at", "desc")
        .orderBy("deliveries.id", "desc")
        .limit(limitOf(paging) + 1)
        .execute();
      return pageOf(rows, paging, (row) => cursorAt(row.created_at, row.id), deliveryRecord);
    },
    async get(id) {
      const row = await whole().where("deliveries.id", "=", id).executeTakeFirst();
      return row && deliveryRecord(row);
    },
    delivered: (claim, attempt) =>
      settle(claim, attempt, { status: "delivered", next_attempt_at: null, delivered_at: now() }),
    retry: (claim, attempt) =>
      settle(claim, attempt, { status: "waiting", next_attempt_at: attempt.nextAttemptAt, delivered_at: null }),
    dead: (claim, attempt) => settle(claim, attempt, { status: "dead", next_attempt_at: null, delivered_at: null }),
    async replay(what) {
      const query = db.selectFrom("events").select("id").where("tenant", "=", tenant).orderBy("seq");
      if ("ids" in what && what.ids.length === 0) return 0;
      const those =
        "ids" in what
          ? query.where("id", "in", [...what.ids])
          : query.where("created_at", ">=", what.from).where("created_at", "<=", what.to);
      const found = await those.execute();
      return newDeliveries(
        context,
        tenant,
        found.map(({ id }) => id),
      );
    },
  };
}

/** One waiting delivery for each event and enabled endpoint; how many. */
export async function newDeliveries({ db, now }: Context, tenant: string, events: readonly string[]): Promise<number> {
  const query = db.selectFrom("webhook_endpoints").select("id").where("tenant", "=", tenant);
  const endpoints = await query.where("status", "=", "enabled").execute();
  const at = now();
  const rows = events.flatMap((event) =>
    endpoints.map((endpoint) => ({
      tenant,
      id: newId("delivery"),
      event,
      endpoint: endpoint.id,
      status: "waiting",
      attempts: 0,
      next_attempt_at: at,
      created_at: at,
    })),
  );
  // In parts: a statement takes some thousand parameters at most.
  for (let from = 0; from < rows.length; from += 100) {
    await db
      .insertInto("deliveries")
      .values(rows.slice(from, from + 100))
      .execute();
  }
  return rows.length;
}

export const deliveryRecord = (row: Row<"deliveries"> & { url: string; event_type: string }): DeliveryRecord => ({
  id: row.id,
  tenant: row.tenant,
  event: row.event,
  eventType: row.event_type,
  endpoint: row.endpoint,
  url: row.url,
  status: row.status as DeliveryRecord["status"],
  attempts: row.attempts,
  nextAttemptAt: row.next_attempt_at,
  lastStatus: row.last_status,
  lastCause: row.last_cause,
  createdAt: row.created_at,
  deliveredAt: row.delivered_at,
});
