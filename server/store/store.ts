import type { Audit } from "./audit.js";
import type { Connections } from "./connections.js";
import type { Deliveries } from "./deliveries.js";
import type { Drafts } from "./drafts.js";
import type { WebhookEndpoints } from "./endpoints.js";
import type { Events } from "./events.js";
import type { Flows } from "./flows.js";
import type { Idempotency } from "./idempotency.js";
import type { Links } from "./links.js";
import type { Lookup } from "./lookup.js";
import type { RequestedSystems } from "./requested-systems.js";
import type { Renewals } from "./renewals.js";
import type { Runs } from "./runs.js";
import type { Sealed } from "./sealed.js";
import type { Keys } from "./keys.js";
import type { Origins } from "./origins.js";
import type { OutboundRules } from "./outbound-rules.js";
import type { Tenants } from "./tenants.js";
import type { Tokens } from "./tokens.js";
import type { Work } from "./work.js";

export type Engine = "sqlite" | "postgresql";

/**
 * What is kept, on SQLite or PostgreSQL. Whatever a promise here has answered survives the process.
 * Records are plain and camelCase; times are milliseconds since 1970; nothing here knows a token or a secret in clear.
 */
export interface Store {
  readonly engine: Engine;
  /** The clock by which things expire. */
  now(): number;
  /** Everything of one tenant, and nothing of another. Costs nothing; does not ask whether the tenant exists. */
  tenant(id: string): TenantStore;
  readonly lookup: Lookup;
  readonly work: Work;
  readonly tenants: Tenants;
  /**
   * All or nothing. Inside, use only the store that `fn` is given: on SQLite the outer one would wait for its own
   * end, so it throws. Do not wait for the network in it.
   */
  transaction<T>(fn: (store: Store) => Promise<T>): Promise<T>;
  /** Throws when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface TenantStore {
  readonly id: string;
  readonly origins: Origins;
  readonly keys: Keys;
  readonly rules: OutboundRules;
  readonly endpoints: WebhookEndpoints;
  readonly links: Links;
  readonly tokens: Tokens;
  readonly flows: Flows;
  readonly drafts: Drafts;
  readonly runs: Runs;
  readonly sealed: Sealed;
  readonly connections: Connections;
  readonly renewals: Renewals;
  readonly events: Events;
  readonly deliveries: Deliveries;
  readonly requestedSystems: RequestedSystems;
  readonly idempotency: Idempotency;
  readonly audit: Audit;
}
