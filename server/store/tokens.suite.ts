import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store, TenantStore } from "./store.js";
import { connectionOf, type EngineUnderTest, flowOf, hash, minute, newLink, newTenant } from "./world.fixture.js";

const start = 1_800_000_000_000;

/** One-time tokens, raced for by many at once on two instances. */
export const tokensSuite = (engine: EngineUnderTest) =>
  describe("a token", () => {
    let now = start;
    let open: Awaited<ReturnType<EngineUnderTest["fresh"]>>;
    let one: Store;
    let tenant: TenantStore;
    let link: string;
    beforeAll(async () => {
      open = await engine.fresh(() => now);
      one = open.one;
      tenant = await newTenant(one);
      link = (await newLink(one, tenant)).id;
    });
    afterAll(() => open.close());

    const raced = async (use: (store: Store) => Promise<{ state: string }>) => {
      const tries = Array.from({ length: 20 }, (_, n) => use(n % 2 ? open.other : one));
      return (await Promise.all(tries)).map(({ state }) => state).sort();
    };
    const onlyOne = ["ok", ...Array<string>(19).fill("used")].sort();

    test("of a link opens once, however many try at once", async () => {
      const token = { hash: hash(), link, expiresAt: now + minute };
      await tenant.tokens.addLink(token);
      expect((await one.lookup.linkToken(token.hash)).state).toBe("ok");
      expect(await raced((store) => store.lookup.useLinkToken(token.hash))).toEqual(onlyOne);
      expect((await one.lookup.linkToken(token.hash)).state).toBe("used");
    });

    test("that is public is exchanged once, however many try at once", async () => {
      const connection = await tenant.connections.create(connectionOf(link));
      const token = { hash: hash(), connection: connection.id, expiresAt: now + minute };
      await tenant.tokens.addPublic(token);
      expect(await raced((store) => store.tenant(tenant.id).tokens.usePublic(token.hash))).toEqual(onlyOne);
    });

    test("for resuming works once and keeps the origin", async () => {
      const cookie = { hash: hash(), link, origin: "https://host.example", expiresAt: now + minute };
      await tenant.tokens.addResumeCookie(cookie);
      expect(await one.lookup.useResumeCookie(cookie.hash)).toMatchObject({ state: "ok", token: cookie });
      expect(await one.lookup.useResumeCookie(cookie.hash)).toEqual({ state: "used" });
    });

    test("to start a flow works once and leaves its cookie", async () => {
      const flow = await tenant.flows.create(flowOf(link, now));
      const cookie = hash();
      expect(await raced((store) => store.lookup.startFlow(flow.startSecretHash, cookie))).toEqual(onlyOne);
      expect(await one.lookup.flowByCookie(cookie)).toMatchObject({ id: flow.id, startedAt: now, status: "waiting" });
    });

    test("that nobody made is unknown, and one that is late has expired", async () => {
      const late = { hash: hash(), link, expiresAt: now };
      await tenant.tokens.addLink(late);
      expect(await one.lookup.useLinkToken(late.hash)).toEqual({ state: "expired" });
      expect(await one.lookup.useLinkToken(hash())).toEqual({ state: "unknown" });
      expect(await one.lookup.useLinkToken("\0'\ud800")).toEqual({ state: "unknown" });
    });

    test("of a session slides, but never beyond its end", async () => {
      const session = { hash: hash(), link, origin: null, expiresAt: now + 30 * minute, endsAt: now + 40 * minute };
      await tenant.tokens.addSession(session);
      now += 20 * minute;
      expect(await tenant.tokens.slideSession(session.hash, now + 30 * minute)).toBe(true);
      expect(await one.lookup.session(session.hash)).toMatchObject({ expiresAt: session.endsAt });
      now += 20 * minute;
      expect(await one.lookup.session(session.hash)).toBeUndefined();
      expect(await tenant.tokens.slideSession(session.hash, now + minute)).toBe(false);
    });

    test("that is revoked opens nothing", async () => {
      const session = { hash: hash(), link, origin: null, expiresAt: now + minute, endsAt: now + minute };
      await tenant.tokens.addSession(session);
      await tenant.tokens.revokeSessions(link);
      expect(await one.lookup.session(session.hash)).toBeUndefined();

      const connection = await tenant.connections.create(connectionOf(link));
      const access = { hash: hash(), connection: connection.id };
      await tenant.tokens.addAccess(access);
      expect(await one.lookup.accessToken(access.hash)).toMatchObject({ tenant: tenant.id, ...access });
      await tenant.tokens.revokeAccess(connection.id);
      expect(await one.lookup.accessToken(access.hash)).toBeUndefined();

      const key = await tenant.keys.add({ hash: hash(), label: "ci" });
      expect(await one.lookup.key(key.hash)).toEqual(key);
      expect(await tenant.keys.revoke(key.id)).toBe(true);
      expect(await tenant.keys.revoke(key.id)).toBe(false);
      expect(await one.lookup.key(key.hash)).toBeUndefined();
    });
  });
