import type { Context } from "./context.js";

/** Web origins that may embed the flow, as "https://app.example". */
export interface Origins {
  add(origin: string): Promise<void>;
  list(): Promise<string[]>;
  remove(origin: string): Promise<void>;
}

export function origins({ db }: Context, tenant: string): Origins {
  return {
    async add(origin) {
      const query = db.insertInto("tenant_origins").values({ tenant, origin });
      await query.onConflict((conflict) => conflict.columns(["tenant", "origin"]).doNothing()).execute();
    },
    async list() {
      const query = db.selectFrom("tenant_origins").select("origin").where("tenant", "=", tenant);
      return (await query.orderBy("origin").execute()).map(({ origin }) => origin);
    },
    async remove(origin) {
      await db.deleteFrom("tenant_origins").where("tenant", "=", tenant).where("origin", "=", origin).execute();
    },
  };
}
