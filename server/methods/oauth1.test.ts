import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OAuth1Use } from "#contract";
import { readValues } from "./clean.js";
import { asked, httpMethodSuite, reads } from "./http.suite.js";
import { methodOf } from "./methods.js";
import { oauth1 } from "./oauth1.js";
import { baseString, oauth1Signature } from "./oauth1-signature.js";
import { pretend, systemWith, visitTo, type Answer, type Pretend, type Seen } from "./world.fixture.js";

const values = {
  address: "https://example.com",
  consumerKey: "ck-1+2/3=",
  consumerSecret: "cs_&=%20",
  tokenId: "ti-4*5",
  tokenSecret: "ts_!'()",
};
const { consumerSecret, tokenSecret } = values;

/** As a server reads it: the protocol's parameters from where they are, the signature made again from what came. */
function isSigned({ method, url, headers, body }: Seen, hash?: string): boolean {
  const { origin, pathname, searchParams } = new URL(url, `http://${headers.host!}`);
  const inHeader = [...(headers.authorization ?? "").matchAll(/(\w+)="([^"]*)"/g)]
    .filter(([, name]) => name !== "realm")
    .map(([, name, value]) => [name!, decodeURIComponent(value!)] as const);
  const form = headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ? body : "";
  const all = [...inHeader, ...searchParams, ...new URLSearchParams(form)];
  const given = Object.fromEntries(all)["oauth_signature"];
  const encode = (text: string) =>
    [...Buffer.from(text)]
      .map((byte) =>
        /[\w.~-]/.test(String.fromCharCode(byte))
          ? String.fromCharCode(byte)
          : `%${byte.toString(16).padStart(2, "0").toUpperCase()}`,
      )
      .join("");
  const pairs = all
    .filter(([name]) => name !== "oauth_signature")
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort();
  const base = [method, origin + pathname, pairs.join("&")].map(encode).join("&");
  const key = `${encode(consumerSecret)}&${encode(tokenSecret)}`;
  return given === (hash === undefined ? key : createHmac(hash, key).update(base).digest("base64"));
}

const kinds: [string, object, string?][] = [
  ["by SHA-256 in a header", {}, "sha256"],
  ["by SHA-1 in the query", { signature: "HMAC-SHA1", place: "query" }, "sha1"],
  ["by SHA-512 with a realm", { signature: "HMAC-SHA512", realm: "1234567_SB1" }, "sha512"],
  ["PLAINTEXT", { signature: "PLAINTEXT" }],
];
for (const [name, use, hash] of kinds) {
  httpMethodSuite(`oauth1, ${name}`, {
    system: systemWith({ kind: "oauth1", ...use, ...asked }, reads),
    fields: ["address", "consumerKey", "consumerSecret", "tokenId", "tokenSecret"],
    sealed: ["consumerKey", "consumerSecret", "tokenId", "tokenSecret"],
    values,
    isSigned: (seen) => isSigned(seen, hash),
    wrong: { ...values, tokenSecret: "wrong-secret" },
    unschemed: name.includes("query"),
  });
}

describe("oauth1", () => {
  let world: Pretend;
  let answer: Answer = (_, response) => void response.writeHead(204).end();
  beforeAll(async () => {
    world = await pretend((seen, response) => answer(seen, response));
  });
  afterAll(() => world.stop());
  const signIn = (use: object) => {
    world.seen.length = 0;
    const system = systemWith({ kind: "oauth1", ...use });
    return oauth1.signIn(visitTo(system, values, world.url));
  };

  it("signs a form's parameters, too", async () => {
    const question = { method: "POST", path: "/me?a=2", form: { a: "1 +", "b&": "ä" } };
    await signIn({ signIn: { question, yes: [{ status: 204 }], no: [] } });
    expect(world.seen.map((seen) => isSigned(seen, "sha256"))).toEqual([true]);
  });

  it("never uses a nonce twice", async () => {
    await signIn(asked);
    await signIn(asked);
    const nonces = world.seen.map(({ headers }) => /oauth_nonce="(\w+)"/.exec(headers.authorization!)![1]);
    expect(new Set(nonces).size).toBe(world.seen.length);
  });

  it("of one leg names no token", async () => {
    const system = systemWith({ kind: "oauth1", token: "", tokenSecret: "", ...asked });
    const { consumerKey, consumerSecret } = values;
    const entered = { address: values.address, consumerKey, consumerSecret };
    expect(readValues(system, system.methods[0]!, entered).refused).toEqual([]);
    world.seen.length = 0;
    await oauth1.signIn(visitTo(system, entered, world.url));
    expect(world.seen[0]!.headers.authorization).not.toContain("oauth_token");
  });

  it("of three legs is not built yet", () => {
    expect(methodOf(OAuth1Use.parse({ kind: "oauth1", legs: 3 }))).toBeNull();
  });

  it.each([
    [401, 'OAuth realm="x", oauth_problem="timestamp_refused"', "", "clock_differs", undefined],
    [401, 'OAuth realm="x", error="token_rejected", error_description="Invalid"', "", "credentials_wrong", "tokenId"],
    [401, 'OAuth oauth_problem="token_expired"', "", "credentials_expired", "tokenId"],
    [401, 'OAuth oauth_problem="token_revoked"', "", "credentials_revoked", "tokenId"],
    [401, "", "oauth_problem=signature_invalid&oauth_problem_advice=x", "credentials_wrong", "consumerSecret"],
    [401, "", '{"oauth_problem":"consumer_key_unknown"}', "credentials_wrong", "consumerKey"],
    [403, 'OAuth oauth_problem="permission_denied"', "", "permission_missing", undefined],
    [401, 'OAuth oauth_problem="something_else"', "", "credentials_wrong", undefined],
  ])("says what is wrong: %s %s %s", async (status, challenge, body, cause, field) => {
    answer = (_, response) => {
      if (challenge) response.setHeader("www-authenticate", challenge);
      response.writeHead(status).end(body);
    };
    const { finding } = await signIn(asked);
    expect([finding.cause, finding.field]).toEqual([cause, field]);
  });

  it("goes by what the entry says first", async () => {
    answer = (_, response) =>
      void response.writeHead(401, { "www-authenticate": 'OAuth error="token_rejected"' }).end();
    const no = [{ when: { status: 401 }, cause: "account_locked" }];
    const { finding } = await signIn({ signIn: { ...asked.signIn, no } });
    expect(finding.cause).toBe("account_locked");
  });
});

it("SHA-512 is as openssl computes it", () => {
  const rendered = { method: "GET", url: "https://example.com/a?b=c", headers: {} };
  const base = baseString(rendered, [["oauth_nonce", "n"]]);
  const hmac = ["dgst", "-sha512", "-hmac", "c&t", "-binary"];
  const known = execFileSync("openssl", hmac, { input: base }).toString("base64");
  expect(oauth1Signature("HMAC-SHA512", base, { consumerSecret: "c", tokenSecret: "t" })).toBe(known);
});
