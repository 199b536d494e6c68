import type { ClaimedDelivery } from "./deliveries.js";
import type { LinkRecord } from "./links.js";
import type { SealedValue } from "./sealed.js";

/** Work that is due, of all tenants. Any number of instances may ask at once: none gets what another has. */
export interface Work {
  /** Waiting deliveries that are due, oldest first, leased for `leaseMs`; never more than `perEndpoint` (5) in flight to one endpoint. */
  claimDeliveries(claim: { limit: number; leaseMs: number; perEndpoint?: number }): Promise<ClaimedDelivery[]>;
  /** When the next delivery falls due; null when none is waiting. */
  nextDeliveryAt(): Promise<number | null>;
  /** Open links whose time is over, locked until the end of the transaction: end them in it (`links.end`, `events.add`). */
  claimExpiredLinks(limit: number): Promise<LinkRecord[]>;
  /** Runs begun since a time and not ended, on the whole server. */
  runsInFlight(since: number): Promise<number>;
  /** Sealed values whose data key is wrapped by another key than this one. */
  sealedUnderOtherKeys(keyId: string, limit: number): Promise<SealedValue[]>;
  /** Throws away what nobody can use any more: ended tokens and flows, answers older than 24 h, secrets of ended links. */
  purge(): Promise<void>;
}
