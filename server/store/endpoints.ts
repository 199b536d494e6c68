export interface WebhookEndpointRecord {
  readonly id: string;
  readonly tenant: string;
  readonly url: string;
  /** Signed with ed25519 rather than HMAC. */
  readonly asymmetric: boolean;
  readonly status: "enabled" | "disabled";
  readonly disabledCause: string | null;
  readonly createdAt: number;
}

/** Webhook endpoints. Their secrets are sealed: owner kind `endpoint`, its id, field `secrets`. */
export interface WebhookEndpoints {
  add(endpoint: { id?: string; url: string; asymmetric?: boolean }): Promise<WebhookEndpointRecord>;
  get(id: string): Promise<WebhookEndpointRecord | undefined>;
  list(): Promise<WebhookEndpointRecord[]>;
  /** Its waiting deliveries become dead. */
  disable(id: string, cause: string): Promise<boolean>;
  enable(id: string): Promise<boolean>;
  /** With its secrets and deliveries. */
  remove(id: string): Promise<boolean>;
}
