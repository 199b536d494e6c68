import { sql } from "kysely";
import type { Context } from "./context.js";
import { type ClaimedDelivery, deliveryRecord } from "./deliveries.js";
import { newId } from "./id.js";
import type { Row } from "./tables.js";

/**
 * Leases due deliveries, in a transaction:
 * 1. Lock enabled endpoints that have something due, passing over those that another instance is claiming for. The
 *    lock makes the count of what is in flight to an endpoint hold until the commit.
 * 2. Of each take its oldest, up to what it may have in flight; of all these the oldest. So an endpoint with many
 *    failures does not stand in the way of the others.
 */
export async function claimDeliveries(
  { db, engine, now }: Context,
  { limit, leaseMs, perEndpoint = 5 }: { limit: number; leaseMs: number; perEndpoint?: number | undefined },
): Promise<ClaimedDelivery[]> {
  const at = now();
  const due = sql`d.status = 'waiting' and d.next_attempt_at <= ${at} and (d.lease_until is null or d.lease_until <= ${at})`;
  const locked = await sql<Row<"webhook_endpoints">>`
    select e.* from webhook_endpoints e
    where e.status = 'enabled' and exists (
      select 1 from deliveries d where d.tenant = e.tenant and d.endpoint = e.id and ${due})
    order by (
      select min(d.next_attempt_at) from deliveries d where d.tenant = e.tenant and d.endpoint = e.id and ${due})
    limit ${limit}
    ${sql.raw(engine === "postgresql" ? "for no key update of e skip locked" : "")}`.execute(db);
  if (locked.rows.length === 0) return [];

  const endpoints = sql.join(locked.rows.map(({ tenant, id }) => sql`(${tenant}, ${id})`));
  const lease = newId("lease");
  const leaseUntil = at + leaseMs;
  const { rows } = await sql<Row<"deliveries">>`
    update deliveries set lease = ${lease}, lease_until = ${leaseUntil}
    where (tenant, id) in (
      select r.tenant, r.id from (
        select d.tenant, d.id, d.endpoint, d.next_attempt_at,
          row_number() over (partition by d.tenant, d.endpoint order by d.next_attempt_at, d.id) as place
        from deliveries d
        where ${due} and (d.tenant, d.endpoint) in (values ${endpoints})) r
      where r.place <= ${perEndpoint} - (
        select count(*) from deliveries f
        where f.tenant = r.tenant and f.endpoint = r.endpoint and f.status = 'waiting' and f.lease_until > ${at})
      order by r.next_attempt_at, r.id
      limit ${limit})
    returning *`.execute(db);
  if (rows.length === 0) return [];

  const byEndpoint = new Map(locked.rows.map((endpoint) => [endpoint.id, endpoint]));
  const events = await db
    .selectFrom("events")
    .select(["id", "type", "body"])
    .where(
      sql<boolean>`(tenant, id) in (values ${sql.join(rows.map(({ tenant, event }) => sql`(${tenant}, ${event})`))})`,
    )
    .execute();
  const byEvent = new Map(events.map((event) => [event.id, event]));
  // RETURNING keeps no order.
  rows.sort((a, b) => a.next_attempt_at! - b.next_attempt_at! || (a.id < b.id ? -1 : 1));
  return rows.map((row) => {
    const { url, asymmetric } = byEndpoint.get(row.endpoint)!;
    const { type, body } = byEvent.get(row.event)!;
    const record = deliveryRecord({ ...row, url, event_type: type });
    return { ...record, lease, leaseUntil, body, asymmetric: asymmetric === 1 };
  });
}
