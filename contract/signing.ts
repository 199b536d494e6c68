import * as z from "zod";
import { Assertion } from "./oauth2.js";
import { http } from "./use.js";

/** Ways to prove access by a signature over each question, or by a certificate. Part of `MethodUse`. */

/** OAuth 1.0a (RFC 5849). Two legs: all four secrets are entered. Three: the person agrees at the provider. */
export const OAuth1Use = z.strictObject({
  kind: z.literal("oauth1"),
  ...http,
  legs: z.union([z.literal(2), z.literal(3)]).default(2),
  signature: z.enum(["HMAC-SHA1", "HMAC-SHA256", "HMAC-SHA512", "PLAINTEXT"]).default("HMAC-SHA256"),
  place: z.enum(["header", "query"]).default("header").describe("Where the protocol's parameters travel"),
  realm: z.string().optional().describe('Of the Authorization header: "{account}"; no part of what is signed'),
  consumerKey: z.string().default("{consumerKey}"),
  consumerSecret: z.string().default("{consumerSecret}"),
  token: z.string().default("{tokenId}").describe("Empty for one leg: an application without a person"),
  tokenSecret: z.string().default("{tokenSecret}"),
  requestTokenUrl: z.string().optional().describe("For three legs"),
  authorizeUrl: z.string().optional(),
  accessTokenUrl: z.string().optional(),
});

/** What a text that is signed may stand for beside inputs. Of an address and a query it is what is sent, to the byte. */
export const signedParts = [
  "method",
  "url",
  "urlWithoutScheme",
  "hostAndPath", // without scheme and query
  "host", // with a port that is not the usual one
  "path",
  "query", // without "?"
  "sortedQuery", // by name, encoded anew (RFC 3986, 2.3)
  "contentType",
  "body",
  "bodySha256", // hex
  "bodySha256Base64",
  "bodyMd5Base64", // as in Content-MD5
  "timestamp", // Unix seconds
  "timestampMs",
  "date", // RFC 9110, 5.6.7
  "iso", // ISO 8601, seconds
  "nonce", // 32 hex digits
] as const;
const Hmac = z.strictObject({
  scheme: z.literal("hmac"),
  algorithm: z.enum(["sha1", "sha256", "sha512"]).default("sha256"),
  key: z.string().default("{secretKey}"),
  keyEncoding: z.enum(["utf8", "base64", "hex"]).default("utf8").describe("How the key was written down"),
  text: z.string().describe(`What is signed: inputs, and {${signedParts.join("}, {")}}`),
  encoding: z.enum(["hex", "base64", "base64url"]).default("hex").describe("Of the signature"),
  query: z.record(z.string(), z.string()).default({}).describe("Added to every question, before it is signed"),
  headers: z
    .record(z.string(), z.string())
    .default({})
    .describe("Added to every question; may hold {signature} and all that the text may"),
  signatureQuery: z.string().optional().describe("Parameter that takes the signature, where that is in the query"),
});
/** Hawk 1.1: id, key, timestamp and nonce in the Authorization header. */
const Hawk = z.strictObject({
  scheme: z.literal("hawk"),
  id: z.string().default("{hawkId}"),
  key: z.string().default("{hawkKey}"),
  algorithm: z.enum(["sha1", "sha256"]).default("sha256"),
  payload: z.boolean().default(false).describe("The body is signed too"),
});
/** AWS Signature Version 4. */
const SigV4 = z.strictObject({
  scheme: z.literal("sigv4"),
  accessKeyId: z.string().default("{accessKeyId}"),
  secretAccessKey: z.string().default("{secretAccessKey}"),
  sessionToken: z.string().optional().describe('Of temporary credentials: "{sessionToken}"'),
  region: z.string().default("{region}"),
  service: z.string().describe('As it is signed: "s3", "execute-api"'),
  payload: z.enum(["hashed", "unsigned"]).default("hashed").describe("unsigned: for s3 over TLS only"),
});
/** Azure Storage, Shared Key for Blob, Queue and File services. */
const AzureSharedKey = z.strictObject({
  scheme: z.literal("azureSharedKey"),
  account: z.string().default("{account}"),
  key: z.string().default("{accountKey}").describe("Base64, as Azure shows it"),
  version: z.string().default("2021-12-02").describe("x-ms-version, 2015-02-21 or newer"),
});
/** A signed statement of who asks, made anew for each question and carried as a token (RFC 7519). */
const Jwt = z.strictObject({
  scheme: z.literal("jwt"),
  ...Assertion.shape,
  prefix: z.string().default("Bearer ").describe("In the Authorization header"),
});
export const SignedUse = z.strictObject({
  kind: z.literal("signed"),
  ...http,
  by: z.discriminatedUnion("scheme", [Hmac, Hawk, SigV4, AzureSharedKey, Jwt]),
});

/** UsernameToken in the header of a SOAP envelope (WS-Security UsernameToken Profile 1.1), where `{security}` stands. */
export const WsseUse = z.strictObject({
  kind: z.literal("wsse"),
  ...http,
  user: z.string().default("{username}"),
  password: z.string().default("{password}"),
  digest: z.boolean().default(true).describe("PasswordDigest; otherwise PasswordText"),
  timestamp: z.boolean().default(false).describe("With a Timestamp of five minutes"),
});

/** A certificate of the caller's own in the TLS handshake (RFC 8446, 4.4.2), and nothing else. */
export const ClientCertUse = z.strictObject({
  kind: z.literal("clientCert"),
  ...http,
  certificate: z.string().default("{certificate}").describe("PEM, with what stands between it and the authority"),
  key: z.string().default("{privateKey}").describe("PEM"),
  passphrase: z.string().default("{passphrase}").describe("Empty where the key is not protected"),
});
