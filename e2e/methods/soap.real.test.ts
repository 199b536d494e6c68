import { describe, expect, it } from "vitest";
import type { QuestionInput } from "#contract";
import { whileRunning } from "../real/ground/whileRunning.js";
import { startSoap, type RunningSoap } from "../real/soap.js";
import { systemWith } from "../../server/methods/world.fixture.js";
import { climb, factsOf } from "./climb.fixture.js";

const ask = (what: string): QuestionInput => ({
  method: "POST",
  path: "/",
  headers: { SOAPAction: `"urn:plant/${what}"` },
  xml: `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header>{security}</s:Header><s:Body><p:${what} xmlns:p="urn:plant"/></s:Body></s:Envelope>`,
});

/** As an entry would say it. */
const plant = (use: { digest: boolean; timestamp: boolean }) =>
  systemWith(
    {
      kind: "wsse",
      ...use,
      signIn: {
        question: ask("WhoAmI"),
        yes: [{ status: 200, text: "WhoAmIResponse" }],
        no: [],
        facts: { identity: { text: "<p:user>([^<]*)<" } },
      },
    },
    {
      address: { kind: "web", keep: "path", example: "https://example.com/plant" },
      recognition: [
        {
          question: { path: "/", query: { wsdl: "" } },
          yes: [{ status: 200, text: 'targetNamespace="urn:plant"' }],
          no: [{ when: { status: 404 }, cause: "unknown_path", field: "address" }],
        },
      ],
      reads: {
        purchaseOrders: {
          question: ask("ListOrders"),
          yes: [{ status: 200, text: "ListOrdersResponse" }],
          no: [{ when: { text: "Not authorized" }, cause: "permission_missing" }],
          facts: { count: { text: "<p:total>([0-9]+)<" }, first: { text: "<p:number>([^<]*)<" } },
        },
      },
    },
  );

const run = (
  soap: RunningSoap,
  more: Record<string, string> = {},
  { digest = true, timestamp = true, who = "anna" as "anna" | "clerk" } = {},
) => {
  const { user, password } = soap.accounts[who];
  const values = { address: soap.url, username: user, password, ...more };
  return climb(plant({ digest, timestamp }), "wsse", values, { data: ["purchaseOrders"] });
};

describe("node-soap, connected by WS-Security", () => {
  const soap = whileRunning(startSoap);

  it.each([
    ["a digest and a timestamp", { digest: true, timestamp: true }],
    ["a digest", { digest: true, timestamp: false }],
    ["its password as text and a timestamp", { digest: false, timestamp: true }],
    ["its password as text", { digest: false, timestamp: false }],
  ])("by %s: recognised, signed in, its orders read by a nonce of their own", async (_, use) => {
    const ran = await run(soap(), {}, use);
    expect(ran.story).toEqual([
      "address:yes",
      "name:yes",
      "reach:yes",
      "secure:yes:plain_http",
      "recognise:yes",
      "signIn:yes",
      "read:purchaseOrders:yes",
      "record:purchaseOrders:yes",
      "connected",
    ]);
    expect(ran.identity).toBe("anna");
    expect(factsOf(ran, "read")).toEqual(["count: 3"]);
    expect(factsOf(ran, "record")).toEqual(["record: PO-1001"]);
  });

  it.each([
    ["a wrong password", { password: "wrong-password" }, true],
    ["a wrong password, as text", { password: "wrong-password" }, false],
    ["an unknown user", { username: "nobody-knows" }, true],
    ["an unknown user, as text", { username: "nobody-knows" }, false],
  ])("says %s at its field", async (_, wrong, digest) => {
    const ran = await run(soap(), wrong, { digest });
    expect(ran.line).toMatchObject({ outcome: "failed", cause: "credentials_wrong", field: "password" });
    expect(JSON.stringify(ran.lines)).not.toContain("wrong-password");
  });

  it("connects with a warning who may not list orders", async () => {
    const ran = await run(soap(), {}, { who: "clerk" });
    expect(ran).toMatchObject({
      identity: "clerk",
      line: { outcome: "warnings", warnings: [{ cause: "permission_missing", dataSet: "purchaseOrders" }] },
    });
  });

  it("is not where another path is: the address is at fault, and no password was sent", async () => {
    const ran = await run(soap(), { address: `http://localhost:${soap().port}/elsewhere` });
    expect(ran.line).toMatchObject({ outcome: "failed", cause: "unknown_path", field: "address" });
    expect(ran.story.some((line) => line.startsWith("signIn"))).toBe(false);
  });
});

describe.each([
  ["ahead of", 3600],
  ["behind", -3600],
])("node-soap, whose clock is an hour %s ours", (_, clockAhead) => {
  const soap = whileRunning(() => startSoap({ clockAhead }));

  it.each([
    ["with a timestamp", true],
    ["with none but the token's own", false],
  ])("blames the clock and not the password, %s", async (_name, timestamp) => {
    const { line } = await run(soap(), {}, { timestamp });
    expect(line).toMatchObject({ outcome: "failed", cause: "clock_differs" });
    expect(line.field).toBeUndefined();
  });
});
