import { describe, expect, it } from "vitest";
import { whileRunning } from "../real/ground/whileRunning.js";
import { startMariadb, type RunningMariadb } from "../real/mariadb.js";
import { climb, entry, factsOf, throughToOrders } from "./climb.fixture.js";

const run = (
  mariadb: RunningMariadb,
  who: keyof RunningMariadb["accounts"],
  more: Record<string, string> = {},
  trust?: { ca: string },
) => {
  const { user, password } = mariadb.accounts[who];
  const values = { address: `localhost:${mariadb.port}`, database: "plant", username: user, password, ...more };
  return climb(entry("mariadb"), "database", values, { data: ["purchaseOrders"], ...(trust && { trust }) });
};

describe("MariaDB, connected by its entry", () => {
  const mariadb = whileRunning(startMariadb);

  it("signs in, says as whom, offers databases and counts what may be read", async () => {
    const ran = await run(mariadb(), "buyer");
    expect(ran.story).toEqual(throughToOrders("secure:yes:plain_http"));
    expect(ran).toMatchObject({ identity: "buyer", product: expect.stringMatching(/^MariaDB 10\.11/) as string });
    expect(factsOf(ran, "record")).toEqual(["record: purchase_orders"]);
  });

  it.each([
    ["a wrong password", "buyer", { password: "wrong-password" }, "credentials_wrong", "password"],
    ["an unknown user", "buyer", { username: "nobody" }, "credentials_wrong", "password"],
    ["a locked account", "locked", {}, "account_suspended", undefined],
    ["a password that must be changed", "expired", {}, "credentials_expired", "password"],
    ["an unknown database", "buyer", { database: "nodb" }, "company_unknown", "database"],
  ] as const)("says %s at its field", async (_, who, more, cause, field) => {
    const { line } = await run(mariadb(), who, more);
    expect(line).toMatchObject({ outcome: "failed", cause, ...(field && { field }) });
  });

  it("connects with a warning who may read no table", async () => {
    expect((await run(mariadb(), "writer")).line).toMatchObject({
      outcome: "warnings",
      warnings: [{ cause: "permission_missing", dataSet: "purchaseOrders" }],
    });
  });
});

describe("MariaDB with TLS, connected by its entry", () => {
  const mariadb = whileRunning(() => startMariadb({ tls: true }));

  it("is secure with its authority given", async () => {
    const ran = await run(mariadb(), "buyer", {}, { ca: mariadb().certificates!.ca });
    expect(ran.story).toEqual(throughToOrders("secure:yes"));
    expect(factsOf(ran, "secure").join()).toContain("certificate: localhost");
  });

  it("is shown, and not trusted, without it", async () => {
    const ran = await run(mariadb(), "buyer");
    expect(ran.line).toMatchObject({ outcome: "failed", cause: "certificate_unknown_issuer" });
    expect(ran.story.some((line) => line.startsWith("signIn"))).toBe(false);
  });
});
