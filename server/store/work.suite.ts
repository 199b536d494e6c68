import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Store, TenantStore } from "./store.js";
import { draftOf, type EngineUnderTest, flowOf, hash, minute, newLink, newTenant, sealedAt } from "./world.fixture.js";

const start = 1_800_000_000_000;
const claim = { limit: 100, leaseMs: minute };

/** Events, their deliveries, and other work that must survive. */
export const workSuite = (engine: EngineUnderTest) =>
  describe("work", () => {
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

    const tell = (own: TenantStore = tenant) =>
      own.events.add({ type: "link.ended", subject: "lnk_1", version: 1, data: { name: "Grüße\0" } });

    test("goes to every enabled endpoint, and says what it carries", async () => {
      await tenant.endpoints.add({ url: "https://a.example" });
      await tenant.endpoints.add({ url: "https://b.example", asymmetric: true });
      const off = await tenant.endpoints.add({ url: "https://c.example" });
      await tenant.endpoints.disable(off.id, "gone");
      const event = await tell();
      expect(JSON.parse(event.body)).toEqual({
        id: event.id,
        timestamp: new Date(now).toISOString(),
        type: "link.ended",
        data: { name: "Grüße\0" },
      });
      const claimed = await one.work.claimDeliveries(claim);
      expect(claimed.map(({ url, asymmetric, body }) => ({ url, asymmetric, body }))).toEqual(
        expect.arrayContaining([
          { url: "https://a.example", asymmetric: false, body: event.body },
          { url: "https://b.example", asymmetric: true, body: event.body },
        ]),
      );
      expect(claimed).toHaveLength(2);
    });

    test("is never claimed twice, and at most five at once for one endpoint", async () => {
      for (const url of ["https://a.example", "https://b.example"]) await tenant.endpoints.add({ url });
      for (let n = 0; n < 12; n++) await tell();
      const claims = Array.from({ length: 10 }, (_, n) => (n % 2 ? open.other : one).work.claimDeliveries(claim));
      // An instance passes over an endpoint that another is claiming for; what is left, the next round finds.
      const claimed = [...(await Promise.all(claims)).flat(), ...(await one.work.claimDeliveries(claim))];
      expect(new Set(claimed.map(({ id }) => id)).size).toBe(claimed.length);
      expect(claimed).toHaveLength(10);
      expect(await one.work.claimDeliveries(claim)).toEqual([]);
    });

    test("comes oldest first and within the limit", async () => {
      await tenant.endpoints.add({ url: "https://a.example" });
      const events = [];
      for (let n = 0; n < 3; n++, now++) events.push((await tell()).id);
      const claimed = await one.work.claimDeliveries({ ...claim, limit: 2 });
      expect(claimed.map(({ event }) => event)).toEqual(events.slice(0, 2));
    });

    test("is settled by who holds the lease, and by nobody else", async () => {
      await tenant.endpoints.add({ url: "https://a.example" });
      await tell();
      const [first] = await one.work.claimDeliveries(claim);
      now += minute;
      const [second] = await open.other.work.claimDeliveries(claim);
      expect(second?.id).toBe(first?.id);
      const ok = { status: 200, cause: null };
      expect(await tenant.deliveries.delivered(first!, ok)).toBe(false);
      expect(await tenant.deliveries.delivered(second!, ok)).toBe(true);
      expect(await tenant.deliveries.dead(second!, ok)).toBe(false);
      const settled = { status: "delivered", attempts: 1, lastStatus: 200, deliveredAt: now, nextAttemptAt: null };
      expect(await tenant.deliveries.get(first!.id)).toMatchObject(settled);
    });

    test("that fails waits for its next attempt, and in the end lies visibly dead", async () => {
      await tenant.endpoints.add({ url: "https://a.example" });
      await tell();
      expect(await one.work.nextDeliveryAt()).toBe(now);
      const [first] = await one.work.claimDeliveries(claim);
      const attempt = { status: 503, cause: "server_error" };
      expect(await tenant.deliveries.retry(first!, { ...attempt, nextAttemptAt: now + 5000 })).toBe(true);
      expect(await one.work.claimDeliveries(claim)).toEqual([]);
      expect(await one.work.nextDeliveryAt()).toBe(now + 5000);
      now += 5000;
      const [again] = await one.work.claimDeliveries(claim);
      expect(again).toMatchObject({ attempts: 1, lastStatus: 503, lastCause: "server_error" });
      await tenant.deliveries.dead(again!, attempt);
      expect((await tenant.deliveries.list({ status: "dead" })).items).toMatchObject([{ id: again!.id, attempts: 2 }]);
      expect(await one.work.nextDeliveryAt()).toBeNull();
    });

    test("of an endpoint that is disabled is dead, and is replayed when it is back", async () => {
      const { id } = await tenant.endpoints.add({ url: "https://a.example" });
      const event = await tell();
      expect(await tenant.endpoints.disable(id, "gone")).toBe(true);
      expect((await tenant.deliveries.list({})).items).toMatchObject([{ status: "dead", lastCause: "gone" }]);
      expect(await tenant.deliveries.replay({ ids: [event.id] })).toBe(0);
      await tenant.endpoints.enable(id);
      expect(await tenant.deliveries.replay({ ids: [event.id, "evt_unknown"] })).toBe(1);
      expect(await tenant.deliveries.replay({ from: now, to: now })).toBe(1);
      expect(await tenant.deliveries.replay({ from: now + 1, to: now + 9 })).toBe(0);
      expect(await tenant.endpoints.remove(id)).toBe(true);
      expect((await tenant.deliveries.list({})).items).toEqual([]);
    });

    test("is listed page by page, nothing twice and nothing left out", async () => {
      await tenant.endpoints.add({ url: "https://a.example" });
      const ids: string[] = [];
      for (let n = 0; n < 7; n++) ids.push((await tell()).id);
      const all = async (list: (after?: string) => Promise<{ items: { id: string }[]; next: string | null }>) => {
        const found: string[] = [];
        for (let after: string | undefined; ;) {
          const page = await list(after);
          found.push(...page.items.map(({ id }) => id));
          if (page.next === null) return found;
          after = page.next;
        }
      };
      expect(await all((after) => tenant.events.list({ after, limit: 3 }))).toEqual(ids);
      const deliveries = await all((after) => tenant.deliveries.list({ after, limit: 3 }));
      expect(new Set(deliveries).size).toBe(7);
      for (const after of ["rubbish\0", "9".repeat(99), "-1", "1.", ""]) {
        expect((await tenant.events.list({ after })).items).toEqual([]);
        expect((await tenant.deliveries.list({ after })).items).toEqual([]);
      }
    });

    test("of events is numbered in the order of commits, so that a reader misses none", async () => {
      const add = (store: Store) => tell(store.tenant(tenant.id));
      const read: number[] = [];
      let adding = true;
      const reader = (async () => {
        while (adding || read.length < 40) {
          const { items } = await one.tenant(tenant.id).events.list({ after: String(read.at(-1) ?? 0), limit: 100 });
          read.push(...items.map(({ seq }) => seq));
          await setImmediate();
        }
      })();
      await Promise.all(Array.from({ length: 40 }, (_, n) => add(n % 2 ? one : open.other)));
      adding = false;
      await reader;
      expect(read).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
    });

    test("under an idempotency key is done once", async () => {
      const key = { scope: "mintLink", key: "abc" };
      const begin = (store: Store, requestHash = "h1") =>
        store.tenant(tenant.id).idempotency.begin({ ...key, requestHash });
      const begun = await Promise.all(Array.from({ length: 10 }, (_, n) => begin(n % 2 ? one : open.other)));
      const [first, ...more] = begun.filter((state) => state.state === "new");
      expect(more).toEqual([]);
      expect(begun.filter(({ state }) => state === "running")).toHaveLength(9);
      expect(await begin(one, "h2")).toEqual({ state: "conflict" });

      const owner = first!.state === "new" ? first!.owner : "";
      const place = { ownerKind: "idempotency", owner, field: "answer", version: 1 } as const;
      const answer = sealedAt({ tenant: tenant.id, ...place });
      await tenant.idempotency.finish(key, { status: 201, answer });
      expect(await begin(open.other)).toEqual({ state: "done", status: 201, answer });
      await tenant.idempotency.abandon(key);
      expect(await begin(one)).toMatchObject({ state: "done" });
    });

    test("that was abandoned or killed may be begun anew", async () => {
      const request = { scope: "exchange", key: "abc", requestHash: "h" };
      await tenant.idempotency.begin(request);
      await tenant.idempotency.abandon(request);
      expect((await tenant.idempotency.begin(request)).state).toBe("new");
      now += minute;
      expect((await tenant.idempotency.begin(request)).state).toBe("new");
      expect((await tenant.idempotency.begin(request)).state).toBe("running");
    });

    test("of sealing anew finds what lies under another key, and loses to a newer value", async () => {
      const place = { tenant: tenant.id, ownerKind: "connection", owner: "con_1", field: "key", version: 1 } as const;
      const old = sealedAt(place, "old");
      await tenant.sealed.put([old, sealedAt({ ...place, field: "other" }, "new")]);
      expect(await one.work.sealedUnderOtherKeys("new", 10)).toEqual([old]);
      const rewrapped = { ...old, keyId: "new", wrappedKey: hash() };
      expect(await tenant.sealed.rewrap(old, rewrapped)).toBe(true);
      expect(await tenant.sealed.rewrap(old, rewrapped)).toBe(false);
      expect(await tenant.sealed.get("connection", "con_1", "key")).toEqual(rewrapped);
      await tenant.sealed.remove("connection", "con_1", ["key"]);
      expect(await tenant.sealed.fields("connection", "con_1")).toEqual(["other"]);
    });

    test("of throwing away leaves what is still needed", async () => {
      const [live, over] = [await newLink(one, tenant), await newLink(one, tenant)];
      for (const { id } of [live, over]) {
        const place = { tenant: tenant.id, ownerKind: "link", owner: id, field: "password", version: 1 } as const;
        await tenant.sealed.put([sealedAt(place)]);
        await tenant.drafts.put(draftOf(id));
      }
      const flow = await tenant.flows.create(flowOf(live.id, now));
      await tenant.sealed.put([
        sealedAt({ tenant: tenant.id, ownerKind: "flow", owner: flow.id, field: "verifier", version: 1 }),
        // What consent has brought is the link's, and outlives its flow.
        sealedAt({ tenant: tenant.id, ownerKind: "flow", owner: live.id, field: "accessToken", version: 1 }),
      ]);
      const token = { hash: hash(), link: live.id, expiresAt: now + minute };
      await tenant.tokens.addLink(token);
      await tenant.links.end(over.id, { status: "cancelled" });
      await one.work.purge();
      expect(await tenant.sealed.fields("link", live.id)).toEqual(["password"]);
      expect(await tenant.sealed.fields("link", over.id)).toEqual([]);
      expect(await tenant.drafts.get(live.id)).toBeDefined();
      expect(await tenant.drafts.get(over.id)).toBeUndefined();
      expect(await tenant.sealed.fields("flow", flow.id)).toEqual(["verifier"]);

      now += 8 * 24 * 60 * minute;
      await one.work.purge();
      expect(await tenant.sealed.fields("flow", flow.id)).toEqual([]);
      expect(await tenant.sealed.fields("flow", live.id)).toEqual(["accessToken"]);
      expect(await one.lookup.linkToken(token.hash)).toEqual({ state: "unknown" });
    });
  });
