import { Client, type ClientConfig } from "pg";
import { describe, expect, it } from "vitest";
import { whileRunning } from "./ground/whileRunning.js";
import { startPostgres, type RunningPostgres } from "./postgres.js";

const orders = "select number from purchase_orders";

describe("PostgreSQL", () => {
  const postgres = whileRunning(startPostgres);

  it("lets the buyer read purchase orders", async () => {
    expect(await query(postgres(), orders, postgres().accounts.buyer)).toHaveLength(3);
  });

  it("says 28P01 to a wrong password, an unknown user and an expired one", async () => {
    const { buyer, expired } = postgres().accounts;
    for (const as of [{ ...buyer, password: "no" }, { user: "nobody", password: "no" }, expired]) {
      await expect(query(postgres(), orders, as)).rejects.toMatchObject({ code: "28P01" });
    }
  });

  it("says 42501 to a user without rights, 42P01 for no table, 3D000 for no database", async () => {
    const { buyer, clerk } = postgres().accounts;
    await expect(query(postgres(), orders, clerk)).rejects.toMatchObject({ code: "42501" });
    await expect(query(postgres(), "select * from nothing", buyer)).rejects.toMatchObject({ code: "42P01" });
    await expect(query(postgres(), orders, { ...buyer, database: "nodb" })).rejects.toMatchObject({ code: "3D000" });
  });

  it("makes empty databases, each its own", async () => {
    const [one, two] = await Promise.all([postgres().createDatabase(), postgres().createDatabase()]);
    expect(one.url).not.toBe(two.url);
    const tables = "select * from pg_tables where schemaname = 'public'";
    expect(await query(postgres(), tables, { connectionString: one.url })).toEqual([]);
  });

  it("keeps what it acknowledges: fsync is on, passwords are SCRAM", async () => {
    const { owner } = postgres().accounts;
    expect(await query(postgres(), "show fsync", owner)).toEqual([{ fsync: "on" }]);
    expect(await query(postgres(), "show password_encryption", owner)).toEqual([
      { password_encryption: "scram-sha-256" },
    ]);
  });
});

describe("PostgreSQL with TLS", () => {
  const postgres = whileRunning(() => startPostgres({ tls: true }));

  it("is reached with the CA given, not without it, and not in clear", async () => {
    const { buyer } = postgres().accounts;
    const ca = postgres().certificates?.ca;
    expect(await query(postgres(), orders, { ...buyer, ssl: { ca } })).toHaveLength(3);
    await expect(query(postgres(), orders, { ...buyer, ssl: true })).rejects.toMatchObject({
      code: expect.stringMatching(/SELF_SIGNED|UNABLE_TO_/) as string,
    });
    await expect(query(postgres(), orders, buyer)).rejects.toMatchObject({ code: "28000" });
  });
});

async function query(postgres: RunningPostgres, sql: string, config: ClientConfig): Promise<unknown[]> {
  const client = new Client({ host: "localhost", port: postgres.port, database: postgres.database, ...config });
  client.on("error", () => {});
  try {
    await client.connect();
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
