import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { SignedUse } from "#contract";
import { azureSharedKey, azureText } from "./azureSharedKey.js";
import { readValues } from "./clean.js";
import { asked, httpMethodSuite, reads } from "./http.suite.js";
import type { Method } from "./method.js";
import { methodOf } from "./methods.js";
import type { ByOf } from "./signed.js";
import { pretend, systemWith, visitTo, type Seen } from "./world.fixture.js";

const accountKey = "Z2FuZ3dheS1ub3QtYS1yZWFsLWtleQ==";
const values = { address: "https://example.com", account: "myaccount", accountKey };
const own = { "x-ms-date": "Fri, 26 Jun 2015 23:39:12 GMT", "x-ms-version": "2015-02-21" };
const host = "https://myaccount.blob.core.windows.net";
/** A second computation, by another program. */
const openssl = (text: string) =>
  execFileSync(
    "openssl",
    [
      "dgst",
      "-sha256",
      "-mac",
      "HMAC",
      "-macopt",
      `hexkey:${Buffer.from(accountKey, "base64").toString("hex")}`,
      "-binary",
    ],
    {
      input: text,
    },
  ).toString("base64");

// https://learn.microsoft.com/en-us/rest/api/storageservices/authorize-with-shared-key
describe("Azure's documented texts", () => {
  it("get container metadata", () => {
    const url = `${host}/mycontainer?restype=container&comp=metadata&timeout=20`;
    expect(azureText("myaccount", { method: "GET", url, headers: own })).toBe(
      "GET\n\n\n\n\n\n\n\n\n\n\n\nx-ms-date:Fri, 26 Jun 2015 23:39:12 GMT\nx-ms-version:2015-02-21\n/myaccount/mycontainer\ncomp:metadata\nrestype:container\ntimeout:20",
    );
  });

  it("list blobs: a name that stands there several times", () => {
    const url = `${host}/mycontainer?restype=container&comp=list&include=snapshots&include=metadata&include=uncommittedblobs`;
    expect(azureText("myaccount", { method: "GET", url, headers: own })).toContain(
      "\n/myaccount/mycontainer\ncomp:list\ninclude:metadata,snapshots,uncommittedblobs\nrestype:container",
    );
  });

  it("the length of nothing is empty", () => {
    const url = `${host}/mycontainer?restype=container&timeout=30`;
    expect(azureText("myaccount", { method: "PUT", url, headers: own, body: "" })).toMatch(/^PUT\n\n\n\n\n\n/);
  });
});

it("is signed as openssl computes it, by the version of 2021-12-02", () => {
  const by = SignedUse.parse({ kind: "signed", by: { scheme: "azureSharedKey" } }).by as ByOf<"azureSharedKey">;
  const rendered = { method: "GET", url: `${host}/?comp=list`, headers: { accept: "*/*" } };
  const moment = { at: new Date("2026-11-25T10:00:00Z"), nonce: "" };
  const { headers } = azureSharedKey.sign(by, values, rendered, moment);
  const text =
    "GET\n\n\n\n\n\n\n\n\n\n\n\nx-ms-date:Wed, 25 Nov 2026 10:00:00 GMT\nx-ms-version:2021-12-02\n/myaccount/\ncomp:list";
  expect(headers["authorization"]).toBe(`SharedKey myaccount:${openssl(text)}`);
});

const system = systemWith({ kind: "signed", by: { scheme: "azureSharedKey" }, ...asked }, reads);
httpMethodSuite("signed by Azure's Shared Key", {
  system,
  fields: ["address", "account", "accountKey"],
  sealed: ["accountKey"],
  values,
  isSigned({ method, url, headers }: Seen) {
    const given = { "x-ms-date": String(headers["x-ms-date"]), "x-ms-version": String(headers["x-ms-version"]) };
    const text = azureText("myaccount", { method, url: `http://x${url}`, headers: given });
    return headers.authorization === `SharedKey myaccount:${openssl(text)}`;
  },
  wrong: { ...values, accountKey: "d3JvbmcgYnV0IGJhc2U2NA==" },
});

describe("Azure's Shared Key", () => {
  it("asks for no account where the address is made from it", () => {
    const address = { kind: "account" as const, url: "https://{account}.blob.core.windows.net", example: "acme" };
    const made = systemWith({ kind: "signed", by: { scheme: "azureSharedKey" } }, { address });
    const names = (methodOf(made.methods[0]!) as Method).fields(made.methods[0]!, made).map(({ name }) => name);
    expect(names).toEqual(["address", "accountKey"]);
  });

  it("refuses a key that is no base64 at its field", () => {
    const { refused } = readValues(system, system.methods[0]!, { ...values, accountKey: "hunter2!" });
    expect(refused).toEqual([{ field: "accountKey", reason: "does_not_match" }]);
  });

  it.each([
    ["AuthenticationFailed", "", "credentials_wrong", "accountKey"],
    ["AuthenticationFailed", "Request date header too old: 'x'", "clock_differs", undefined],
    ["KeyBasedAuthenticationNotPermitted", "", "key_of_another_kind", "accountKey"],
    ["AccountIsDisabled", "", "account_suspended", undefined],
    ["AuthorizationPermissionMismatch", "", "permission_missing", undefined],
  ])("says why: %s %s", async (code, detail, cause, field) => {
    const body = `<Error><Code>${code}</Code><AuthenticationErrorDetail>${detail}</AuthenticationErrorDetail></Error>`;
    const world = await pretend((_, response) => void response.writeHead(403).end(body));
    const { finding } = await (methodOf(system.methods[0]!) as Method).signIn(visitTo(system, values, world.url));
    await world.stop();
    expect([finding.cause, finding.field]).toEqual([cause, field]);
  });
});
