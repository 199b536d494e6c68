-- Generated from the migrations. To write it anew: npx vitest run server/store -u

create table access_tokens (
  hash text not null,
  tenant text not null,
  connection text not null,
  created_at bigint not null,
  revoked_at bigint,
  PRIMARY KEY (hash),
  FOREIGN KEY (tenant, connection) REFERENCES connections(tenant, id)
);
CREATE INDEX access_tokens_by_connection ON public.access_tokens USING btree (tenant, connection);

create table audit (
  tenant text not null,
  id text not null,
  at bigint not null,
  actor text not null,
  action text not null,
  subject text not null,
  facts text not null,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant) REFERENCES tenants(id)
);
CREATE INDEX audit_by_age ON public.audit USING btree (tenant, at, id);

create table connections (
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
  updated_at bigint not null,
  trust text,
  cause text,
  renew_at bigint,
  renew_tries integer not null default 0,
  renew_lease text,
  renew_lease_until bigint,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, link) REFERENCES links(tenant, id)
);
CREATE INDEX connections_by_age ON public.connections USING btree (tenant, created_at, id);
CREATE INDEX connections_by_end_user ON public.connections USING btree (tenant, end_user_id);
CREATE INDEX connections_renew ON public.connections USING btree (renew_at) WHERE (renew_at IS NOT NULL);

create table deliveries (
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
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, endpoint) REFERENCES webhook_endpoints(tenant, id),
  FOREIGN KEY (tenant, event) REFERENCES events(tenant, id)
);
CREATE INDEX deliveries_by_age ON public.deliveries USING btree (tenant, created_at, id);
CREATE INDEX deliveries_due ON public.deliveries USING btree (next_attempt_at) WHERE (status = 'waiting'::text);
CREATE INDEX deliveries_waiting_by_endpoint ON public.deliveries USING btree (tenant, endpoint, next_attempt_at) WHERE (status = 'waiting'::text);

create table drafts (
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
  passed_at bigint not null,
  trust text,
  PRIMARY KEY (tenant, link),
  FOREIGN KEY (tenant, link) REFERENCES links(tenant, id)
);

create table events (
  tenant text not null,
  id text not null,
  seq bigint not null,
  type text not null,
  subject text not null,
  version integer not null,
  body text not null,
  created_at bigint not null,
  UNIQUE (tenant, seq),
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant) REFERENCES tenants(id)
);

create table flows (
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
  start_secret_hash text not null,
  start_expires_at bigint not null,
  started_at bigint,
  cookie_hash text,
  status text not null,
  cause text,
  created_at bigint not null,
  expires_at bigint not null,
  poll_at bigint,
  poll_every bigint,
  UNIQUE (cookie_hash),
  UNIQUE (start_secret_hash),
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, link) REFERENCES links(tenant, id)
);

create table idempotency (
  tenant text not null,
  scope text not null,
  key text not null,
  request_hash text not null,
  state text not null,
  owner text not null,
  status integer,
  created_at bigint not null,
  PRIMARY KEY (tenant, scope, key),
  FOREIGN KEY (tenant) REFERENCES tenants(id)
);
CREATE INDEX idempotency_by_age ON public.idempotency USING btree (created_at);

create table keys (
  tenant text not null,
  id text not null,
  hash text not null,
  label text not null,
  created_at bigint not null,
  revoked_at bigint,
  UNIQUE (hash),
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant) REFERENCES tenants(id)
);

create table link_tokens (
  hash text not null,
  tenant text not null,
  link text not null,
  expires_at bigint not null,
  used_at bigint,
  PRIMARY KEY (hash),
  FOREIGN KEY (tenant, link) REFERENCES links(tenant, id)
);

create table links (
  tenant text not null,
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
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant) REFERENCES tenants(id)
);
CREATE INDEX links_open_by_end_user ON public.links USING btree (tenant, end_user_id) WHERE (status = 'open'::text);
CREATE INDEX links_open_by_expiry ON public.links USING btree (expires_at) WHERE (status = 'open'::text);

create table migrations (
  name text not null,
  run_at bigint not null,
  PRIMARY KEY (name)
);

create table outbound_rules (
  tenant text not null,
  target text not null,
  ports text not null,
  PRIMARY KEY (tenant, target),
  FOREIGN KEY (tenant) REFERENCES tenants(id)
);

create table public_tokens (
  hash text not null,
  tenant text not null,
  connection text not null,
  expires_at bigint not null,
  used_at bigint,
  PRIMARY KEY (hash),
  FOREIGN KEY (tenant, connection) REFERENCES connections(tenant, id)
);

create table requested_systems (
  tenant text not null,
  id text not null,
  link text not null,
  name text not null,
  address text,
  created_at bigint not null,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, link) REFERENCES links(tenant, id)
);

create table resume_cookies (
  hash text not null,
  tenant text not null,
  link text not null,
  origin text,
  expires_at bigint not null,
  used_at bigint,
  PRIMARY KEY (hash),
  FOREIGN KEY (tenant, link) REFERENCES links(tenant, id)
);

create table runs (
  tenant text not null,
  id text not null,
  link text not null,
  system text not null,
  method text not null,
  host text,
  started_at bigint not null,
  ended_at bigint,
  outcome text,
  cause text,
  preview integer not null default 0,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, link) REFERENCES links(tenant, id)
);
CREATE INDEX runs_by_link ON public.runs USING btree (tenant, link, started_at);
CREATE INDEX runs_in_flight ON public.runs USING btree (started_at) WHERE (ended_at IS NULL);

create table sealed (
  tenant text not null,
  owner_kind text not null,
  owner text not null,
  field text not null,
  version integer not null,
  key_id text not null,
  wrapped_key text not null,
  iv text not null,
  ciphertext text not null,
  tag text not null,
  PRIMARY KEY (tenant, owner_kind, owner, field),
  FOREIGN KEY (tenant) REFERENCES tenants(id)
);
CREATE INDEX sealed_by_key ON public.sealed USING btree (key_id);

create table sessions (
  hash text not null,
  tenant text not null,
  link text not null,
  origin text,
  created_at bigint not null,
  expires_at bigint not null,
  ends_at bigint not null,
  revoked_at bigint,
  PRIMARY KEY (hash),
  FOREIGN KEY (tenant, link) REFERENCES links(tenant, id)
);
CREATE INDEX sessions_by_link ON public.sessions USING btree (tenant, link);

create table tenant_origins (
  tenant text not null,
  origin text not null,
  PRIMARY KEY (tenant, origin),
  FOREIGN KEY (tenant) REFERENCES tenants(id)
);

create table tenants (
  id text not null,
  name text not null,
  event_seq bigint not null default 0,
  created_at bigint not null,
  PRIMARY KEY (id)
);

create table webhook_endpoints (
  tenant text not null,
  id text not null,
  url text not null,
  asymmetric integer not null,
  status text not null,
  disabled_cause text,
  created_at bigint not null,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant) REFERENCES tenants(id)
);
