import type { Context } from "./context.js";
import { fromJson, toJson } from "./json.js";

/** An operator's leave to reach a private address: host name or CIDR, and ports (none: all). */
export interface OutboundRule {
  readonly target: string;
  readonly ports: number[];
}
export interface OutboundRules {
  /** Replaces the rule of the same target. */
  put(rule: OutboundRule): Promise<void>;
  list(): Promise<OutboundRule[]>;
  remove(target: string): Promise<void>;
}

export function outboundRules({ db }: Context, tenant: string): OutboundRules {
  return {
    async put({ target, ports }) {
      const row = { ports: toJson(ports) };
      await db
        .insertInto("outbound_rules")
        .values({ tenant, target, ...row })
        .onConflict((conflict) => conflict.columns(["tenant", "target"]).doUpdateSet(row))
        .execute();
    },
    async list() {
      const query = db.selectFrom("outbound_rules").select(["target", "ports"]).where("tenant", "=", tenant);
      const rows = await query.orderBy("target").execute();
      return rows.map(({ target, ports }) => ({ target, ports: fromJson<number[]>(ports) }));
    },
    async remove(target) {
      await db.deleteFrom("outbound_rules").where("tenant", "=", tenant).where("target", "=", target).execute();
    },
  };
}
