import type { ColumnType, Generated, Selectable } from "kysely";

/*
 * The columns, as the migrations have made them: text, integers, and nothing else, so that both engines hand back the
 * same. Times are milliseconds since 1970, flags 0 or 1, `Json` is text.
 */
type Json = string;
type Flag = 0 | 1;
type Once<T> = ColumnType<T, T, never>;

interface OfTenant {
  tenant: Once<string>;
}
interface OneOfTenant extends OfTenant {
  id: Once<string>;
}
interface Owner {
  end_user_id: Once<string>;
  end_user_name: string | null;
  organization_id: Once<string | null>;
  organization_name: string | null;
}

export interface LinkTable extends OneOfTenant, Owner {
  systems: Json | null;
  origins: Json | null;
  data: Json;
  language: string | null;
  appearance: Json;
  metadata: Json;
  return_url: string | null;
  hosted: Flag;
  status: string;
  step: string;
  system: string | null;
  method: string | null;
  field_values: Json;
  cause: string | null;
  connection: string | null;
  created_at: Once<number>;
  expires_at: number;
  ended_at: number | null;
  version: number;
}
export interface LinkTokenTable extends OfTenant {
  hash: Once<string>;
  link: Once<string>;
  expires_at: number;
  used_at: number | null;
}
export interface ResumeCookieTable extends LinkTokenTable {
  origin: string | null;
}
export interface SessionTable extends OfTenant {
  hash: Once<string>;
  link: Once<string>;
  origin: string | null;
  created_at: Once<number>;
  expires_at: number;
  ends_at: Once<number>;
  revoked_at: number | null;
}
export interface DraftTable extends OfTenant {
  link: Once<string>;
  system: string;
  method: string;
  run: string;
  outcome: Json;
  address: string | null;
  identity: string | null;
  product: string | null;
  field_values: Json;
  passed_at: number;
  trust: Json | null;
}
export interface RunTable extends OneOfTenant {
  link: Once<string>;
  system: string;
  method: string;
  host: string | null;
  started_at: Once<number>;
  ended_at: number | null;
  outcome: string | null;
  cause: string | null;
  preview: number;
}
export interface FlowTable extends OneOfTenant {
  link: Once<string>;
  system: string;
  method: string;
  mode: string;
  origin: string | null;
  context: string;
  issuer: string | null;
  state_hash: string;
  field_values: Json;
  start_secret_hash: Once<string>;
  start_expires_at: number;
  started_at: number | null;
  cookie_hash: string | null;
  status: string;
  cause: string | null;
  created_at: Once<number>;
  expires_at: number;
  poll_at: number | null;
  poll_every: number | null;
}
export interface SealedTable extends OfTenant {
  owner_kind: Once<string>;
  owner: Once<string>;
  field: Once<string>;
  version: number;
  key_id: string;
  wrapped_key: string;
  iv: string;
  ciphertext: string;
  tag: string;
}
export interface ConnectionTable extends OneOfTenant, Owner {
  link: Once<string>;
  system: string;
  system_name: string;
  method: string;
  method_id: string;
  status: string;
  address: string | null;
  identity: string | null;
  product: string | null;
  metadata: Json;
  data: Json;
  field_values: Json;
  warnings: Json;
  version: number;
  created_at: Once<number>;
  updated_at: number;
  trust: Json | null;
  cause: string | null;
  renew_at: number | null;
  renew_tries: Generated<number>;
  renew_lease: string | null;
  renew_lease_until: number | null;
}
export interface PublicTokenTable extends OfTenant {
  hash: Once<string>;
  connection: Once<string>;
  expires_at: number;
  used_at: number | null;
}
export interface AccessTokenTable extends OfTenant {
  hash: Once<string>;
  connection: Once<string>;
  created_at: Once<number>;
  revoked_at: number | null;
}
export interface EventTable extends OneOfTenant {
  seq: Once<number>;
  type: Once<string>;
  subject: Once<string>;
  version: Once<number>;
  body: Once<string>;
  created_at: Once<number>;
}
export interface DeliveryTable extends OneOfTenant {
  event: Once<string>;
  endpoint: Once<string>;
  status: string;
  attempts: number;
  next_attempt_at: number | null;
  lease: string | null;
  lease_until: number | null;
  last_status: number | null;
  last_cause: string | null;
  created_at: Once<number>;
  delivered_at: number | null;
}
export interface WebhookEndpointTable extends OneOfTenant {
  url: string;
  asymmetric: Flag;
  status: string;
  disabled_cause: string | null;
  created_at: Once<number>;
}
export interface KeyTable extends OneOfTenant {
  hash: Once<string>;
  label: string;
  created_at: Once<number>;
  revoked_at: number | null;
}
export interface IdempotencyTable extends OfTenant {
  scope: Once<string>;
  key: Once<string>;
  request_hash: string;
  state: string;
  owner: string;
  status: number | null;
  created_at: number;
}

export interface Tables {
  migrations: { name: string; run_at: number };
  tenants: { id: Once<string>; name: string; event_seq: Generated<number>; created_at: Once<number> };
  tenant_origins: OfTenant & { origin: string };
  keys: KeyTable;
  webhook_endpoints: WebhookEndpointTable;
  outbound_rules: OfTenant & { target: string; ports: Json };
  links: LinkTable;
  link_tokens: LinkTokenTable;
  resume_cookies: ResumeCookieTable;
  sessions: SessionTable;
  drafts: DraftTable;
  runs: RunTable;
  flows: FlowTable;
  sealed: SealedTable;
  connections: ConnectionTable;
  public_tokens: PublicTokenTable;
  access_tokens: AccessTokenTable;
  events: EventTable;
  deliveries: DeliveryTable;
  requested_systems: OneOfTenant & {
    link: Once<string>;
    name: string;
    address: string | null;
    created_at: Once<number>;
  };
  idempotency: IdempotencyTable;
  audit: OneOfTenant & { at: Once<number>; actor: string; action: string; subject: string; facts: Json };
}
/** A row as it is read. */
export type Row<Name extends keyof Tables> = Selectable<Tables[Name]>;
