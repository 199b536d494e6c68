import { createHmac, sign as signEd25519, timingSafeEqual, verify as verifyEd25519 } from "node:crypto";
import { decodeBase64, type SigningKey, type VerifyingKey } from "./secret.js";

/**
 * Standard Webhooks 1.0.0: what is signed is `id.timestamp.` and the raw bytes of the body.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */

/** Seconds a timestamp may be away from the receiver's clock, either way, inclusive. */
export const timestampTolerance = 300;
/** Entries of one `webhook-signature` that are looked at: more would let a stranger buy work with a header. */
const maxEntries = 16;

/** Header values by name, as `node:http`, fetch or a framework hands them over; names in any case. */
export type HeaderValues = Headers | Record<string, string | readonly string[] | undefined>;

/** A type, not an interface, so that it fits where any headers do. */
export type SignedHeaders = {
  "webhook-id": string;
  "webhook-timestamp": string;
  "webhook-signature": string;
};

export type SignatureRefusal =
  | "id_unusable"
  | "timestamp_unusable"
  | "timestamp_too_old"
  | "timestamp_too_new"
  | "signature_missing"
  | "signature_wrong";

export type Verification = { ok: true; id: string; timestamp: number } | { ok: false; why: SignatureRefusal };

/** Signs one try of one delivery with every key. `timestamp` in unix seconds. */
export function signWebhook(
  keys: readonly SigningKey[],
  id: string,
  timestamp: number,
  body: Uint8Array,
): SignedHeaders {
  const content = signedContent(id, String(timestamp), body);
  const entries = keys.map((key) =>
    key.kind === "v1"
      ? `v1,${hmac(key.secret, content)}`
      : `v1a,${signEd25519(null, content, key.privateKey).toString("base64")}`,
  );
  return { "webhook-id": id, "webhook-timestamp": String(timestamp), "webhook-signature": entries.join(" ") };
}

/** One entry that fits one key is enough. `now` in unix seconds. Throws nothing. */
export function verifyWebhook(
  keys: readonly VerifyingKey[],
  headers: HeaderValues,
  body: Uint8Array,
  now: number,
): Verification {
  const id = headerValue(headers, "webhook-id");
  if (!id || !/^[A-Za-z0-9_-]{1,255}$/.test(id)) return { ok: false, why: "id_unusable" };
  const timestamp = headerValue(headers, "webhook-timestamp");
  if (!timestamp || !/^[1-9][0-9]{0,15}$/.test(timestamp)) return { ok: false, why: "timestamp_unusable" };
  if (Number(timestamp) < now - timestampTolerance) return { ok: false, why: "timestamp_too_old" };
  if (Number(timestamp) > now + timestampTolerance) return { ok: false, why: "timestamp_too_new" };
  const signature = headerValue(headers, "webhook-signature");
  if (!signature) return { ok: false, why: "signature_missing" };

  const content = signedContent(id, timestamp, body);
  const entries = signature.split(" ").filter(Boolean).slice(0, maxEntries);
  if (!keys.some((key) => anyFits(entries, key, content))) return { ok: false, why: "signature_wrong" };
  return { ok: true, id, timestamp: Number(timestamp) };
}

/** The kind of key decides what is computed, never the entry: an HMAC keyed with a public key stays worthless. */
function anyFits(entries: string[], key: VerifyingKey, content: Buffer): boolean {
  const given = entries
    .filter((entry) => entry.startsWith(`${key.kind},`))
    .map((entry) => entry.slice(key.kind.length + 1));
  if (key.kind === "v1") {
    const expected = hmac(key.secret, content);
    return given.some((text) => equalText(text, expected));
  }
  return given.some((text) => {
    const signature = decodeBase64(text);
    return signature?.length === 64 && verifyEd25519(null, content, key.publicKey, signature);
  });
}

/** The bytes are never decoded to text: invalid UTF-8 would become the same U+FFFD for different bodies. */
function signedContent(id: string, timestamp: string, body: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);
}

function hmac(secret: Buffer, content: Buffer): string {
  return createHmac("sha256", secret).update(content).digest("base64");
}

/** Compares the text, so that another spelling of the same bytes does not pass. */
function equalText(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** `undefined` when the header is absent, and when it stands there twice: which one was meant is anybody's guess. */
function headerValue(headers: HeaderValues, name: string): string | undefined {
  const entries: [string, unknown][] = headers instanceof Headers ? [...headers] : Object.entries(headers);
  const values = entries.filter(([key]) => key.toLowerCase() === name).flatMap(([, value]) => value ?? []);
  const [value] = values;
  return values.length === 1 && typeof value === "string" ? value : undefined;
}
