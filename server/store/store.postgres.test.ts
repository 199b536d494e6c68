import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningPostgres, startPostgres } from "../../e2e/real/postgres.js";
import { expectAllKept, startWriter } from "./durability.suite.js";
import { openStore } from "./open.js";
import { postgresSchema } from "./schema.fixture.js";
import { storeSuite } from "./store.suite.js";

let server: RunningPostgres;
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server.stop());

storeSuite({
  name: "PostgreSQL",
  async fresh(now) {
    const { url } = await server.createDatabase();
    const [one, other] = await Promise.all([1, 2].map(() => openStore({ databaseUrl: url, now })));
    return { one: one!, other: other!, close: async () => void (await Promise.all([one!.close(), other!.close()])) };
  },
});

test("twelve instances that start at once on an empty database all find their tables", async () => {
  const { url } = await server.createDatabase();
  const stores = await Promise.all(Array.from({ length: 12 }, () => openStore({ databaseUrl: url })));
  for (const store of stores) expect(await store.tenants.list()).toEqual([]);
  await Promise.all(stores.map((store) => store.close()));
});

test("nothing that was acknowledged is lost when a process is killed", async () => {
  const where = { databaseUrl: (await server.createDatabase()).url };
  const writer = startWriter(where);
  await writer.reached(20);
  await writer.kill();
  await expectAllKept(where, writer.acknowledged);
}, 30_000);

test("the schema kept beside the migrations is theirs", async () => {
  const { url } = await server.createDatabase();
  await (await openStore({ databaseUrl: url })).close();
  await expect(await postgresSchema(url)).toMatchFileSnapshot("./schema.postgres.sql");
});
