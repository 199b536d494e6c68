import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCatalogue } from "#catalogue";
import { readValues } from "./clean.js";
import { asked, httpMethodSuite, reads } from "./http.suite.js";
import type { Method } from "./method.js";
import { methodOf } from "./methods.js";
import { json, pretend, systemWith, visitTo, type Pretend, type Seen } from "./world.fixture.js";

const values = { address: "https://example.com", appKey: "app+1/=", secretKey: "s3cr3t-+/=key" };
const appKey = { name: "appKey", role: "key" as const, kind: "secret" as const, clean: "key" as const };
/** A second computation, by another program. */
const openssl = (text: string, key: string, hash = "sha256") =>
  execFileSync("openssl", ["dgst", `-${hash}`, "-hmac", key, "-binary"], { input: text });

const by = {
  scheme: "hmac",
  text: "{method}\n{path}\n{query}\n{timestamp}\n{nonce}\n{bodySha256}",
  headers: { "X-Time": "{timestamp}", "X-Nonce": "{nonce}", Authorization: "Plant {appKey}:{signature}" },
};
const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

httpMethodSuite("signed by HMAC", {
  system: systemWith({ kind: "signed", by, fields: [appKey], ...asked }, reads),
  fields: ["address", "appKey", "secretKey"],
  sealed: ["appKey", "secretKey"],
  values,
  isSigned({ method, url, headers }: Seen) {
    const [path, query = ""] = url.split("?");
    const text = [method, path, query, headers["x-time"], headers["x-nonce"], empty].join("\n");
    const signature = createHmac("sha256", values.secretKey).update(text).digest("hex");
    const fresh = Math.abs(Date.now() / 1000 - Number(headers["x-time"])) < 60;
    return fresh && headers.authorization === `Plant ${values.appKey}:${signature}`;
  },
  wrong: { ...values, secretKey: "wrong-secret" },
});

describe("signed by HMAC", () => {
  let world: Pretend;
  beforeAll(async () => {
    world = await pretend((_, response) => json(response, { me: "x" }));
  });
  afterAll(() => world.stop());
  const send = async (use: object, question: object = { path: "/me" }, given: object = {}) => {
    world.seen.length = 0;
    const system = systemWith({ kind: "signed", ...use, signIn: { ...asked.signIn, question } });
    const entered = { ...values, ...given };
    await (methodOf(system.methods[0]!) as Method).signIn(visitTo(system, entered, world.url));
    return world.seen[0]!;
  };

  it("puts the signature into the query, after all that it covers", async () => {
    const seen = await send({
      by: {
        scheme: "hmac",
        text: "{hostAndPath}?{query}",
        query: { key: "{appKey}" },
        signatureQuery: "sig",
        encoding: "base64url",
      },
    });
    const signature = openssl(`localhost:${world.port}/me?key=app%2B1%2F%3D`, values.secretKey).toString("base64url");
    expect(seen.url).toBe(`/me?key=app%2B1%2F%3D&sig=${signature}`);
  });

  it("signs what is sent: the body, its type and its digests", async () => {
    const text = "{contentType}|{body}|{bodySha256Base64}|{bodyMd5Base64}|{sortedQuery}|{host}|{url}";
    const seen = await send(
      { by: { scheme: "hmac", algorithm: "sha512", text, headers: { "X-Sig": "{signature}" } } },
      { method: "POST", path: "/me", query: { z: "1 2", a: "ä*" }, json: { key: "{appKey}" } },
    );
    const digest = (hash: string) =>
      execFileSync("openssl", ["dgst", `-${hash}`, "-binary"], { input: seen.body }).toString("base64");
    const signed = `application/json|${seen.body}|${digest("sha256")}|${digest("md5")}|a=%C3%A4%2A&z=1%202|localhost:${world.port}|${world.url}${seen.url}`;
    expect(seen.headers["x-sig"]).toBe(openssl(signed, values.secretKey, "sha512").toString("hex"));
  });

  it.each([
    ["base64", "AAECAwQFBgcICQ==", Buffer.from("00010203040506070809", "hex")],
    ["hex", "00ff7f", Buffer.from("00ff7f", "hex")],
  ])("takes a key written in %s by its bytes", async (keyEncoding, secretKey, bytes) => {
    const seen = await send(
      { by: { scheme: "hmac", keyEncoding, text: "x", headers: { "X-Sig": "{signature}" } } },
      { path: "/me" },
      { secretKey },
    );
    expect(seen.headers["x-sig"]).toBe(createHmac("sha256", bytes).update("x").digest("hex"));
  });

  it.each([
    ["base64", "not base64!"],
    ["base64", "AAECA"],
    ["hex", "0f0"],
    ["hex", "zz"],
  ])("refuses a key that is no %s: %j", (keyEncoding, secretKey) => {
    const system = systemWith({ kind: "signed", by: { scheme: "hmac", keyEncoding, text: "x" } });
    const { refused } = readValues(system, system.methods[0]!, { address: values.address, secretKey });
    expect(refused).toEqual([{ field: "secretKey", reason: expect.any(String) as string }]);
  });

  it("refuses ten million characters at their field", () => {
    const system = systemWith({ kind: "signed", by });
    const { refused } = readValues(system, system.methods[0]!, { ...values, secretKey: "x".repeat(10_000_000) });
    expect(refused).toContainEqual({ field: "secretKey", reason: "too_long" });
  });

  it("lets nothing that was entered break out of a header", async () => {
    const header = { by: { ...by, text: "x" }, fields: [{ ...appKey, clean: "exact" }] };
    await send(header, { path: "/me" }, { appKey: "a\r\nX-Evil: 1" });
    expect(world.seen).toEqual([]);
  });
});

