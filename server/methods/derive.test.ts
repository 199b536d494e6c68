import { createHash, createPublicKey, generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { climbed } from "../checks/run.fixture.js";
import { derived, underivable } from "./derive.js";
import { asked } from "./http.suite.js";
import type { Method, OAuthApplication } from "./method.js";
import { methodOf } from "./methods.js";
import { json, pretend, systemWith, visitTo, type Answer, type Pretend } from "./world.fixture.js";

let world: Pretend;
let answer: Answer;
beforeAll(async () => {
  world = await pretend((seen, response) => answer(seen, response));
});
beforeEach(() => {
  world.seen.length = 0;
  answer = (_, response) => json(response, { me: "anna" });
});
afterAll(() => world.stop());

const { privateKey, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});
const useOf = (derives: object, more: object = {}) =>
  systemWith({ kind: "basic", ...asked, derives, ...more }).methods[0]!;

describe("what is made of inputs", () => {
  it("is changed step by step, in order, and may be made of what was made before", () => {
    const use = useOf({
      host: { text: "{account}", as: ["lower", { replace: ["_", "-"] }] },
      who: { text: "{host}.{username}", as: ["upper"] },
    });
    expect(derived(use, { account: "Acme_SB_1", username: "anna" })).toEqual({
      host: "acme-sb-1",
      who: "ACME-SB-1.ANNA",
    });
  });

  it("is a day to come, over the end of a month and a year", () => {
    const use = useOf({ day: { inDays: 30 }, today: { inDays: 0 } });
    expect(derived(use, {}, new Date("2026-12-15T23:30:00Z"))).toEqual({ day: "2027-01-14", today: "2026-12-15" });
  });

  it("is the fingerprint that is registered for a key, whatever stands around the key", () => {
    const use = useOf({ print: { text: "{privateKey}", as: ["publicKeySha256Base64"] } });
    const der = createPublicKey(publicKey).export({ type: "spki", format: "der" });
    const right = { print: createHash("sha256").update(der).digest("base64") };
    expect(derived(use, { privateKey })).toEqual(right);
    expect(derived(use, { privateKey: `Here it is:\n${privateKey}\nBest regards` })).toEqual(right);
  });

  it("is left out while a part of it is missing, and never takes the place of what was given", () => {
    const use = useOf({ both: { text: "{a}:{b}" } });
    expect(derived(use, { a: "1" })).toEqual({});
    // What somebody enters is put in as it is, and not filled once more.
    expect(derived(use, { a: "{b}", b: "$&" })).toEqual({ both: "{b}:$&" });
    expect(derived(useOf({ a: { text: "{b}", as: [{ replace: ["x", "$&"] }] } }), { b: "x" })).toEqual({ a: "$&" });
  });

  it.each([
    ["a key that was cut off", privateKey.slice(0, 800), "pem_incomplete"],
    ["a key with a hole", privateKey.replace(/\n.{20}/, "\n"), "pem_incomplete"],
    ["no key", "correct horse", "private_key_expected"],
    ["a public key", publicKey, "private_key_expected"],
    ["a key that is protected", privateKey.replaceAll("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"), "key_protected"],
    ["garbage", `-----BEGIN PRIVATE KEY-----\n${"A".repeat(16_000)}\n-----END PRIVATE KEY-----`, "pem_incomplete"],
  ])("cannot be made of %s: it says so at the field, before anything is sent", async (_, key, cause) => {
    const print = { print: { text: "{privateKey}", as: ["publicKeySha256Base64"] } };
    const system = systemWith({
      kind: "signed",
      ...asked,
      derives: print,
      by: { scheme: "jwt", claims: { iss: "{print}" } },
    });
    const { line, lines } = await climbed(system, { address: world.url, privateKey: key });
    expect(line).toMatchObject({ outcome: "failed", cause, field: "privateKey" });
    expect(underivable(system.methods[0]!, { privateKey: key })).toMatchObject({ cause, field: "privateKey" });
    expect(world.seen.filter(({ headers }) => headers.authorization)).toEqual([]);
    expect(JSON.stringify(lines)).not.toContain(key);
  });
});

