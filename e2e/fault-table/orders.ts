import { SystemFile, type System, type SystemFileInput } from "#contract";
import type { RunningOidcProvider } from "../real/oidcProvider.js";

/*
 * Entries for the real OpenID provider of these tests and the interface behind it. No entry of the catalogue can name
 * their address.
 */

const base: Omit<SystemFileInput, "name" | "address" | "methods"> = {
  vendor: "Our tests",
  popularity: 1,
  summary: { en: "Purchase orders behind an OpenID provider" },
  proven: { level: "observed", on: "2026-11-25" },
  sources: [{ url: "package:oidc-provider@9.13.3", read: "2026-11-25" }],
};
const discovery = "/.well-known/openid-configuration";
const recognition: SystemFileInput["recognition"] = [
  { question: { path: discovery }, yes: [{ status: 200, json: [{ at: "/issuer", type: "string" }] }], no: [] },
];
const reads: SystemFileInput["reads"] = {
  purchaseOrders: {
    question: { path: "/api/purchase-orders" },
    yes: [{ status: 200, json: [{ at: "/count", type: "number" }] }],
    no: [],
    facts: { count: { at: "/count" } },
  },
};

const entryOf = (file: SystemFileInput): System => ({ ...SystemFile.parse(file), id: "orders", category: "erp" });

/** A person agrees at the provider, in the name of an application that she entered. */
export const ordersEntry = ({ url, orderScope }: RunningOidcProvider): System =>
  entryOf({
    ...base,
    name: "Orders",
    address: { kind: "fixed", url, example: url },
    methods: [
      {
        kind: "oauth2",
        issuer: "{address}",
        client: "person",
        scopes: ["openid", "offline_access", orderScope],
        authorizeParams: { prompt: "consent" },
      },
    ],
    reads,
  });

/** An application signs itself in. */
export const machineEntry = (scope: string, client: "person" | "operator" = "person"): System =>
  entryOf({
    ...base,
    name: "Orders",
    address: { kind: "web", keep: "origin", example: "https://orders.example.com" },
    recognition,
    methods: [
      {
        kind: "oauth2",
        grant: "clientCredentials",
        issuer: "{address}",
        client,
        ...(client === "operator" && { clientAuth: "none" as const }),
        scopes: [scope],
        signIn: {
          question: { path: "/api/me" },
          yes: [{ status: 200, json: [{ at: "/user", type: "string" }] }],
          no: [],
        },
      },
    ],
    reads,
  });

/** A token that was given before: the provider says whether it is still good, and until when (RFC 7662). */
export const tokenEntry = (): System =>
  entryOf({
    ...base,
    name: "Orders",
    address: { kind: "web", keep: "origin", example: "https://orders.example.com" },
    recognition,
    methods: [
      {
        kind: "basic",
        fields: [{ name: "token", role: "key", kind: "secret", clean: "key" }],
        signIn: {
          question: { method: "POST", path: "/token/introspection", form: { token: "{token}" } },
          yes: [{ status: 200, json: [{ at: "/active", is: true }] }],
          no: [
            {
              when: { status: 200, json: [{ at: "/active", is: false }] },
              cause: "credentials_revoked",
              field: "token",
            },
          ],
          facts: { expires: { at: "/exp" } },
        },
      },
    ],
  });
