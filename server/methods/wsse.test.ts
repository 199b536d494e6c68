import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { httpMethodSuite } from "./http.suite.js";
import type { Method } from "./method.js";
import { methodOf } from "./methods.js";
import { passwordDigest } from "./wsse-security.js";
import { pretend, systemWith, visitTo, type Answer, type Pretend, type Seen } from "./world.fixture.js";

const values = { address: "https://example.com", username: "anna & <b>", password: `pä"s's<&>\u{1F511}` };
const envelope = (body: string) =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header>{security}</s:Header><s:Body>${body}</s:Body></s:Envelope>`;
const unescaped = (text: string) => text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
const within = (name: string, { body }: Seen) =>
  new RegExp(`<ws(?:se|u):${name}(?: [^>]*)?>([^<]*)<`).exec(body)?.[1] ?? "";

// The suite's system answers JSON to an envelope as well: what is signed is the same.
const question = (path: string) => ({ method: "POST" as const, path, xml: envelope("<q/>") });
const asked = {
  signIn: {
    question: question("/me"),
    yes: [{ status: 200, json: [{ at: "/me", type: "string" as const }] }],
    no: [],
    facts: { identity: { at: "/me" } },
  },
};
const reads = {
  reads: {
    purchaseOrders: {
      question: question("/orders"),
      yes: [{ status: 200, json: [{ at: "/orders", type: "array" as const }] }],
      no: [],
      facts: { count: { at: "/orders", length: true }, first: { at: "/orders/0/number" } },
    },
  },
};
const seenNonces = new Set<string>();

for (const digest of [true, false]) {
  httpMethodSuite(`wsse, ${digest ? "digest" : "text"}`, {
    system: systemWith({ kind: "wsse", digest, timestamp: digest, ...asked }, reads),
    fields: ["address", "username", "password"],
    sealed: ["password"],
    values,
    isSigned(seen) {
      const nonce = within("Nonce", seen);
      const fresh = !seenNonces.has(nonce) && Math.abs(Date.now() - Date.parse(within("Created", seen))) < 60_000;
      seenNonces.add(nonce);
      const token = seen.body.slice(seen.body.indexOf("<wsse:UsernameToken>"));
      const created = /<wsu:Created>([^<]*)</.exec(token)?.[1] ?? "";
      const expected = digest
        ? passwordDigest(Buffer.from(nonce, "base64"), created, values.password)
        : values.password;
      const given = unescaped(within("Password", seen));
      return fresh && unescaped(within("Username", seen)) === values.username && given === expected;
    },
    wrong: { ...values, password: "wrong-password" },
    unschemed: true,
  });
}

// https://web.archive.org/web/2006/http://www.xml.com/pub/a/2003/12/17/dive.html, where the nonce goes in as it is written
it("makes the digest of the documented example", () => {
  const nonce = Buffer.from("d36e316282959a9ed4c89851497a717f");
  expect(passwordDigest(nonce, "2003-12-15T14:43:07Z", "taadtaadpstcsm")).toBe("quR/EWLAV4xLf9Zqyw4pDmfV9OY=");
});

describe("wsse", () => {
  let world: Pretend;
  let answer: Answer = (_, response) => void response.writeHead(204).end();
  beforeAll(async () => {
    world = await pretend((seen, response) => answer(seen, response));
  });
  afterAll(() => world.stop());
  const signIn = (more: object = {}, given = values) => {
    world.seen.length = 0;
    const system = systemWith({ kind: "wsse", ...asked, ...more });
    return (methodOf(system.methods[0]!) as Method).signIn(visitTo(system, given, world.url));
  };

  it("is sent as XML, with the entry's action, and values stay values", async () => {
    const signed = { question: { ...question("/me"), xml: envelope('<q user="{username}">{username}</q>') } };
    await signIn({ headers: { SOAPAction: '"urn:me"' }, signIn: { ...asked.signIn, ...signed } });
    const [seen] = world.seen;
    expect(seen!.headers).toMatchObject({ "content-type": "text/xml; charset=utf-8", soapaction: '"urn:me"' });
    expect(seen!.body).toContain('<q user="anna &#38; &#60;b&#62;">anna &#38; &#60;b&#62;</q>');
    expect(seen!.body).not.toContain(values.password);
  });

  it("refuses at its field what no XML can hold, and sends nothing", async () => {
    const { finding } = await signIn({ digest: false }, { ...values, password: "a\u0000b" });
    expect(finding).toMatchObject({ cause: "credentials_wrong", field: "password" });
    expect(world.seen).toEqual([]);
  });

  const fault = (code: string, soap12 = false) =>
    soap12
      ? `<e:Envelope><e:Body><e:Fault><e:Code><e:Value>e:Sender</e:Value><e:Subcode><e:Value>wsse:${code}</e:Value></e:Subcode></e:Code></e:Fault></e:Body></e:Envelope>`
      : `<s:Envelope><s:Body><s:Fault><faultcode xmlns:w="x">w:${code}</faultcode><faultstring>no</faultstring></s:Fault></s:Body></s:Envelope>`;

  it.each([
    [500, fault("FailedAuthentication"), "credentials_wrong"],
    [400, fault("FailedAuthentication", true), "credentials_wrong"],
    [500, fault("MessageExpired"), "clock_differs"],
    [500, fault("UnsupportedSecurityToken"), "key_of_another_kind"],
    [500, fault("Server"), "server_error"],
    [500, "FailedAuthentication", "server_error"],
  ])("reads a fault: %s %s", async (status, body, cause) => {
    answer = (_, response) => void response.writeHead(status, { "content-type": "text/xml" }).end(body);
    expect((await signIn()).finding.cause).toBe(cause);
  });
});
