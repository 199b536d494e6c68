import { createHmac, createVerify, generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Assertion } from "#contract";
import { signAssertion } from "./assertion.js";
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
  const signIn = (given: object, how: object = by) => {
    world.seen.length = 0;
    const system = systemWith({ kind: "signed", by: how, fields: [user], ...asked });
    return (methodOf(system.methods[0]!) as Method).signIn(visitTo(system, { ...values, ...given }, world.url));
  };

  it("says who speaks, for whom, with which key, and not for long", async () => {
    await signIn({});
    const { header, claims } = tokenOf(world.seen[0]!)!;
    expect(header).toMatchObject({ alg: "RS256", kid: "ACCOUNT.ANNA" });
    expect(claims).toMatchObject({ iss: "ACCOUNT.ANNA.key", sub: "ACCOUNT.ANNA", aud: world.url });
    expect(Number(claims["exp"]) - Number(claims["iat"])).toBe(60);
  });

  it("may name the address that is asked, as it was found", async () => {
    await signIn({}, { ...by, claims: { ...by.claims, aud: "{address}/api" } });
    expect(tokenOf(world.seen[0]!)!.claims["aud"]).toBe(`${world.url}/api`);
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

/** Whether a token bears the signature of a secret (RFC 7515, 5.2), by another program's rules. */
function signedBy(key: Buffer, token: string): boolean {
  const [header = "", claims, signature] = token.split(".");
  const { alg } = part(header) as { alg: string };
  const mac = createHmac(alg.replace("HS", "sha"), key).update(`${header}.${claims}`).digest("base64url");
  return mac === signature;
}

describe("a token that a shared secret signs", () => {
  // RFC 7515, A.1.
  const key = Buffer.from(
    "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
    "base64url",
  );
  const example = [
    "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9",
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ",
    "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
  ].join(".");
  const shared = {
    algorithm: "HS256",
    key: "{clientSecret}",
    keyEncoding: "base64",
    claims: { iss: "app" },
    lives: 60,
  } as const;
  const sign = (more: Partial<Assertion>, clientSecret: string) =>
    signAssertion({ ...shared, ...more }, { clientSecret }, "https://example.com");

  it("is measured by the standard's own example", () => {
    expect(signedBy(key, example)).toBe(true);
    expect(signedBy(key, example.replace("dBjf", "dBjg"))).toBe(false);
  });

  it.each(["HS256", "HS384", "HS512"] as const)("%s, by a secret in base64", async (algorithm) => {
    const token = await sign({ algorithm }, key.toString("base64"));
    expect(signedBy(key, token)).toBe(true);
    expect(part(token.split(".")[1])).toMatchObject({ iss: "app", aud: "https://example.com" });
  });

  it("by a secret as it was typed", async () =>
    expect(signedBy(Buffer.from("Schlüssel 1"), await sign({ keyEncoding: "utf8" }, "Schlüssel 1"))).toBe(true));

  it.each([
    ["what is no base64", "base64", "not base64!", "credentials_wrong"],
    ["nothing", "utf8", "", "credentials_wrong"],
    ["a private key in its place", "utf8", own.privateKey, "key_of_another_kind"],
  ] as const)("refuses %s at its field", async (_, keyEncoding, secret, cause) => {
    await expect(sign({ keyEncoding }, secret)).rejects.toMatchObject({ finding: { cause, field: "clientSecret" } });
  });
});
