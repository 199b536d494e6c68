import type { Context } from "./context.js";
import { newId } from "./id.js";
import { sql } from "kysely";

/**
 * When the credentials of connections are renewed, and by whom: of any number of instances one at a time holds a
 * connection, so that a refresh token that may be used once is used once.
 */
export interface Renewals {
  /** A lease on the connection for `leaseMs`; undefined while somebody else has one. */
  hold(connection: string, leaseMs: number): Promise<string | undefined>;
  /** Gives the lease back. */
  release(connection: string, lease: string): Promise<void>;
  /** When they are due next; null: never. What was tried before is forgotten, and a lease is over. */
  plan(connection: string, at: number | null): Promise<void>;
  /** It went wrong, and is tried again at that time. */
  again(connection: string, at: number): Promise<void>;
}

/** A connection whose renewal is due, held by `lease`. */
export interface ClaimedRenewal {
  readonly tenant: string;
  readonly connection: string;
  /** How often it went wrong since it last went well. */
  readonly tries: number;
  readonly lease: string;
}

export function renewals({ db, now }: Context, tenant: string): Renewals {
  const one = (connection: string) =>
    db.updateTable("connections").where("tenant", "=", tenant).where("id", "=", connection);
  return {
    async hold(connection, leaseMs) {
      const lease = newId("lease");
      const at = now();
      const held = await one(connection)
        .where("status", "!=", "removed")
        .where((eb) => eb.or([eb("renew_lease_until", "is", null), eb("renew_lease_until", "<=", at)]))
        .set({ renew_lease: lease, renew_lease_until: at + leaseMs })
        .executeTakeFirst();
      return held.numUpdatedRows === 1n ? lease : undefined;
    },
    async release(connection, lease) {
      await one(connection)
        .where("renew_lease", "=", lease)
        .set({ renew_lease: null, renew_lease_until: null })
        .execute();
    },
    async plan(connection, at) {
      await one(connection).set({ renew_at: at, renew_tries: 0, renew_lease: null, renew_lease_until: null }).execute();
    },
    async again(connection, at) {
      await one(connection)
        .set((eb) => ({ renew_at: at, renew_tries: eb("renew_tries", "+", 1) }))
        .execute();
    },
  };
}

/** Leases due renewals of all tenants, oldest first; none gets what another instance has. */
export async function claimRenewals(
  { db, engine, now }: Context,
  { limit, leaseMs }: { limit: number; leaseMs: number },
): Promise<ClaimedRenewal[]> {
  const at = now();
  const lease = newId("lease");
  const { rows } = await sql<{ tenant: string; id: string; renew_tries: number }>`
    update connections set renew_lease = ${lease}, renew_lease_until = ${at + leaseMs}
    where (tenant, id) in (
      select tenant, id from connections
      where renew_at <= ${at} and (renew_lease_until is null or renew_lease_until <= ${at})
      order by renew_at limit ${limit}
      ${sql.raw(engine === "postgresql" ? "for no key update skip locked" : "")})
    returning tenant, id, renew_tries`.execute(db);
  return rows.map(({ tenant, id, renew_tries: tries }) => ({ tenant, connection: id, tries, lease }));
}
