import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, type KeyObject } from "node:crypto";

/**
 * The three kinds of secret of Standard Webhooks 1.0.0, each a prefix and standard base64:
 * `whsec_` an HMAC-SHA256 key of 24 to 64 bytes, `whsk_` an ed25519 private key, `whpk_` its public key.
 */
export type SigningKey = { kind: "v1"; secret: Buffer } | { kind: "v1a"; privateKey: KeyObject };
export type VerifyingKey = { kind: "v1"; secret: Buffer } | { kind: "v1a"; publicKey: KeyObject };

/** A secret that must not be set: it would sign or verify nothing, or anything. Never holds the secret itself. */
export class WebhookSecretError extends Error {
  override name = "WebhookSecretError";
}

/** Reads `whsec_…` or `whsk_…`. Throws `WebhookSecretError`. */
export function readSigningKey(text: string): SigningKey {
  if (text.startsWith("whsec_")) return { kind: "v1", secret: readHmacSecret(text) };
  if (text.startsWith("whsk_")) return { kind: "v1a", privateKey: readPrivateKey(text) };
  throw new WebhookSecretError("A signing secret begins with whsec_ (HMAC) or whsk_ (ed25519).");
}

/** Reads `whsec_…` or `whpk_…`. Throws `WebhookSecretError`. */
export function readVerifyingKey(text: string): VerifyingKey {
  if (text.startsWith("whsec_")) return { kind: "v1", secret: readHmacSecret(text) };
  if (text.startsWith("whpk_")) return { kind: "v1a", publicKey: readPublicKey(text) };
  throw new WebhookSecretError("A receiving secret begins with whsec_ (HMAC) or whpk_ (ed25519).");
}

/** A fresh HMAC secret: `whsec_` and 256 random bits. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

/** A fresh ed25519 pair: `privateKey` signs and stays with us, `publicKey` is shown to the host. */
export function newWebhookKeyPair(): { privateKey: string; publicKey: string } {
  const pair = generateKeyPairSync("ed25519");
  const { d, x } = pair.privateKey.export({ format: "jwk" });
  const base64 = (part: string | undefined) => Buffer.from(part ?? "", "base64url").toString("base64");
  return { privateKey: `whsk_${base64(d)}`, publicKey: `whpk_${base64(x)}` };
}

/** Standard base64 with its padding and nothing else; `undefined` for any other spelling of the same bytes. */
export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : undefined;
}

function readBytes(text: string): Buffer {
  const bytes = decodeBase64(text.slice(text.indexOf("_") + 1));
  if (!bytes) throw new WebhookSecretError("The part after the prefix is not standard base64.");
  return bytes;
}

function readHmacSecret(text: string): Buffer {
  const bytes = readBytes(text);
  if (bytes.length < 24 || bytes.length > 64) throw new WebhookSecretError("An HMAC secret has 24 to 64 bytes.");
  return bytes;
}

const pkcs8Prefix = Buffer.from("302e020100300506032b657004220420", "hex"); // RFC 8410, section 7

function readPrivateKey(text: string): KeyObject {
  const bytes = readBytes(text);
  // 64 bytes is the form of NaCl and of other senders: the seed, then the public key.
  if (bytes.length !== 32 && bytes.length !== 64) throw new WebhookSecretError("An ed25519 private key has 32 bytes.");
  const der = Buffer.concat([pkcs8Prefix, bytes.subarray(0, 32)]);
  const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const publicPart = Buffer.from(createPublicKey(key).export({ format: "jwk" }).x ?? "", "base64url");
  if (bytes.length === 64 && !publicPart.equals(bytes.subarray(32))) {
    throw new WebhookSecretError("The two halves of the ed25519 private key do not belong together.");
  }
  return key;
}

const fieldPrime = 2n ** 255n - 19n;
const yMask = 2n ** 255n - 1n;
const orderEightY = 2707385501144840649318225287225658788936804267575313519463743609750303402022n;
/** The y of every point of order 1, 2, 4 and 8: with such a key one signature fits many messages. */
const smallOrderY = new Set([0n, 1n, fieldPrime - 1n, orderEightY, fieldPrime - orderEightY]);

function readPublicKey(text: string): KeyObject {
  const bytes = readBytes(text);
  if (bytes.length !== 32) throw new WebhookSecretError("An ed25519 public key has 32 bytes.");
  const y = BigInt(`0x${Buffer.from(bytes).reverse().toString("hex")}`) & yMask;
  // OpenSSL checks neither of these (RFC 8032, section 5.1.3 asks for the first).
  if (y >= fieldPrime || smallOrderY.has(y)) throw new WebhookSecretError("This ed25519 public key is a weak one.");
  return createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: bytes.toString("base64url") }, format: "jwk" });
}
