import { createVerify, generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asked, httpMethodSuite, reads } from "./http.suite.js";
import type { Method } from "./method.js";
import { methodOf } from "./methods.js";
import { json, pretend, systemWith, visitTo, type Pretend, type Seen } from "./world.fixture.js";

const pair = () =>
  generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
const own = pair();
const user = { name: "user", role: "username" as const, public: true };
const by = { scheme: "jwt", claims: { iss: "{user}.key", sub: "{user}", aud: "" }, lives: 60, keyId: "{user}" };
const values = { address: "https://example.com", user: "ACCOUNT.ANNA", privateKey: own.privateKey };
const part = (text: string | undefined): Record<string, unknown> =>
  JSON.parse(Buffer.from(text ?? "", "base64url").toString("utf8")) as Record<string, unknown>;

/** What stands in a token that the key has signed (RFC 7515, 3.1), read by another program's rules; undefined otherwise. */
function tokenOf({ headers }: Seen): { header: Record<string, unknown>; claims: Record<string, unknown> } | undefined {
  const [header, claims, signature] = (headers.authorization ?? "").replace(/^Bearer /, "").split(".");
  const signed = createVerify("RSA-SHA256")
    .update(`${header}.${claims}`)
    .verify(own.publicKey, signature ?? "", "base64url");
  return signed ? { header: part(header), claims: part(claims) } : undefined;
}

httpMethodSuite("signed by a token of one's own", {
  system: systemWith({ kind: "signed", by, fields: [user], ...asked }, reads),
  fields: ["address", "user", "privateKey"],
  sealed: ["privateKey"],
  values,
  isSigned: (seen) => tokenOf(seen)?.claims["sub"] === values.user,
  wrong: { ...values, privateKey: pair().privateKey },
});

describe("a token of one's own", () => {
  let world: Pretend;
  beforeAll(async () => {
    world = await pretend((_, response) => json(response, { me: "x" }));
  });
  afterAll(() => world.stop());
  const signIn = (given: object) => {
    world.seen.length = 0;
    const system = systemWith({ kind: "signed", by, fields: [user], ...asked });
    return (methodOf(system.methods[0]!) as Method).signIn(visitTo(system, { ...values, ...given }, world.url));
  };

  it("says who speaks, for whom, with which key, and not for long", async () => {
    await signIn({});
    const { header, claims } = tokenOf(world.seen[0]!)!;
    expect(header).toMatchObject({ alg: "RS256", kid: "ACCOUNT.ANNA" });
    expect(claims).toMatchObject({ iss: "ACCOUNT.ANNA.key", sub: "ACCOUNT.ANNA", aud: world.url });
    expect(Number(claims["exp"]) - Number(claims["iat"])).toBe(60);
  });

  it.each([
    ["garbage", "no key at all", "credentials_wrong"],
    ["a key that was cut off", own.privateKey.slice(0, 700), "credentials_wrong"],
    ["the public half", own.publicKey, "key_of_another_kind"],
    [
      "a key under a passphrase",
      "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAA==\n-----END ENCRYPTED PRIVATE KEY-----",
      "key_protected",
    ],
  ])("refuses %s at its field, and sends nothing", async (_, privateKey, cause) => {
    const { finding } = await signIn({ privateKey });
    expect(finding).toMatchObject({ cause, field: "privateKey" });
    expect(world.seen).toEqual([]);
  });
});
