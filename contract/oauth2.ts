import * as z from "zod";
import { SamlAssertion } from "./saml.js";
import { http } from "./use.js";

/** A signed statement in place of a secret or of a person's consent (RFC 7523). Part of `OAuth2Use`. */
export const Assertion = z.strictObject({
  algorithm: z
    .enum(["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "HS256", "HS384", "HS512"])
    .default("RS256")
    .describe("HS256 and its like sign by a secret that both sides know"),
  key: z.string().default("{privateKey}").describe("PEM, PKCS #8 or as openssl writes it; of HS256 the secret"),
  keyEncoding: z.enum(["utf8", "base64", "hex"]).default("utf8").describe("How the secret of HS256 was written down"),
  keyId: z.string().optional().describe("`kid` of the header"),
  claims: z
    .record(z.string(), z.string())
    .default({})
    .describe("iss, sub, aud and others; iat, exp and jti are ours. Without aud it is the token endpoint"),
  lives: z.number().int().min(30).max(3600).default(300).describe("Seconds"),
});
export type Assertion = z.infer<typeof Assertion>;

/** OAuth 2.0 (RFC 6749): consent at a provider, or an application's own sign-in. Part of `MethodUse`. */
export const OAuth2Use = z.strictObject({
  kind: z.literal("oauth2"),
  ...http,
  grant: z.enum(["code", "clientCredentials", "password", "jwtBearer", "samlBearer", "device"]).default("code"),
  issuer: z.string().optional().describe("Discovered from here when it is set"),
  authorizeUrl: z.string().optional(),
  tokenUrl: z.string().optional(),
  deviceUrl: z.string().optional().describe("Of the device grant (RFC 8628), where there is no issuer to tell it"),
  scopes: z.array(z.string()).default([]),
  scopeSeparator: z.enum([" ", ","]).default(" "),
  authorizeParams: z.record(z.string(), z.string()).default({}),
  tokenParams: z
    .record(z.string(), z.string())
    .default({})
    .describe("Sent to the token endpoint beside the standard's own"),
  pkce: z.boolean().default(true),
  signedBy: z
    .string()
    .optional()
    .describe("Parameter of the callback that signs all others with the application's secret: Shopify's hmac"),
  codeParam: z.string().default("code").describe("Parameter of the callback that holds the code: Amazon has its own"),
  clientAuth: z
    .enum(["basic", "post", "none", "privateKeyJwt", "clientSecretJwt"])
    .default("basic")
    .describe(
      "privateKeyJwt signs with the key of `assertion`; clientSecretJwt by the client secret, HS256 unless told there",
    ),
  client: z
    .enum(["person", "operator"])
    .default("operator")
    .describe("Whose application: registered by the operator, or entered here"),
  user: z.string().default("{username}").describe("For the password grant"),
  password: z.string().default("{password}"),
  assertion: Assertion.optional().describe("For the jwtBearer grant, privateKeyJwt and clientSecretJwt"),
  saml: SamlAssertion.optional().describe("For the samlBearer grant"),
  carry: z
    .strictObject({ header: z.string().default("Authorization"), prefix: z.string().default("Bearer ") })
    .default({ header: "Authorization", prefix: "Bearer " })
    .describe("How the access token goes with each question"),
  takes: z
    .strictObject({
      callback: z
        .record(z.string(), z.string())
        .default({})
        .describe("Input by the name of a parameter of the callback"),
      token: z.record(z.string(), z.string()).default({}).describe("Input by JSON Pointer into the token answer"),
    })
    .default({ callback: {}, token: {} })
    .describe("Inputs for later questions that the provider tells: {instanceUrl}, {companyId}"),
});
export type OAuth2Use = z.infer<typeof OAuth2Use>;