describe("as vendors document it", () => {
  let world: Pretend;
  beforeAll(async () => {
    world = await pretend((_, response) => json(response, { objects: [], Items: [] }));
  });
  afterAll(() => world.stop());

  // https://fiixlabs.github.io/api-documentation/guide-nosdk.html
  it("Fiix: the address without its scheme, in hex", async () => {
    const fiix = readCatalogue().find(({ id }) => id === "fiix")!;
    const given = { account: "acme", appKey: "app1", accessKey: "access2", secretKey: "secret3" };
    const { finding } = await (methodOf(fiix.methods[0]!) as Method).signIn(visitTo(fiix, given, world.url));
    expect(finding.answer).toBe("yes");
    const [seen] = world.seen.splice(0);
    expect(seen!.url).toMatch(
      /^\/api\/\?service=cmms&timestamp=\d{13}&appKey=app1&accessKey=access2&signatureMethod=HmacSHA256&signatureVersion=1$/,
    );
    expect(seen!.headers.authorization).toBe(openssl(`localhost:${world.port}${seen!.url}`, "secret3").toString("hex"));
    expect(seen!.headers["content-type"]).toBe("text/plain");
    expect(JSON.parse(seen!.body)).toMatchObject({ _maCn: "FindRequest", className: "Asset" });
  });

  // https://apidocs.unleashedsoftware.com/AuthenticationHelp
  it.each([
    ["with parameters", { customerCode: "ACME" }, "customerCode=ACME"],
    ["without", undefined, ""],
  ])("Unleashed: the query alone, in base64, %s", async (_, query, signed) => {
    const unleashed = systemWith({
      kind: "signed",
      fields: [{ name: "apiId", role: "username", public: true }],
      by: {
        scheme: "hmac",
        text: "{query}",
        encoding: "base64",
        headers: { "api-auth-id": "{apiId}", "api-auth-signature": "{signature}" },
      },
      signIn: {
        question: { path: "/Customers", ...(query && { query }) },
        yes: [{ json: [{ at: "/Items" }] }],
        no: [],
      },
    });
    const given = { apiId: "id-1", secretKey: "key-2" };
    await (methodOf(unleashed.methods[0]!) as Method).signIn(visitTo(unleashed, given, world.url));
    const [seen] = world.seen.splice(0);
    expect(seen!.headers).toMatchObject({
      "api-auth-id": "id-1",
      "api-auth-signature": openssl(signed, "key-2").toString("base64"),
    });
  });
});
