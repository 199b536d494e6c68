import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fakeSqlServer, type FakeSqlServer } from "../../server/methods/tds.fixture.js";
import { makeCertificates, type Certificates } from "../real/ground/certificates.js";
import { climb, entry, factsOf } from "./climb.fixture.js";

const right = { database: "plant", username: "buyer", password: "plant-buyer-7" };

// No SQL Server runs here: a fake that speaks its protocol stands in for it.
describe("a fake of SQL Server, connected by the entry of SQL Server", () => {
  const directory = mkdtempSync(join(tmpdir(), "gangway-tds-"));
  let certificates: Certificates;
  let fake: FakeSqlServer;
  beforeAll(async () => {
    certificates = makeCertificates(directory);
    fake = await fakeSqlServer({
      tls: { certificate: certificates.server.chain, key: certificates.server.key },
      databases: ["plant"],
      tables: () => ({ all: 1, readable: 1, first: "dbo.purchase_orders" }),
      judge({ user, password, database }) {
        if (user !== right.username || password !== right.password) return [{ number: 18456, message: "" }];
        return database === right.database ? [] : [{ number: 4060, message: "" }];
      },
    });
  });
  afterAll(async () => {
    await fake.stop();
    rmSync(directory, { recursive: true });
  });

  const run = (more: Record<string, string> = {}, trusted = true) =>
    climb(
      entry("sql-server"),
      "database",
      { address: `localhost:${fake.port}`, ...right, ...more },
      { data: ["purchaseOrders"], ...(trusted && { trust: { ca: certificates.ca } }) },
    );

  it("is secured, signed in, its tables counted", async () => {
    const ran = await run();
    expect(ran.story).toEqual([
      "address:yes",
      "name:yes",
      "reach:yes",
      "secure:yes",
      "recognise:yes",
      "signIn:yes",
      "read:purchaseOrders:yes",
      "record:purchaseOrders:yes",
      "connected",
    ]);
    expect(factsOf(ran, "secure").join()).toContain("certificate: localhost");
    expect(ran).toMatchObject({ identity: "buyer", product: "SQL Server 16.0.1000" });
    expect(factsOf(ran, "record")).toEqual(["record: dbo.purchase_orders"]);
  });

  it.each([
    ["a wrong password", { password: "wrong-password" }, "credentials_wrong", "password"],
    ["an unknown user", { username: "nobody" }, "credentials_wrong", "password"],
    ["an unknown database", { database: "nodb" }, "company_unknown", "database"],
  ])("says %s at its field", async (_, wrong, cause, field) => {
    expect((await run(wrong)).line).toMatchObject({ outcome: "failed", cause, field });
  });

  it("is shown its certificate, and told no name, without its authority", async () => {
    fake.logins.length = 0;
    expect((await run({}, false)).line).toMatchObject({ outcome: "failed", cause: "certificate_unknown_issuer" });
    expect(fake.logins).toEqual([]);
  });
});
