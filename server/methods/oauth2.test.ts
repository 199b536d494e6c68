import { createHmac, createVerify, generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { NetError } from "../net/index.js";
import { asked, httpMethodSuite, reads } from "./http.suite.js";
import type { Method, Values, Visit } from "./method.js";
import { methodOf } from "./methods.js";
import { json, pretend, systemWith, visitTo, type Answer, type Pretend, type Seen } from "./world.fixture.js";

const pair = () =>
  generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
const own = pair();
const part = (text: string | undefined): Record<string, unknown> =>
  JSON.parse(Buffer.from(text ?? "", "base64url").toString("utf8")) as Record<string, unknown>;
/** Header and claims of a statement that the key has signed; undefined otherwise. */
function statement(
  jwt: string | null,
): { header: Record<string, unknown>; claims: Record<string, unknown> } | undefined {
  const [header, claims, signature] = (jwt ?? "").split(".");
  const verify = createVerify("RSA-SHA256").update(`${header}.${claims}`);
  return verify.verify(own.publicKey, signature ?? "", "base64url")
    ? { header: part(header), claims: part(claims) }
    : undefined;
}

const use = (more: object) => ({
  kind: "oauth2",
  client: "person",
  tokenUrl: "{address}/session/token",
  authorizeUrl: "{address}/authorize",
  ...more,
});
const token = { access_token: "at-1", token_type: "Bearer", expires_in: 60 };
const form = ({ body }: Seen) => new URLSearchParams(body);
const basicOf = ({ headers }: Seen) =>
  Buffer.from((headers.authorization ?? "").replace(/^Basic /, ""), "base64").toString("utf8");

/** Grants without a person, as far as a token endpoint can tell them apart. */
const grants: [
  string,
  { use: object; fields: string[]; sealed: string[]; values: Values; wrong: Values; good: (seen: Seen) => boolean },
][] = [
  [
    "the password grant",
    {
      use: {
        grant: "password",
        clientAuth: "post",
        scopes: ["a", "b"],
        scopeSeparator: ",",
        tokenParams: { company: "{clientId}" },
      },
      fields: ["address", "clientId", "clientSecret", "username", "password"],
      sealed: ["clientSecret", "password"],
      values: {
        address: "https://example.com",
        clientId: "app",
        clientSecret: "s-1",
        username: "anna",
        password: " p w ",
      },
      wrong: { password: "pw" },
      good: (seen) =>
        form(seen).toString() ===
        new URLSearchParams({
          username: "anna",
          password: " p w ",
          scope: "a,b",
          company: "app",
          grant_type: "password",
          client_id: "app",
          client_secret: "s-1",
        }).toString(),
    },
  ],
  [
    "client credentials by Basic",
    {
      use: { grant: "clientCredentials" },
      fields: ["address", "clientId", "clientSecret"],
      sealed: ["clientSecret"],
      values: { address: "https://example.com", clientId: "app:1", clientSecret: "s/1" },
      wrong: { clientSecret: "other" },
      // RFC 6749, 2.3.1: both are form-encoded first.
      good: (seen) => basicOf(seen) === "app%3A1:s%2F1" && form(seen).get("grant_type") === "client_credentials",
    },
  ],
  [
    "client credentials by a signed statement",
    {
      use: {
        grant: "clientCredentials",
        clientAuth: "privateKeyJwt",
        assertion: { keyId: "k-7", claims: { scope: "orders" } },
      },
      fields: ["address", "clientId", "privateKey"],
      sealed: ["privateKey"],
      values: { address: "https://example.com", clientId: "app", privateKey: own.privateKey },
      wrong: { privateKey: pair().privateKey },
      good: (seen) => {
        const said = statement(form(seen).get("client_assertion"));
        // For the endpoint itself, where no issuer is known by name.
        const toThem = String(said?.claims["aud"]).endsWith("/session/token") && said?.claims["scope"] === "orders";
        return toThem && said.header["kid"] === "k-7" && said.claims["sub"] === "app" && said.claims["iss"] === "app";
      },
    },
  ],
  [
    "client credentials by a statement that the secret signs",
    {
      use: { grant: "clientCredentials", clientAuth: "clientSecretJwt", assertion: { algorithm: "HS512" } },
      fields: ["address", "clientId", "clientSecret"],
      sealed: ["clientSecret"],
      values: { address: "https://example.com", clientId: "app", clientSecret: "s-1-of-the-application" },
      wrong: { clientSecret: "s-2-of-the-application" },
      good: (seen) => {
        const [header = "", claims = "", signature] = (form(seen).get("client_assertion") ?? "").split(".");
        const mac = createHmac("sha512", "s-1-of-the-application").update(`${header}.${claims}`).digest("base64url");
        const { iss, sub } = JSON.parse(Buffer.from(claims, "base64url").toString()) as Record<string, unknown>;
        return mac === signature && iss === "app" && sub === "app" && form(seen).get("client_secret") === null;
      },
    },
  ],
  [
    "the JWT bearer grant",
    {
      use: {
        grant: "jwtBearer",
        clientAuth: "none",
        assertion: { claims: { iss: "{clientId}", sub: "anna", scope: "orders" }, lives: 120 },
      },
      fields: ["address", "clientId", "privateKey"],
      sealed: ["privateKey"],
      values: { address: "https://example.com", clientId: "app", privateKey: own.privateKey },
      wrong: { privateKey: pair().privateKey },
      good: (seen) => {
        const said = statement(form(seen).get("assertion"))?.claims;
        const grant = form(seen).get("grant_type") === "urn:ietf:params:oauth:grant-type:jwt-bearer";
        const aud = String(said?.["aud"]).endsWith("/session/token");
        return grant && aud && said?.["sub"] === "anna" && Number(said["exp"]) - Number(said["iat"]) === 120;
      },
    },
  ],
];

for (const [name, of] of grants) {
  httpMethodSuite(`oauth2 by ${name}`, {
    system: systemWith(use({ ...of.use, ...asked }), reads),
    fields: of.fields,
    sealed: of.sealed,
    values: of.values,
    isSigned: ({ headers }) => headers.authorization === "Bearer at-1",
    before: (seen, response) =>
      of.good(seen) ? json(response, token) : json(response, { error: "invalid_client" }, 401),
    wrong: { ...of.values, ...of.wrong },
  });
}

describe("oauth2", () => {
  let world: Pretend;
  let answer: Answer;
  const values = { clientId: "app", clientSecret: "s-1" };
  beforeAll(async () => {
    world = await pretend((seen, response) => answer(seen, response));
  });
  beforeEach(() => {
    world.seen.length = 0;
  });
  afterAll(() => world.stop());
  const visit = (more: object, given: Partial<Visit> = {}) => {
    const system = systemWith(use({ grant: "clientCredentials", ...more, ...asked }));
    const at = visitTo(system, { ...values, ...given.values }, world.url, {
      ...given,
      values: { ...values, ...given.values },
    });
    return { at, method: methodOf(system.methods[0]!) as Method };
  };
  const signIn = (more: object = {}, given: Partial<Visit> = {}) => {
    const { at, method } = visit(more, given);
    return method.signIn(at);
  };
  const tokens =
    (body: object): Answer =>
    ({ url }, response) =>
      url.startsWith("/session") ? json(response, { ...token, ...body }) : json(response, { me: "anna" });

  it("carries the token as the vendor wants it, and what else the answer gave", async () => {
    answer = tokens({ instance: "eu-7", nested: { id: 12 } });
    await signIn({
      carry: { header: "X-Access", prefix: "Zoho-oauthtoken " },
      takes: { callback: {}, token: { instance: "/instance", company: "/nested/id" } },
      headers: { "X-Company": "{company}@{instance}" },
    });
    expect(world.seen.at(-1)!.headers).toMatchObject({ "x-access": "Zoho-oauthtoken at-1", "x-company": "12@eu-7" });
    expect(world.seen.at(-1)!.headers.authorization).toBeUndefined();
  });

  it("keeps what was renewed before it is used, and asks for nothing while it is good", async () => {
    answer = tokens({});
    const kept: Values[] = [];
    const keep = (renewed: Values) => Promise.resolve(void kept.push(renewed));
    await signIn({}, { keep });
    expect(kept).toMatchObject([{ accessToken: "at-1" }]);
    world.seen.length = 0;
    await signIn({}, { keep, values: kept[0]! });
    expect(world.seen.map(({ url }) => url)).toEqual(["/me"]);
  });

  it("falls back to what was entered when a refresh token is dead and nobody had to agree", async () => {
    answer = (seen, response) => {
      if (!seen.url.startsWith("/session")) return json(response, { me: "anna" });
      if (form(seen).get("grant_type") === "refresh_token") return json(response, { error: "invalid_grant" }, 400);
      json(response, token);
    };
    const over = { accessToken: "old", refreshToken: "dead", expiresAt: String(Date.now() - 1) };
    expect((await signIn({}, { values: over })).finding.answer).toBe("yes");
    const asked = await signIn({ grant: "code" }, { values: over });
    expect(asked.finding.cause).toBe("consent_expired");
  });

  it.each([
    ["HTML", 200, "text/html", "<html>Sign in</html>", "answer_not_understood"],
    ["nothing at all", 200, "application/json", "", "answer_not_understood"],
    ["JSON that was cut off", 200, "application/json", '{"access_token":"at', "answer_not_understood"],
    ["no token", 200, "application/json", '{"token_type":"Bearer"}', "answer_not_understood"],
    [
      "a token that no header takes",
      200,
      "application/json",
      '{"access_token":"a\\nb","token_type":"Bearer"}',
      "answer_not_understood",
    ],
    [
      "an end of life in words",
      200,
      "application/json",
      '{"access_token":"a","token_type":"Bearer","expires_in":"soon"}',
      "answer_not_understood",
    ],
    [
      "a token that is bound to a key",
      200,
      "application/json",
      '{"access_token":"a","token_type":"DPoP"}',
      "answer_not_understood",
    ],
    [
      "far too much",
      200,
      "application/json",
      `{"access_token":"a","pad":"${"x".repeat(2_000_000)}"}`,
      "answer_too_large",
    ],
    ["an error of its own", 503, "text/plain", "busy", "server_error"],
    ["no in words of its own", 401, "application/json", '{"errorMessage":"Login failed"}', "credentials_wrong"],
    ["a scope that may not be", 400, "application/json", '{"error":"invalid_scope"}', "scope_missing"],
    [
      "a grant that it does not give us",
      400,
      "application/json",
      '{"error":"unauthorized_client"}',
      "application_refused",
    ],
  ])(
    "from a token endpoint that answers %s nothing is kept and nothing sent onward",
    async (_, status, type, body, cause) => {
      answer = (_seen, response) => void response.writeHead(status, { "content-type": type }).end(body);
      const kept: Values[] = [];
      const met = await signIn({}, { keep: (renewed) => Promise.resolve(void kept.push(renewed)) }).catch(
        (error: unknown) => ({ finding: { cause: (error as NetError).causeCode }, signedIn: undefined }),
      );
      expect(met.finding.cause).toBe(cause);
      expect(met.signedIn).toBeUndefined();
      expect(kept).toEqual([]);
      expect(world.seen.every(({ url }) => url === "/session/token")).toBe(true);
    },
  );

  it.each([
    ["garbage", "no key", "credentials_wrong"],
    ["a key that was cut off", own.privateKey.slice(0, 900), "credentials_wrong"],
    ["a certificate", "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----", "key_of_another_kind"],
    [
      "a key under a passphrase",
      "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAA==\n-----END ENCRYPTED PRIVATE KEY-----",
      "key_protected",
    ],
  ])("refuses %s as a private key at its field, and sends nothing", async (_, privateKey, cause) => {
    const { finding } = await signIn({ clientAuth: "privateKeyJwt", assertion: {} }, { values: { privateKey } });
    expect(finding).toMatchObject({ cause, field: "privateKey" });
    expect(world.seen).toEqual([]);
  });

  it("takes a token that is called bearer by nobody, as some vendors' is", async () => {
    answer = (seen, response) =>
      seen.url.startsWith("/session") ? json(response, { access_token: "at-1" }) : json(response, { me: "anna" });
    expect((await signIn()).finding.answer).toBe("yes");
  });
});
