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
