import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readValues } from "./clean.js";
import { asked, httpMethodSuite, reads } from "./http.suite.js";
import { methodOf } from "./methods.js";
import { json, systemWith } from "./world.fixture.js";

const values = { address: "https://example.com", apiKey: "key-1+/=", username: "anna", password: "p:ä" };
const parts = [{ kind: "apiKey", place: "header", name: "X-API-Key" }, { kind: "basic" }];
const authorization = `Basic ${Buffer.from("anna:p:ä").toString("base64")}`;

httpMethodSuite("composite, a key and a user", {
  system: systemWith({ kind: "composite", parts, ...asked }, reads),
  fields: ["address", "apiKey", "username", "password"],
  sealed: ["apiKey", "password"],
  values,
  isSigned: ({ headers }) => headers["x-api-key"] === values.apiKey && headers.authorization === authorization,
  wrong: { ...values, password: "wrong-password" },
});

// The second signs what the first has added.
httpMethodSuite("composite, a key under a signature", {
  system: systemWith(
    {
      kind: "composite",
      parts: [
        { kind: "apiKey", place: "query", name: "key" },
        { kind: "signed", by: { scheme: "hmac", text: "{query}", signatureQuery: "sig" } },
      ],
      ...asked,
    },
    reads,
  ),
  fields: ["address", "apiKey", "secretKey"],
  sealed: ["apiKey", "secretKey"],
  values: { address: values.address, apiKey: "k1-of-plant", secretKey: "s1-of-plant" },
  isSigned: ({ url }) => {
    const [, signed, signature] = /\?(key=k1-of-plant)&sig=([0-9a-f]{64})$/.exec(url) ?? [];
    return signed !== undefined && signature === createHmac("sha256", "s1-of-plant").update(signed).digest("hex");
  },
  wrong: { address: values.address, apiKey: "k1-of-plant", secretKey: "wrong-secret" },
  unschemed: true,
});

// The token is fetched with the key that the first part adds to nothing but the questions themselves.
httpMethodSuite("composite, a key and an application's token", {
  system: systemWith(
    {
      kind: "composite",
      parts: [
        { kind: "apiKey", place: "header", name: "X-API-Key" },
        {
          kind: "oauth2",
          grant: "clientCredentials",
          client: "person",
          authorizeUrl: "{address}/authorize",
          tokenUrl: "{address}/session/token",
        },
      ],
      ...asked,
    },
    reads,
  ),
  fields: ["address", "apiKey", "clientId", "clientSecret"],
  sealed: ["apiKey", "clientSecret"],
  values: { address: values.address, apiKey: "k1-of-plant", clientId: "app", clientSecret: "s1secret" },
  isSigned: ({ headers }) => headers["x-api-key"] === "k1-of-plant" && headers.authorization === "Bearer at-1",
  before: ({ headers }, response) =>
    headers.authorization === `Basic ${Buffer.from("app:s1secret").toString("base64")}`
      ? json(response, { access_token: "at-1", token_type: "Bearer" })
      : json(response, { error: "invalid_client" }, 401),
  wrong: { address: values.address, apiKey: "k1-of-plant", clientId: "app", clientSecret: "other" },
});

describe("composite", () => {
  const use = (...two: object[]) => systemWith({ kind: "composite", parts: two }).methods[0]!;

  it("is built where both of its parts are, and none needs consent", () => {
    expect(methodOf(use(...(parts as object[])))).not.toBeNull();
    expect(methodOf(use({ kind: "basic" }, { kind: "oauth1", legs: 3 }))).toBeNull();
    expect(
      methodOf(
        use(
          { kind: "basic" },
          { kind: "oauth2", authorizeUrl: "https://a.example/a", tokenUrl: "https://a.example/t" },
        ),
      ),
    ).toBeNull();
  });

  it("asks once for what both need, and holds each part's rules", () => {
    const system = systemWith({ kind: "composite", parts: [{ kind: "basic" }, { kind: "wsse" }] });
    const { refused } = readValues(system, system.methods[0]!, {
      ...values,
      apiKey: undefined as never,
      username: "a:b",
    });
    expect(refused.map(({ field }) => field)).toEqual(["apiKey", "username"]);
  });

  it("says only how its parts sign", () => {
    expect(() => use({ kind: "basic", steps: [] }, { kind: "bearer" })).toThrow();
    expect(() => use({ kind: "basic" })).toThrow();
  });
});
