-- Generated from the migrations. To write it anew: npx vitest run server/store -u

CREATE TABLE access_tokens (
  hash text primary key,
  tenant text not null,
  connection text not null,
  created_at bigint not null,
  revoked_at bigint,
  foreign key (tenant, connection) references connections (tenant, id)
);

CREATE INDEX access_tokens_by_connection on access_tokens (tenant, connection);

CREATE TABLE audit (
  tenant text not null references tenants (id),
  id text not null,
  at bigint not null,
  actor text not null,
  action text not null,
  subject text not null,
  facts text not null,
  primary key (tenant, id)
);

CREATE INDEX audit_by_age on audit (tenant, at, id);

CREATE TABLE connections (
  tenant text not null,
  id text not null,
  link text not null,
  system text not null,
  system_name text not null,
  method text not null,
  method_id text not null,
  status text not null,
  address text,
  identity text,
  product text,
  end_user_id text not null,
  end_user_name text,
  organization_id text,
  organization_name text,
  metadata text not null,
  data text not null,
  field_values text not null,
  warnings text not null,
  version integer not null,
  created_at bigint not null,
  updated_at bigint not null, trust text, cause text, renew_at bigint, renew_tries integer not null default 0, renew_lease text, renew_lease_until bigint,
  primary key (tenant, id),
  foreign key (tenant, link) references links (tenant, id)
);

CREATE INDEX connections_by_age on connections (tenant, created_at, id);

CREATE INDEX connections_by_end_user on connections (tenant, end_user_id);

CREATE INDEX connections_renew on connections (renew_at) where renew_at is not null;

CREATE TABLE deliveries (
  tenant text not null,
  id text not null,
  event text not null,
  endpoint text not null,
  status text not null,
  attempts integer not null,
  next_attempt_at bigint,
  lease text,
  lease_until bigint,
  last_status integer,
  last_cause text,
  created_at bigint not null,
  delivered_at bigint,
  primary key (tenant, id),
  foreign key (tenant, event) references events (tenant, id),
  foreign key (tenant, endpoint) references webhook_endpoints (tenant, id)
);

CREATE INDEX deliveries_by_age on deliveries (tenant, created_at, id);

CREATE INDEX deliveries_due on deliveries (next_attempt_at) where status = 'waiting';

CREATE INDEX deliveries_waiting_by_endpoint on deliveries (tenant, endpoint, next_attempt_at) where status = 'waiting';

CREATE TABLE drafts (
  tenant text not null,
  link text not null,
  system text not null,
  method text not null,
  run text not null,
  outcome text not null,
  address text,
  identity text,
  product text,
  field_values text not null,
  passed_at bigint not null, trust text,
  primary key (tenant, link),
  foreign key (tenant, link) references links (tenant, id)
);

CREATE TABLE events (
  tenant text not null references tenants (id),
  id text not null,
  seq bigint not null,
  type text not null,
  subject text not null,
  version integer not null,
  body text not null,
  created_at bigint not null,
  primary key (tenant, id),
  unique (tenant, seq)
);

CREATE TABLE flows (
  tenant text not null,
  id text not null,
  link text not null,
  system text not null,
  method text not null,
  mode text not null,
  origin text,
  context text not null,
  issuer text,
  state_hash text not null,
  field_values text not null,
  start_secret_hash text not null unique,
  start_expires_at bigint not null,
  started_at bigint,
  cookie_hash text unique,
  status text not null,
  cause text,
  created_at bigint not null,
  expires_at bigint not null, poll_at bigint, poll_every bigint,
  primary key (tenant, id),
  foreign key (tenant, link) references links (tenant, id)
);

CREATE TABLE idempotency (
  tenant text not null references tenants (id),
  scope text not null,
  key text not null,
  request_hash text not null,
  state text not null,
  owner text not null,
  status integer,
  created_at bigint not null,
  primary key (tenant, scope, key)
);

CREATE INDEX idempotency_by_age on idempotency (created_at);

