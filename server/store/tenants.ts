import type { Context } from "./context.js";
import type { Row } from "./tables.js";

export interface TenantRecord {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
}

/** The operator's view: all tenants. */
export interface Tenants {
  /** Undefined when the id is taken. */
  add(tenant: { id: string; name: string }): Promise<TenantRecord | undefined>;
  get(id: string): Promise<TenantRecord | undefined>;
  list(): Promise<TenantRecord[]>;
}

export function tenants({ db, now }: Context): Tenants {
  return {
    async add({ id, name }) {
      const query = db.insertInto("tenants").values({ id, name, created_at: now() });
      const row = await query
        .onConflict((conflict) => conflict.column("id").doNothing())
        .returningAll()
        .executeTakeFirst();
      return row && tenantRecord(row);
    },
    async get(id) {
      const row = await db.selectFrom("tenants").selectAll().where("id", "=", id).executeTakeFirst();
      return row && tenantRecord(row);
    },
    async list() {
      return (await db.selectFrom("tenants").selectAll().orderBy("id").execute()).map(tenantRecord);
    },
  };
}

const tenantRecord = ({ id, name, created_at }: Row<"tenants">): TenantRecord => ({ id, name, createdAt: created_at });