describe("a system with derived inputs", () => {
  const hash = createHash("md5").update("correct horse").digest("hex");
  const system = () =>
    systemWith({
      kind: "basic",
      password: "{hash}",
      derives: { hash: { text: "{password}", as: ["md5Hex"] }, site: { text: "{username}", as: ["upper"] } },
      headers: { "X-Site": "{site}" },
      ...asked,
    });
  const typed = () => ({ address: world.url, username: "anna", password: "correct horse" });

  it("asks for what they are made of, and sends what is made", async () => {
    const fields = (methodOf(system().methods[0]!) as Method).fields(system().methods[0]!, system());
    expect(fields.map(({ name }) => name)).toEqual(["address", "username", "password"]);
    const { line, values } = await climbed(system(), typed());
    expect(line.outcome).toBe("connected");
    const basic = Buffer.from(`anna:${hash}`).toString("base64");
    expect(world.seen.at(-1)!.headers).toMatchObject({ authorization: `Basic ${basic}`, "x-site": "ANNA" });
    // They are made anew each time, and kept nowhere.
    expect(Object.keys(values)).not.toContain("hash");
  });

  it("may be what one of two ways goes with", async () => {
    const both = systemWith({
      kind: "composite",
      parts: [
        { kind: "apiKey", place: "header", name: "X-Hash", value: "{hash}" },
        { kind: "basic", password: "{hash}" },
      ],
      derives: { hash: { text: "{password}", as: ["md5Hex"] } },
      ...asked,
    });
    const method = methodOf(both.methods[0]!) as Method;
    expect(method.fields(both.methods[0]!, both).map(({ name }) => name)).toEqual(["address", "username", "password"]);
    expect((await climbed(both, typed())).line.outcome).toBe("connected");
    expect(world.seen.at(-1)!.headers["x-hash"]).toBe(hash);
  });

  it("tells none that is made of a secret, and any that is made of what everybody may see", async () => {
    answer = (_, response) => json(response, { me: `who knows ${hash}` });
    expect(JSON.stringify((await climbed(system(), typed())).lines)).not.toContain(hash);
    answer = (_, response) => json(response, { me: "the site ANNA" });
    expect(JSON.stringify((await climbed(system(), typed())).lines)).toContain("the site ANNA");
  });

  it("sends none of a secret before the product is known", async () => {
    const recognition = [
      { question: { path: "/v", headers: { "X-Hash": "{hash}", "X-Site": "{site}" } }, yes: [{ status: 418 }], no: [] },
    ];
    await climbed({ ...system(), recognition } as never, typed());
    expect(JSON.stringify(world.seen)).not.toContain(hash);
    expect(world.seen[0]!.headers).toMatchObject({ "x-site": "ANNA" });
  });

  it("blames what a wrong one is made of", async () => {
    const wrong = systemWith({
      kind: "basic",
      ...asked,
      derives: { label: { text: "{username}", as: ["lower"] } },
      base: { url: "https://{label}.vendor.com" },
    });
    const { line } = await climbed(wrong, { ...typed(), username: "An Na" });
    expect(line).toMatchObject({ cause: "credentials_wrong", field: "username" });
  });
});

describe("a token endpoint that is made of what was entered", () => {
  const use = (more: object) => ({
    kind: "oauth2",
    grant: "clientCredentials",
    clientAuth: "post",
    derives: { endpoint: { text: "{portal}{path}" } },
    tokenUrl: "{endpoint}",
    fields: [
      { name: "portal", public: true },
      { name: "path", public: true },
    ],
    ...asked,
    ...more,
  });
  const token: Answer = (seen, response) =>
    json(response, seen.url === "/as/token" ? { access_token: "at", token_type: "Bearer" } : { me: "anna" });
  const signIn = (system: ReturnType<typeof systemWith>, values: object, application?: OAuthApplication) => {
    answer = token;
    const oauth: Record<string, OAuthApplication> = application ? { pretend: application } : {};
    const settings = { roots: [], oauth, inputs: {} };
    const all = { portal: world.url, path: "/as/token", ...values };
    const visit = visitTo(system, { ...derived(system.methods[0]!, all), ...all }, world.url, { settings });
    return (methodOf(system.methods[0]!) as Method).signIn(visit);
  };

  it("gets the person's own secret", async () => {
    const { finding } = await signIn(systemWith(use({ client: "person" })), { clientId: "c", clientSecret: "s-1" });
    expect(finding.answer).toBe("yes");
    expect(world.seen[0]).toMatchObject({ url: "/as/token", body: expect.stringContaining("s-1") as string });
  });

  it("never gets a secret that many share, not even by the name of a choice's own input", async () => {
    const region = {
      name: "region",
      public: true,
      choices: [{ value: "eu", sets: { endpoint: "https://x.vendor.com" } }],
    };
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          "{endpoint}",
          "{endpoint}/x",
          "{portal}{path}",
          "https://{endpoint}",
          "https://{endpoint}.com/t",
        ),
        fc.constantFrom([], [region]),
        fc.constantFrom("", "eu", "us"),
        fc.constantFrom(world.url, "https://evil.example", "evil", ""),
        async (tokenUrl, more, choice, portal) => {
          const fields = [{ name: "portal", public: true }, { name: "path", public: true }, ...more];
          const system = systemWith(use({ client: "operator", tokenUrl, fields }));
          const { finding } = await signIn(
            system,
            { portal, region: choice },
            { clientId: "shared", clientSecret: "shared-1" },
          );
          expect(finding.answer).not.toBe("yes");
          expect(finding.cause).toBe("application_refused");
        },
      ),
      { numRuns: 60 },
    );
    expect(world.seen).toEqual([]);
  });
});