CREATE TABLE keys (
  tenant text not null references tenants (id),
  id text not null,
  hash text not null unique,
  label text not null,
  created_at bigint not null,
  revoked_at bigint,
  primary key (tenant, id)
);

CREATE TABLE link_tokens (
  hash text primary key,
  tenant text not null,
  link text not null,
  expires_at bigint not null,
  used_at bigint,
  foreign key (tenant, link) references links (tenant, id)
);

CREATE TABLE links (
  tenant text not null references tenants (id),
  id text not null,
  end_user_id text not null,
  end_user_name text,
  organization_id text,
  organization_name text,
  systems text,
  origins text,
  data text not null,
  language text,
  appearance text not null,
  metadata text not null,
  return_url text,
  hosted integer not null,
  status text not null,
  step text not null,
  system text,
  method text,
  field_values text not null,
  cause text,
  connection text,
  created_at bigint not null,
  expires_at bigint not null,
  ended_at bigint,
  version integer not null,
  primary key (tenant, id)
);

CREATE INDEX links_open_by_end_user on links (tenant, end_user_id) where status = 'open';

CREATE INDEX links_open_by_expiry on links (expires_at) where status = 'open';

CREATE TABLE migrations (name text primary key, run_at bigint not null);

CREATE TABLE outbound_rules (
  tenant text not null references tenants (id),
  target text not null,
  ports text not null,
  primary key (tenant, target)
);

CREATE TABLE public_tokens (
  hash text primary key,
  tenant text not null,
  connection text not null,
  expires_at bigint not null,
  used_at bigint,
  foreign key (tenant, connection) references connections (tenant, id)
);

CREATE TABLE requested_systems (
  tenant text not null,
  id text not null,
  link text not null,
  name text not null,
  address text,
  created_at bigint not null,
  primary key (tenant, id),
  foreign key (tenant, link) references links (tenant, id)
);

CREATE TABLE resume_cookies (
  hash text primary key,
  tenant text not null,
  link text not null,
  origin text,
  expires_at bigint not null,
  used_at bigint,
  foreign key (tenant, link) references links (tenant, id)
);

CREATE TABLE runs (
  tenant text not null,
  id text not null,
  link text not null,
  system text not null,
  method text not null,
  host text,
  started_at bigint not null,
  ended_at bigint,
  outcome text,
  cause text, preview integer not null default 0,
  primary key (tenant, id),
  foreign key (tenant, link) references links (tenant, id)
);

CREATE INDEX runs_by_link on runs (tenant, link, started_at);

CREATE INDEX runs_in_flight on runs (started_at) where ended_at is null;

CREATE TABLE sealed (
  tenant text not null references tenants (id),
  owner_kind text not null,
  owner text not null,
  field text not null,
  version integer not null,
  key_id text not null,
  wrapped_key text not null,
  iv text not null,
  ciphertext text not null,
  tag text not null,
  primary key (tenant, owner_kind, owner, field)
);

CREATE INDEX sealed_by_key on sealed (key_id);

CREATE TABLE sessions (
  hash text primary key,
  tenant text not null,
  link text not null,
  origin text,
  created_at bigint not null,
  expires_at bigint not null,
  ends_at bigint not null,
  revoked_at bigint,
  foreign key (tenant, link) references links (tenant, id)
);

CREATE INDEX sessions_by_link on sessions (tenant, link);

CREATE TABLE tenant_origins (
  tenant text not null references tenants (id),
  origin text not null,
  primary key (tenant, origin)
);

CREATE TABLE tenants (
  id text primary key,
  name text not null,
  event_seq bigint not null default 0,
  created_at bigint not null
);

CREATE TABLE webhook_endpoints (
  tenant text not null references tenants (id),
  id text not null,
  url text not null,
  "asymmetric" integer not null,
  status text not null,
  disabled_cause text,
  created_at bigint not null,
  primary key (tenant, id)
);
