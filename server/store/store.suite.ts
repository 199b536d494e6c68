import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isolationSuite } from "./isolation.suite.js";
import { linksSuite } from "./links.suite.js";
import type { Store } from "./store.js";
import { tokensSuite } from "./tokens.suite.js";
import { renewalsSuite } from "./renewals.suite.js";
import { workSuite } from "./work.suite.js";
import { connectionOf, type EngineUnderTest, fullTenant, newLink, newTenant } from "./world.fixture.js";

/** What the store promises, on any engine. */
export function storeSuite(engine: EngineUnderTest): void {
  describe(`the store on ${engine.name}`, () => {
    storeItself(engine);
    isolationSuite(engine);
    tokensSuite(engine);
    linksSuite(engine);
    workSuite(engine);
    renewalsSuite(engine);
  });
}

const storeItself = (engine: EngineUnderTest) =>
  describe("as a whole", () => {
    let open: Awaited<ReturnType<EngineUnderTest["fresh"]>>;
    let store: Store;
    beforeAll(async () => {
      open = await engine.fresh();
      store = open.one;
    });
    afterAll(() => open.close());

    test("takes a tenant's id once", async () => {
      const acme = await store.tenants.add({ id: "acme", name: "Acme" });
      expect(await store.tenants.add({ id: "acme", name: "Other" })).toBeUndefined();
      expect(await store.tenants.get("acme")).toEqual(acme);
      expect(await store.tenants.list()).toContainEqual(acme);
    });

    test("refuses the outer store inside a transaction rather than wait for ever", async () => {
      const outer = store.transaction(async () => store.tenants.list());
      await expect(outer).rejects.toMatchObject({ code: "outside_transaction" });
      await expect(store.tenants.list()).resolves.toBeDefined();
    });

    test("undoes the one of many transactions at once that fails, and only that", async () => {
      const add = (id: string) =>
        store.transaction(async (tx) => {
          const tenant = await newTenant(tx, id);
          // Breaks a foreign key, so that it is the engine that refuses.
          if (id === "many-3") await tenant.tokens.addLink({ hash: id, link: "lnk_unknown", expiresAt: 1 });
          if (id === "many-7") throw new Error("changed my mind");
          return id;
        });
      const ids = Array.from({ length: 100 }, (_, n) => `many-${n}`);
      const outcomes = await Promise.allSettled(ids.map(add));
      expect(outcomes.flatMap(({ status }, n) => (status === "rejected" ? [n] : []))).toEqual([3, 7]);
      const kept = (await store.tenants.list()).filter(({ id }) => id.startsWith("many-"));
      expect(kept.map(({ id }) => id).sort()).toEqual(ids.filter((_, n) => n !== 3 && n !== 7).sort());
    });

    test("refuses a transaction of the outer store inside one", async () => {
      const outer = store.transaction(() => store.transaction(async () => "never"));
      await expect(outer).rejects.toMatchObject({ code: "outside_transaction" });
    });

    test("joins a transaction within a transaction", async () => {
      const failed = store.transaction(async (tx) => {
        await tx.transaction((inner) => inner.tenants.add({ id: "inner", name: "Inner" }));
        throw new Error("undo");
      });
      await expect(failed).rejects.toThrow("undo");
      expect(await store.tenants.get("inner")).toBeUndefined();
    });

    test("updates a connection by version, and removes it with its credentials and tokens", async () => {
      const { tenant, connection, accessToken, publicToken } = await fullTenant(store);
      const healthy = await tenant.connections.update(connection.id, { status: "healthy", warnings: [] }, 1);
      expect(healthy).toMatchObject({ status: "healthy", warnings: [], version: 2, values: connection.values });
      expect(await tenant.connections.update(connection.id, { status: "needs_repair" }, 1)).toBeUndefined();
      expect(await tenant.connections.remove(connection.id)).toMatchObject({ status: "removed", version: 3 });
      expect(await tenant.connections.remove(connection.id)).toBeUndefined();
      expect(await tenant.connections.update(connection.id, { status: "healthy" })).toBeUndefined();
      expect(await tenant.sealed.list("connection", connection.id)).toEqual([]);
      expect(await store.lookup.accessToken(accessToken)).toBeUndefined();
      expect(await tenant.tokens.usePublic(publicToken)).toEqual({ state: "unknown" });
      expect(await tenant.connections.list({})).toEqual({ items: [], next: null });
    });

    test("lists connections newest first, by end user and organization", async () => {
      const tenant = await newTenant(store);
      const link = await newLink(store, tenant);
      const made: string[] = [];
      for (const who of ["a", "b", "a", "a", "b"]) {
        const connection = { ...connectionOf(link.id), endUser: { id: who, name: null } };
        made.unshift((await tenant.connections.create(connection)).id);
      }
      const first = await tenant.connections.list({ limit: 2 });
      const second = await tenant.connections.list({ limit: 3, after: first.next! });
      expect([...first.items, ...second.items].map(({ id }) => id).sort()).toEqual([...made].sort());
      expect(second.next).toBeNull();
      expect((await tenant.connections.list({ endUser: "a", organization: "plant" })).items).toHaveLength(3);
      expect((await tenant.connections.list({ organization: "other" })).items).toEqual([]);
    });

    test("answers a ping until it is closed", async () => {
      const { one, close } = await engine.fresh();
      await expect(one.ping()).resolves.toBeUndefined();
      await close();
      await expect(one.ping()).rejects.toThrow();
    });
  });
