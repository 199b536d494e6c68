import { verify as verifyEd25519 } from "node:crypto";
import { createPublicKey } from "node:crypto";
import { expect, test } from "vitest";
import { newWebhookKeyPair, newWebhookSecret, readSigningKey, readVerifyingKey, WebhookSecretError } from "./secret.js";
import { signWebhook, verifyWebhook } from "./signature.js";

const now = 1_764_000_000;
const body = Buffer.from('{"type":"connection.created","data":{}}');
const secret = newWebhookSecret();
const pair = newWebhookKeyPair();

function signed(secrets = [secret], id = "evt_1", content: Uint8Array = body) {
  return signWebhook(secrets.map(readSigningKey), id, now, content);
}
function verified(
  headers: Parameters<typeof verifyWebhook>[1],
  secrets = [secret],
  content: Uint8Array = body,
  at = now,
) {
  return verifyWebhook(secrets.map(readVerifyingKey), headers, content, at);
}

test("what was signed with a secret verifies with it", () => {
  expect(verified(signed())).toEqual({ ok: true, id: "evt_1", timestamp: now });
});

test("what was signed with the private key verifies with the public key", () => {
  expect(verified(signed([pair.privateKey]), [pair.publicKey]).ok).toBe(true);
  expect(verified(signed([pair.privateKey]), [newWebhookKeyPair().publicKey]).ok).toBe(false);
});

test("while rotating, each side may know one of the two", () => {
  const [older, newer] = [newWebhookSecret(), newWebhookSecret()];
  const headers = signed([older, newer, pair.privateKey]);
  for (const known of [older, newer, pair.publicKey]) expect(verified(headers, [known]).ok).toBe(true);
  expect(verified(signed([newer]), [older, newer]).ok).toBe(true);
});

test("a private key of 64 bytes (seed and public key) signs like its seed", () => {
  const [seed, point] = [pair.privateKey, pair.publicKey].map((text) => Buffer.from(text.slice(5), "base64"));
  const long = `whsk_${Buffer.concat([seed!, point!]).toString("base64")}`;
  expect(verified(signed([long]), [pair.publicKey]).ok).toBe(true);
  const mixed = `whsk_${Buffer.concat([seed!, Buffer.alloc(32, 7)]).toString("base64")}`;
  expect(() => readSigningKey(mixed)).toThrow(WebhookSecretError);
});

test("bodies that are not UTF-8 are told apart", () => {
  const headers = signed([secret], "evt_1", Buffer.from([0x22, 0xff, 0x22]));
  expect(verified(headers, [secret], Buffer.from([0x22, 0xff, 0x22])).ok).toBe(true);
  expect(verified(headers, [secret], Buffer.from([0x22, 0xfe, 0x22])).ok).toBe(false);
});

test("the timestamp may be 300 s away, not 301", () => {
  for (const off of [-300, 300]) expect(verified(signed(), [secret], body, now + off).ok).toBe(true);
  expect(verified(signed(), [secret], body, now + 301)).toEqual({ ok: false, why: "timestamp_too_old" });
  expect(verified(signed(), [secret], body, now - 301)).toEqual({ ok: false, why: "timestamp_too_new" });
});

test("the sixteenth entry is looked at, the seventeenth is not", () => {
  const headers = signed();
  const wrong = `v1,${Buffer.alloc(32).toString("base64")}`;
  const after = (n: number) => ({
    ...headers,
    "webhook-signature": `${`${wrong} `.repeat(n)}${headers["webhook-signature"]}`,
  });
  expect(verified(after(15)).ok).toBe(true);
  expect(verified(after(16)).ok).toBe(false);
});

test("a header that stands there twice is refused", () => {
  const headers = signed();
  for (const [name, value] of Object.entries(headers)) {
    expect(verified({ ...headers, [name]: [value, value] }).ok).toBe(false);
    expect(verified({ ...headers, [name.toUpperCase()]: value }).ok).toBe(false);
    expect(verified({ ...headers, [name]: [value] }).ok).toBe(true);
  }
});

test("headers of fetch are read too", () => {
  expect(verified(new Headers({ ...signed() })).ok).toBe(true);
});

test.each([
  ["without padding", (s: string) => s.replace(/=+$/, "")],
  ["with more padding", (s: string) => `${s}=`],
  ["in the alphabet of URLs", (s: string) => s.replaceAll("+", "-").replaceAll("/", "_")],
  ["with a line break", (s: string) => `${s.slice(0, 9)}\n${s.slice(9)}`],
  [
    "with a last character that means the same bytes",
    (s: string) => s.replace(/.=$/, (end) => `${String.fromCharCode(end.charCodeAt(0) + 1)}=`),
  ],
])("another spelling of the right signature is refused: %s", (_, spell) => {
  // Ids are tried until the signature has characters that the two alphabets write differently.
  const id = Array.from({ length: 500 }, (_, i) => `evt_${i}`).find((name) =>
    /[+/].*[A-Ya-y0-8]=$/.test(signed([secret], name)["webhook-signature"]),
  );
  const headers = signed([secret], id);
  const [version, signature] = headers["webhook-signature"].split(",") as [string, string];
  expect(spell(signature)).not.toBe(signature);
  expect(verified({ ...headers, "webhook-signature": `${version},${spell(signature)}` }).ok).toBe(false);
});

test.each([
  ["", "empty"],
  ["whsec_", "only the prefix"],
  ["whsec_!!!notbase64", "not base64"],
  [`whsec_${Buffer.alloc(23, 1).toString("base64")}`, "23 bytes"],
  [`whsec_${Buffer.alloc(65, 1).toString("base64")}`, "65 bytes"],
  [`${secret}\n`, "a line break behind"],
  [secret.slice(6), "no prefix"],
  [pair.privateKey, "a private key at the receiver"],
  [`whpk_${Buffer.alloc(31, 1).toString("base64")}`, "31 bytes"],
  [`whpk_${Buffer.alloc(32, 255).toString("base64")}`, "no point of the field"],
])("a receiving secret is refused when it is set: %#, %s", (text) => {
  expect(() => readVerifyingKey(text)).toThrow(WebhookSecretError);
});

test("a key of small order, for which the platform accepts a forged signature, is refused", () => {
  const orderEight = Buffer.from("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", "hex");
  const identity = Buffer.alloc(32);
  identity[0] = 1;
  for (const point of [orderEight, identity]) {
    const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: point.toString("base64url") }, format: "jwk" });
    const forged = Buffer.concat([identity, Buffer.alloc(32)]);
    const fits = Array.from({ length: 200 }, (_, i) => Buffer.from(`message ${i}`)).filter((m) =>
      verifyEd25519(null, m, key, forged),
    );
    expect(fits.length).toBeGreaterThan(0);
    expect(() => readVerifyingKey(`whpk_${point.toString("base64")}`)).toThrow(WebhookSecretError);
  }
});

test("no error tells the secret", () => {
  for (const text of ["whsec_c2hvcnQtc2VjcmV0", "whsk_c2hvcnQtc2VjcmV0", "c2hvcnQtc2VjcmV0"]) {
    expect(() => readSigningKey(text)).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining("c2hvcnQ") }),
    );
  }
});
