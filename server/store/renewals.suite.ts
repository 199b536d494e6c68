import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Store, TenantStore } from "./store.js";
import { connectionOf, type EngineUnderTest, minute, newLink, newTenant } from "./world.fixture.js";

const start = 1_800_000_000_000;
const claim = { limit: 100, leaseMs: minute };

/** Renewal of credentials: planned, and done by one instance at a time. */
export const renewalsSuite = (engine: EngineUnderTest) =>
  describe("renewals", () => {
    let now = start;
    let open: Awaited<ReturnType<EngineUnderTest["fresh"]>>;
    let one: Store;
    let tenant: TenantStore;
    beforeEach(async () => {
      now = start;
      open = await engine.fresh(() => now);
      one = open.one;
      tenant = await newTenant(one);
    });
    afterEach(() => open.close());
    const connect = async (at: number | null) => {
      const { id } = await tenant.connections.create(connectionOf((await newLink(one, tenant)).id));
      await tenant.renewals.plan(id, at);
      return id;
    };
    const claimed = async (store = one) => (await store.work.claimRenewals(claim)).map(({ connection }) => connection);

    test("are claimed when they are due, oldest first, and by one instance", async () => {
      const [later, sooner] = [await connect(now + 2), await connect(now + 1)];
      await connect(null);
      await connect(now + minute);
      expect(await claimed()).toEqual([]);
      expect(await one.work.nextRenewalAt()).toBe(now + 1);
      now += 2;
      const both = await Promise.all([claimed(), claimed(open.other)]);
      expect(both.flat().sort()).toEqual([later, sooner].sort());
      expect(await claimed()).toEqual([]);
    });

    test("that nobody gave back are due again when the lease is over", async () => {
      const id = await connect(now);
      expect(await claimed()).toEqual([id]);
      now += minute;
      expect(await claimed(open.other)).toEqual([id]);
    });

    test("remember how often they went wrong, until one goes well", async () => {
      const id = await connect(now);
      const tries = async () => {
        const [first] = await one.work.claimRenewals(claim);
        await tenant.renewals.release(id, first!.lease);
        return first!.tries;
      };
      expect(await tries()).toBe(0);
      await tenant.renewals.again(id, now);
      expect(await tries()).toBe(1);
      await tenant.renewals.plan(id, now);
      expect(await tries()).toBe(0);
    });

    test("are held by one of many at once, and by the next after it", async () => {
      const id = await connect(null);
      const tries = Array.from({ length: 8 }, (_, n) => (n % 2 ? open.other : one));
      const leases = await Promise.all(tries.map((store) => store.tenant(tenant.id).renewals.hold(id, minute)));
      const held = leases.filter((lease) => lease !== undefined);
      expect(held).toHaveLength(1);
      await tenant.renewals.release(id, "lease_of_nobody");
      expect(await tenant.renewals.hold(id, minute)).toBeUndefined();
      await tenant.renewals.release(id, held[0]!);
      expect(await tenant.renewals.hold(id, minute)).toBeDefined();
    });

    test.each(["needs_repair", "removed"] as const)("end when a connection is %s", async (status) => {
      const id = await connect(now);
      await tenant.connections.update(id, { status, cause: "consent_expired" });
      expect(await claimed()).toEqual([]);
      expect((await tenant.connections.get(id))?.cause).toBe("consent_expired");
    });
  });
