/** Why a connection is in need of repair, and when its credentials are renewed, by one instance at a time. */
export const stayingConnected: readonly string[] = [
  "alter table connections add column cause text",
  "alter table connections add column renew_at bigint",
  "alter table connections add column renew_tries integer not null default 0",
  "alter table connections add column renew_lease text",
  "alter table connections add column renew_lease_until bigint",
  "create index connections_renew on connections (renew_at) where renew_at is not null",
];
