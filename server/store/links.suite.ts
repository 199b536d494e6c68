import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { NewLink } from "./links.js";
import type { Store, TenantStore } from "./store.js";
import {
  anna,
  connectionOf,
  draftOf,
  type EngineUnderTest,
  flowOf,
  hash,
  minute,
  newLink,
  newTenant,
  sealedAt,
} from "./world.fixture.js";

const start = 1_800_000_000_000;

/** Links, and what becomes of them. */
export const linksSuite = (engine: EngineUnderTest) =>
  describe("a link", () => {
    let now = start;
    let open: Awaited<ReturnType<EngineUnderTest["fresh"]>>;
    let one: Store;
    let tenant: TenantStore;
    beforeAll(async () => {
      open = await engine.fresh(() => now);
      one = open.one;
      tenant = await newTenant(one);
    });
    afterAll(() => open.close());

    test("comes back as it was made", async () => {
      const asked = {
        endUser: { id: "Ünï\0\ud800\"\\'", name: null },
        organization: { id: "plant", name: "Plant & Söhne \u0001json:1" },
        systems: ["tryton"],
        origins: ["https://host.example"],
        data: ["vendors" as const],
        language: "de" as const,
        appearance: { accent: "#336699" },
        metadata: { "naughty\0": "\udfff" },
        returnUrl: "https://host.example/done",
        hosted: true,
        expiresAt: now + minute,
      };
      const link = await tenant.links.create(asked);
      expect(link).toMatchObject({ ...asked, status: "open", step: "pick", version: 1, createdAt: now, endedAt: null });
      expect(await tenant.links.get(link.id)).toEqual(link);
      expect(await tenant.links.findOpen(asked.endUser.id, "plant")).toEqual(link);
    });

    test("that is open is found again for the same end user of the same organization", async () => {
      const bea = { id: "bea", name: null };
      const make = (organization: typeof bea | null, life: number) =>
        tenant.links.create({ endUser: bea, organization, expiresAt: now + life });
      await make(null, 5 * minute);
      now += 1;
      const newest = await make(null, 5 * minute);
      now += 1;
      await make({ id: "plant", name: null }, 5 * minute);
      await make(null, 0);
      expect(await tenant.links.findOpen("bea", null)).toEqual(newest);
      expect(await tenant.links.findOpen("nobody", null)).toBeUndefined();
    });

    test("is minted with its token, unless one is open for the same end user of the same organization", async () => {
      const wanted = { endUser: { id: "cleo\0", name: null }, metadata: { a: "b" }, expiresAt: now + minute };
      const mint = async (link: NewLink, evenIfOpen = false) => {
        const token = { hash: hash(), expiresAt: now + minute };
        const id = await tenant.links.mint(link, token, { evenIfOpen });
        return { id, opens: await one.lookup.linkToken(token.hash) };
      };
      const first = await mint(wanted);
      expect(await tenant.links.get(first.id!)).toMatchObject({ ...wanted, status: "open", systems: null, version: 1 });
      expect(first.opens).toMatchObject({ state: "ok", token: { link: first.id, tenant: tenant.id } });

      expect(await mint(wanted)).toEqual({ id: undefined, opens: { state: "unknown" } });
      expect((await mint({ ...wanted, organization: { id: "plant", name: null } })).id).toBeDefined();
      const second = await mint(wanted, true);
      expect(second.id).not.toBe(first.id);

      await tenant.links.end(first.id!, { status: "cancelled" });
      await tenant.links.end(second.id!, { status: "cancelled" });
      expect((await mint({ ...wanted, expiresAt: now - 1 })).id).toBeDefined();
      expect((await mint(wanted)).id).toBeDefined();
    });

    test("whose token is taken already is not minted either", async () => {
      const wanted = { endUser: { id: "dora", name: null }, expiresAt: now + minute };
      const token = { hash: hash(), expiresAt: now + minute };
      const id = await tenant.links.mint(wanted, token);
      await tenant.links.end(id!, { status: "cancelled" });
      await expect(tenant.links.mint(wanted, token)).rejects.toThrow();
      expect(await tenant.links.findOpen("dora", null)).toBeUndefined();
    });

    test("keeps progress and what is asked anew, and counts its versions", async () => {
      const link = await newLink(one, tenant);
      const progress = { step: "details", system: "tryton", method: "login", values: { username: "änna" } } as const;
      expect(await tenant.links.saveProgress(link.id, progress)).toMatchObject({ ...progress, version: 2 });
      const asked = { systems: null, metadata: { a: "b" }, expiresAt: now + 99 };
      expect(await tenant.links.update(link.id, asked)).toMatchObject({ ...asked, ...progress, version: 3 });
    });

    test("ends once, however many end it at once, and stands still afterwards", async () => {
      const link = await newLink(one, tenant);
      const ends = Array.from({ length: 12 }, (_, n) =>
        (n % 2 ? open.other : one).tenant(tenant.id).links.end(link.id, { status: n % 3 ? "cancelled" : "expired" }),
      );
      const [ended, ...others] = (await Promise.all(ends)).filter((end) => end !== undefined);
      expect(others).toEqual([]);
      expect(ended).toMatchObject({ endedAt: now, version: 2 });
      const values = { step: "pick", system: null, method: null, values: {} } as const;
      expect(await tenant.links.saveProgress(link.id, values)).toBeUndefined();
      expect(await tenant.links.update(link.id, { hosted: true })).toBeUndefined();
      expect(await tenant.links.get(link.id)).toEqual(ended);
    });

    test("that is over time is claimed once and ended with its event", async () => {
      const due = await tenant.links.create({ endUser: { id: "late", name: null }, expiresAt: now });
      const expire = (store: Store) =>
        store.transaction(async (tx) => {
          const links = (await tx.work.claimExpiredLinks(100)).filter(({ id }) => id === due.id);
          for (const { id } of links) {
            const ended = await tx.tenant(tenant.id).links.end(id, { status: "expired" });
            if (!ended) continue;
            await tx
              .tenant(tenant.id)
              .events.add({ type: "link.ended", subject: id, version: ended.version, data: {} });
          }
        });
      await Promise.all([expire(one), expire(open.other), expire(one)]);
      const { items } = await tenant.events.list({ limit: 100 });
      expect(items.filter(({ subject }) => subject === due.id)).toHaveLength(1);
      expect(await tenant.links.get(due.id)).toMatchObject({ status: "expired" });
    });

    test("becomes a connection with its secrets, event, delivery and audit, or nothing does", async () => {
      const link = await newLink(one, tenant);
      await tenant.endpoints.add({ url: "https://host.example/hooks" });
      await tenant.drafts.put(draftOf(link.id));
      const finish = (fails: boolean) =>
        one.transaction(async (tx) => {
          const own = tx.tenant(tenant.id);
          const connection = await own.connections.create(connectionOf(link.id));
          await own.links.end(link.id, { status: "connected", step: "done", connection: connection.id });
          const place = { tenant: tenant.id, ownerKind: "connection", owner: connection.id } as const;
          await own.sealed.put([sealedAt({ ...place, field: "password", version: 1 })]);
          await own.drafts.remove(link.id);
          await own.tokens.addPublic({ hash: hash(), connection: connection.id, expiresAt: now + minute });
          await own.events.add({ type: "connection.created", subject: connection.id, version: 1, data: connection });
          await own.audit.add({ actor: "person", action: "connection.created", subject: connection.id });
          if (fails) throw new Error("the power went");
          return connection;
        });
      const count = async () => [
        (await tenant.connections.list({})).items.length,
        (await tenant.deliveries.list({})).items.length,
        (await tenant.audit.list({})).items.length,
        (await tenant.events.list({ limit: 100 })).items.length,
      ];
      const before = await count();
      await expect(finish(true)).rejects.toThrow("the power went");
      expect(await count()).toEqual(before);
      expect(await tenant.links.get(link.id)).toEqual(link);

      const connection = await finish(false);
      expect(await count()).toEqual(before.map((n) => n + 1));
      expect(await tenant.connections.get(connection.id)).toMatchObject({
        status: "unclaimed",
        version: 1,
        endUser: anna,
      });
      expect(await tenant.sealed.fields("connection", connection.id)).toEqual(["password"]);
    });

    test("has its runs counted, by link and in flight", async () => {
      const { id: link } = await newLink(one, tenant);
      const begun = { link, system: "tryton", method: "login" };
      const first = await tenant.runs.start({ ...begun, host: "a.example" });
      await tenant.runs.start({ ...begun, host: "a.example", preview: true });
      await tenant.runs.start({ ...begun, host: null });
      const counted = (await tenant.runs.ofLink(link, now)).map(({ host, preview }) => [host, preview]);
      expect(counted).toEqual(
        expect.arrayContaining([
          ["a.example", false],
          ["a.example", true],
          [null, false],
        ]),
      );
      expect(counted).toHaveLength(3);
      expect(await tenant.runs.ofLink(link, now + 1)).toEqual([]);
      expect(await tenant.runs.inFlight(now)).toBe(3);
      const end = { outcome: "failed", cause: "credentials_wrong" } as const;
      expect(await tenant.runs.end(first.id, end)).toMatchObject({ ...end, endedAt: now });
      expect(await tenant.runs.end(first.id, end)).toBeUndefined();
      expect(await tenant.runs.inFlight(now)).toBe(2);
      expect(await one.work.runsInFlight(now)).toBe(2);
    });

    test("is held open for a transaction, and not once it has ended", async () => {
      const link = await newLink(one, tenant);
      expect(await one.transaction((tx) => tx.tenant(tenant.id).links.hold(link.id))).toEqual(link);
      await tenant.links.end(link.id, { status: "cancelled" });
      expect(await one.transaction((tx) => tx.tenant(tenant.id).links.hold(link.id))).toBeUndefined();
    });

    test("has all that it sealed shredded, its flows' too, and nothing of another", async () => {
      const [link, other] = [await newLink(one, tenant), await newLink(one, tenant)];
      const owners = await Promise.all(
        [link, other].map(async ({ id }) => {
          const flow = await tenant.flows.create(flowOf(id, now));
          const places = [
            { ownerKind: "link", owner: id },
            { ownerKind: "flow", owner: id },
            { ownerKind: "flow", owner: flow.id },
            { ownerKind: "connection", owner: id },
          ] as const;
          await tenant.sealed.put(places.map((p) => sealedAt({ tenant: tenant.id, ...p, field: "a", version: 1 })));
          return places;
        }),
      );
      await tenant.sealed.removeOfLink(link.id);
      const left = owners.map((places) =>
        Promise.all(places.map(({ ownerKind, owner }) => tenant.sealed.fields(ownerKind, owner))),
      );
      expect(await Promise.all(left)).toEqual([
        [[], [], [], ["a"]],
        [["a"], ["a"], ["a"], ["a"]],
      ]);
    });

    test("has its consent taken up once and ended once", async () => {
      const { id: link } = await newLink(one, tenant);
      const flow = await tenant.flows.create(flowOf(link, now));
      const took = await Promise.all(
        [one, open.other, one].map((store) => store.tenant(tenant.id).flows.take(flow.id)),
      );
      expect(took.filter((taken) => taken !== undefined)).toHaveLength(1);
      expect(await tenant.flows.end(flow.id, { status: "granted" })).toMatchObject({ status: "granted" });
      expect(await tenant.flows.end(flow.id, { status: "failed" })).toBeUndefined();
    });

    test("has its provider asked about a code by one at a time, and not before it is due", async () => {
      const { id: link } = await newLink(one, tenant);
      const flow = await tenant.flows.create({ ...flowOf(link, now), mode: "code", pollAt: now + 5, pollEvery: 5 });
      const { flows } = tenant;
      expect(await flows.poll(flow.id, now + 90)).toBeUndefined();
      now += 5;
      const turns = [one, open.other, one].map((store) => store.tenant(tenant.id).flows.poll(flow.id, now + 90));
      expect((await Promise.all(turns)).filter((turn) => turn !== undefined)).toMatchObject([{ pollEvery: 5 }]);
      await flows.pollAgain(flow.id, { at: now, every: 10 });
      expect(await flows.poll(flow.id, now + 90)).toMatchObject({ pollEvery: 10 });
      await flows.pollAgain(flow.id, { at: now, every: 10 });
      await flows.end(flow.id, { status: "granted" });
      expect(await flows.poll(flow.id, now + 90)).toBeUndefined();
    });
  });
