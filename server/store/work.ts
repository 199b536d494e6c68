import { claimDeliveries } from "./claim-deliveries.js";
import { sql } from "kysely";
import { atomically, type Context } from "./context.js";
import { claimRenewals, type ClaimedRenewal } from "./renewals.js";
import { purge } from "./purge.js";
import { isOpen, linkRecord } from "./links.js";
import { sealedValue } from "./sealed.js";
import type { ClaimedDelivery } from "./deliveries.js";
import type { LinkRecord } from "./links.js";
import type { SealedValue } from "./sealed.js";

/** Work that is due, of all tenants. Any number of instances may ask at once: none gets what another has. */
export interface Work {
  /** Waiting deliveries that are due, oldest first, leased for `leaseMs`; never more than `perEndpoint` (5) in flight to one endpoint. */
  claimDeliveries(claim: { limit: number; leaseMs: number; perEndpoint?: number }): Promise<ClaimedDelivery[]>;
  /** When the next delivery falls due; null when none is waiting. */
  nextDeliveryAt(): Promise<number | null>;
  /** Connections whose credentials are due to be renewed, oldest first, leased for `leaseMs`. */
  claimRenewals(claim: { limit: number; leaseMs: number }): Promise<ClaimedRenewal[]>;
  /** When the next renewal falls due; null when none is planned. */
  nextRenewalAt(): Promise<number | null>;
  /** Open links whose time is over, locked until the end of the transaction: end them in it (`links.end`, `events.add`). */
  claimExpiredLinks(limit: number): Promise<LinkRecord[]>;
  /** Whoever else would begin a run waits until this transaction is over: counting and beginning are one step. */
  holdRuns(): Promise<void>;
  /** Runs begun since a time and not ended, on the whole server. */
  runsInFlight(since: number): Promise<number>;
  /** Sealed values whose data key is wrapped by another key than this one. */
  sealedUnderOtherKeys(keyId: string, limit: number): Promise<SealedValue[]>;
  /** Throws away what nobody can use any more: ended tokens and flows, answers older than 24 h, secrets of ended links. */
  purge(): Promise<void>;
}

// Any fixed number that no other lock of Gangway has.
const runsLock = 4_298_410_218;

export function work(context: Context): Work {
  const { db, engine, now } = context;
  return {
    claimDeliveries: (claim) => atomically(context, (context) => claimDeliveries(context, claim)),
    async nextDeliveryAt() {
      const query = db.selectFrom("deliveries").select((eb) => eb.fn.min("next_attempt_at").as("at"));
      return (await query.where("status", "=", sql.lit("waiting")).executeTakeFirstOrThrow()).at;
    },
    claimRenewals: (claim) => claimRenewals(context, claim),
    async nextRenewalAt() {
      const query = db.selectFrom("connections").select((eb) => eb.fn.min("renew_at").as("at"));
      return (await query.where("renew_at", "is not", null).executeTakeFirstOrThrow()).at;
    },
    async claimExpiredLinks(limit) {
      let query = db.selectFrom("links").selectAll().where("status", "=", isOpen).where("expires_at", "<=", now());
      if (engine === "postgresql") query = query.forNoKeyUpdate().skipLocked();
      return (await query.orderBy("expires_at").limit(limit).execute()).map(linkRecord);
    },
    async holdRuns() {
      // Transactions on SQLite come one after another anyway.
      if (engine === "postgresql") await sql`select pg_advisory_xact_lock(${sql.lit(runsLock)})`.execute(db);
    },
    async runsInFlight(since) {
      const query = db.selectFrom("runs").select((eb) => eb.fn.countAll<number>().as("count"));
      const running = query.where("ended_at", "is", null).where("started_at", ">=", since);
      return (await running.executeTakeFirstOrThrow()).count;
    },
    async sealedUnderOtherKeys(keyId, limit) {
      const query = db.selectFrom("sealed").selectAll().where("key_id", "!=", keyId);
      return (await query.limit(limit).execute()).map(sealedValue);
    },
    purge: () => atomically(context, purge),
  };
}
