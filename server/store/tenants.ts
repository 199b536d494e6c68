export interface TenantRecord {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
}
export interface KeyRecord {
  readonly id: string;
  readonly tenant: string;
  readonly hash: string;
  readonly label: string;
  readonly createdAt: number;
  readonly revokedAt: number | null;
}

/** The operator's view: all tenants. */
export interface Tenants {
  /** Undefined when the id is taken. */
  add(tenant: { id: string; name: string }): Promise<TenantRecord | undefined>;
  get(id: string): Promise<TenantRecord | undefined>;
  list(): Promise<TenantRecord[]>;
}
/** Web origins that may embed the flow, as "https://app.example". */
export interface Origins {
  add(origin: string): Promise<void>;
  list(): Promise<string[]>;
  remove(origin: string): Promise<void>;
}
export interface Keys {
  add(key: { hash: string; label: string }): Promise<KeyRecord>;
  list(): Promise<KeyRecord[]>;
  revoke(id: string): Promise<boolean>;
}
/** An operator's leave to reach a private address: host name or CIDR, and ports (empty: all). */
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
