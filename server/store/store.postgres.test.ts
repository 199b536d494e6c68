import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningPostgres, startPostgres } from "../../e2e/real/postgres.js";
import { openStore } from "./open.js";
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

test("twelve processes that start at once on an empty database all find their tables", async () => {
  const { url } = await server.createDatabase();
  const stores = await Promise.all(Array.from({ length: 12 }, () => openStore({ databaseUrl: url })));
  for (const store of stores) expect(await store.tenants.list()).toEqual([]);
  await Promise.all(stores.map((store) => store.close()));
});
