import type { Account } from "../realSystem.js";

/** What the provider process is told, as JSON, in its first argument. */
export interface OidcSettings {
  port: number;
  issuer: string;
  redirectUris: string[];
  accessTokenSeconds: number;
  rotateRefreshToken: boolean;
}

export const people = {
  anna: { user: "anna@plant.example", password: "plant-anna-7", what: "may read purchase orders" },
  carl: { user: "carl@plant.example", password: "plant-carl-7", what: "signs in, may not read purchase orders" },
} satisfies Record<string, Account>;

/** `secret` is absent for a public client. */
export const clients = {
  code: { id: "gangway", secret: "plant-client-secret-7" },
  publicCode: { id: "gangway-public" },
  machine: { id: "gangway-machine", secret: "plant-machine-secret-7" },
  device: { id: "gangway-device" },
} satisfies Record<string, { id: string; secret?: string }>;

export const orderScope = "purchase_orders:read";
