import { atomically, type Context } from "./context.js";
import { newId } from "./id.js";
import { sealed } from "./sealed.js";
import type { Row } from "./tables.js";
export interface WebhookEndpointRecord {
  readonly id: string;
  readonly tenant: string;
  readonly url: string;
  /** Signed with ed25519 rather than HMAC. */
  readonly asymmetric: boolean;
  readonly status: "enabled" | "disabled";
  readonly disabledCause: string | null;
  readonly createdAt: number;
}

/** Webhook endpoints. Their secrets are sealed: owner kind `endpoint`, its id, field `secrets`. */
export interface WebhookEndpoints {
  add(endpoint: { id?: string; url: string; asymmetric?: boolean }): Promise<WebhookEndpointRecord>;
  get(id: string): Promise<WebhookEndpointRecord | undefined>;
  list(): Promise<WebhookEndpointRecord[]>;
  /** Its waiting deliveries become dead. */
  disable(id: string, cause: string): Promise<boolean>;
  enable(id: string): Promise<boolean>;
  /** With its secrets and deliveries. */
  remove(id: string): Promise<boolean>;
}

export function endpoints(context: Context, tenant: string): WebhookEndpoints {
  const { db, now } = context;
  const select = () => db.selectFrom("webhook_endpoints").selectAll().where("tenant", "=", tenant);
  return {
    async add({ id = newId("endpoint"), url, asymmetric = false }) {
      const flags = { asymmetric: asymmetric ? 1 : 0, status: "enabled" } as const;
      const row = { tenant, id, url, ...flags, disabled_cause: null, created_at: now() };
      await db.insertInto("webhook_endpoints").values(row).execute();
      return endpointRecord(row);
    },
    async get(id) {
      const row = await select().where("id", "=", id).executeTakeFirst();
      return row && endpointRecord(row);
    },
    async list() {
      return (await select().orderBy("created_at").orderBy("id").execute()).map(endpointRecord);
    },
    disable(id, cause) {
      return atomically(context, async ({ db }) => {
        const result = await db
          .updateTable("webhook_endpoints")
          .set({ status: "disabled", disabled_cause: cause })
          .where("tenant", "=", tenant)
          .where("id", "=", id)
          .where("status", "=", "enabled")
          .executeTakeFirst();
        if (result.numUpdatedRows === 0n) return false;
        await db
          .updateTable("deliveries")
          .set({ status: "dead", last_cause: cause, next_attempt_at: null, lease: null, lease_until: null })
          .where("tenant", "=", tenant)
          .where("endpoint", "=", id)
          .where("status", "=", "waiting")
          .execute();
        return true;
      });
    },
    async enable(id) {
      const query = db.updateTable("webhook_endpoints").set({ status: "enabled", disabled_cause: null });
      const result = await query.where("tenant", "=", tenant).where("id", "=", id).executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },
    remove(id) {
      return atomically(context, async (context) => {
        const { db } = context;
        await db.deleteFrom("deliveries").where("tenant", "=", tenant).where("endpoint", "=", id).execute();
        await sealed(context, tenant).remove("endpoint", id);
        const query = db.deleteFrom("webhook_endpoints").where("tenant", "=", tenant).where("id", "=", id);
        return (await query.executeTakeFirst()).numDeletedRows === 1n;
      });
    },
  };
}

const endpointRecord = (row: Row<"webhook_endpoints">): WebhookEndpointRecord => ({
  id: row.id,
  tenant: row.tenant,
  url: row.url,
  asymmetric: row.asymmetric === 1,
  status: row.status as WebhookEndpointRecord["status"],
  disabledCause: row.disabled_cause,
  createdAt: row.created_at,
});
