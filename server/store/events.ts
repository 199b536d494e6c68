import { atomically, type Context } from "./context.js";
import { newDeliveries } from "./deliveries.js";
import { newId } from "./id.js";
import { limitOf, pageOf } from "./page.js";
import type { Row } from "./tables.js";
import type { EventType } from "#contract";
import type { Page, Paging } from "./page.js";

export interface EventRecord {
  readonly id: string;
  readonly tenant: string;
  /** Grows within the tenant in the order of commits: a reader that goes on after a seq misses nothing. */
  readonly seq: number;
  readonly type: EventType;
  /** Id of the connection or link that it is about. */
  readonly subject: string;
  readonly version: number;
  /** The event as the contract has it, the very text that is signed and sent. */
  readonly body: string;
  readonly createdAt: number;
}

export interface Events {
  /** Writes the event (id and timestamp are made here) and one delivery for each enabled endpoint. In the transaction of what it tells. */
  add(event: { type: EventType; subject: string; version: number; data: unknown }): Promise<EventRecord>;
  get(id: string): Promise<EventRecord | undefined>;
  /** Oldest first. */
  list(paging: Paging): Promise<Page<EventRecord>>;
}

export function events(context: Context, tenant: string): Events {
  const { db } = context;
  return {
    add({ type, subject, version, data }) {
      return atomically(context, async ({ db, now }) => {
        // The tenant's row stays locked until the commit: numbers are given in the order in which they become visible.
        const { event_seq: seq } = await db
          .updateTable("tenants")
          .set((eb) => ({ event_seq: eb("event_seq", "+", 1) }))
          .where("id", "=", tenant)
          .returning("event_seq")
          .executeTakeFirstOrThrow();
        const id = newId("event");
        const created_at = now();
        const body = JSON.stringify({ id, timestamp: new Date(created_at).toISOString(), type, data });
        const row = { tenant, id, seq, type, subject, version, body, created_at };
        await db.insertInto("events").values(row).execute();
        await newDeliveries({ ...context, db }, tenant, [id]);
        return eventRecord(row);
      });
    },
    async get(id) {
      const query = db.selectFrom("events").selectAll().where("tenant", "=", tenant).where("id", "=", id);
      const row = await query.executeTakeFirst();
      return row && eventRecord(row);
    },
    async list(paging) {
      const after = /^\d{1,15}$/.test(paging.after ?? "0") ? Number(paging.after ?? 0) : Number.MAX_SAFE_INTEGER;
      const query = db.selectFrom("events").selectAll().where("tenant", "=", tenant).where("seq", ">", after);
      const rows = await query
        .orderBy("seq")
        .limit(limitOf(paging) + 1)
        .execute();
      return pageOf(rows, paging, (row) => String(row.seq), eventRecord);
    },
  };
}

const eventRecord = (row: Row<"events">): EventRecord => ({
  id: row.id,
  tenant: row.tenant,
  seq: row.seq,
  type: row.type as EventType,
  subject: row.subject,
  version: row.version,
  body: row.body,
  createdAt: row.created_at,
});
