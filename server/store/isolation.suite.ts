import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store, TenantStore } from "./store.js";
import {
  connectionOf,
  draftOf,
  type EngineUnderTest,
  flowOf,
  type FullTenant,
  fullTenant,
  hash,
  minute,
  newTenant,
} from "./world.fixture.js";

type Try = (stranger: TenantStore, theirs: FullTenant) => Promise<unknown>;
const nothing = undefined;
const emptyPage = { items: [], next: null };
/** The database itself refuses it: a foreign key holds the tenant. */
const refused = Symbol("refused");
/** It goes into the stranger's own space, whatever the other has there. */
const own = Symbol("own");

/** Every method of every repository, tried by a stranger with the ids of another tenant; and what he gets. */
const tries: Record<string, [attempt: Try, answer: unknown]> = {
  "origins.add": [(s) => s.origins.add("https://stranger.example"), own],
  "origins.list": [(s) => s.origins.list(), ["https://stranger.example"]],
  "origins.remove": [(s) => s.origins.remove("https://host.example"), own],
  "keys.add": [(s) => s.keys.add({ hash: hash(), label: "stranger" }), own],
  "keys.list": [async (s, t) => (await s.keys.list()).filter(({ id }) => id === t.key.id), []],
  "keys.revoke": [(s, t) => s.keys.revoke(t.key.id), false],
  "rules.put": [(s) => s.rules.put({ target: "10.0.0.0/8", ports: [] }), own],
  "rules.list": [(s) => s.rules.list(), [{ target: "10.0.0.0/8", ports: [] }]],
  "rules.remove": [(s) => s.rules.remove("10.0.0.0/8"), own],
  "endpoints.add": [(s) => s.endpoints.add({ url: "https://stranger.example" }), own],
  "endpoints.get": [(s, t) => s.endpoints.get(t.endpoint.id), nothing],
  "endpoints.list": [async (s) => (await s.endpoints.list()).map(({ url }) => url), ["https://stranger.example"]],
  "endpoints.disable": [(s, t) => s.endpoints.disable(t.endpoint.id, "gone"), false],
  "endpoints.enable": [(s, t) => s.endpoints.enable(t.endpoint.id), false],
  "endpoints.remove": [(s, t) => s.endpoints.remove(t.endpoint.id), false],
  "links.create": [(s) => s.links.create({ endUser: { id: "x", name: null }, expiresAt: 1 }), own],
  "links.mint": [
    (s, t) => s.links.mint({ endUser: t.link.endUser, expiresAt: 1 }, { hash: hash(), expiresAt: 1 }),
    own,
  ],
  "links.get": [(s, t) => s.links.get(t.link.id), nothing],
  "links.findOpen": [(s, t) => s.links.findOpen(t.link.endUser.id, null), nothing],
  "links.update": [(s, t) => s.links.update(t.link.id, { metadata: { taken: "yes" } }), nothing],
  "links.saveProgress": [
    (s, t) => s.links.saveProgress(t.link.id, { step: "stuck", system: "x", method: "x", values: {} }),
    nothing,
  ],
  "links.hold": [(s, t) => s.links.hold(t.link.id), nothing],
  "links.end": [(s, t) => s.links.end(t.link.id, { status: "cancelled" }), nothing],
  "tokens.addLink": [(s, t) => s.tokens.addLink({ hash: hash(), link: t.link.id, expiresAt: 1 }), refused],
  "tokens.addResumeCookie": [
    (s, t) => s.tokens.addResumeCookie({ hash: hash(), link: t.link.id, origin: null, expiresAt: 1 }),
    refused,
  ],
  "tokens.addSession": [(s, t) => s.tokens.addSession({ ...t.session, hash: hash() }), refused],
  "tokens.slideSession": [(s, t) => s.tokens.slideSession(t.session.hash, t.session.endsAt), false],
  "tokens.revokeSessions": [(s, t) => s.tokens.revokeSessions(t.link.id), own],
  "tokens.addPublic": [
    (s, t) => s.tokens.addPublic({ hash: hash(), connection: t.connection.id, expiresAt: 1 }),
    refused,
  ],
  "tokens.usePublicOf": [(s, t) => s.tokens.usePublicOf(t.connection.id), false],
  "tokens.usePublic": [(s, t) => s.tokens.usePublic(t.publicToken), { state: "unknown" }],
  "tokens.addAccess": [(s, t) => s.tokens.addAccess({ hash: hash(), connection: t.connection.id }), refused],
  "tokens.revokeAccess": [(s, t) => s.tokens.revokeAccess(t.connection.id), own],
  "flows.create": [(s, t) => s.flows.create(flowOf(t.link.id, 1)), refused],
  "flows.get": [(s, t) => s.flows.get(t.flow.id), nothing],
  "flows.newest": [(s, t) => s.flows.newest(t.link.id), nothing],
  "flows.poll": [(s, t) => s.flows.poll(t.flow.id, 1), nothing],
  "flows.pollAgain": [(s, t) => s.flows.pollAgain(t.flow.id, { at: 1, every: 1 }), nothing],
  "flows.take": [(s, t) => s.flows.take(t.flow.id), nothing],
  "flows.end": [(s, t) => s.flows.end(t.flow.id, { status: "failed" }), nothing],
  "drafts.put": [(s, t) => s.drafts.put(draftOf(t.link.id)), refused],
  "drafts.get": [(s, t) => s.drafts.get(t.link.id), nothing],
  "drafts.remove": [(s, t) => s.drafts.remove(t.link.id), own],
  "runs.start": [(s, t) => s.runs.start({ link: t.link.id, system: "x", method: "x", host: null }), refused],
  "runs.end": [(s, t) => s.runs.end(t.run.id, { outcome: "failed" }), nothing],
  "runs.get": [(s, t) => s.runs.get(t.run.id), nothing],
  "runs.ofLink": [(s, t) => s.runs.ofLink(t.link.id, 0), []],
  "runs.inFlight": [(s) => s.runs.inFlight(0), 0],
  "sealed.put": [(s, t) => s.sealed.put([t.sealed]), refused],
  "sealed.get": [(s, t) => s.sealed.get("connection", t.connection.id, "password"), nothing],
  "sealed.list": [(s, t) => s.sealed.list("connection", t.connection.id), []],
  "sealed.fields": [(s, t) => s.sealed.fields("connection", t.connection.id), []],
  "sealed.remove": [(s, t) => s.sealed.remove("connection", t.connection.id), own],
  "sealed.removeOfLink": [(s, t) => s.sealed.removeOfLink(t.link.id), own],
  "sealed.rewrap": [(s, t) => s.sealed.rewrap(t.sealed, { ...t.sealed, keyId: "stranger" }), false],
  "connections.create": [(s, t) => s.connections.create(connectionOf(t.link.id)), refused],
  "connections.get": [(s, t) => s.connections.get(t.connection.id), nothing],
  "connections.list": [(s) => s.connections.list({ endUser: "anna" }), emptyPage],
  "connections.update": [(s, t) => s.connections.update(t.connection.id, { status: "healthy" }), nothing],
  "connections.remove": [(s, t) => s.connections.remove(t.connection.id), nothing],
  "renewals.hold": [(s, t) => s.renewals.hold(t.connection.id, minute), nothing],
  "renewals.release": [(s, t) => s.renewals.release(t.connection.id, "lease_1"), own],
  "renewals.plan": [(s, t) => s.renewals.plan(t.connection.id, 1), own],
  "renewals.again": [(s, t) => s.renewals.again(t.connection.id, 1), own],
  "events.add": [
    async (s, t) =>
      (await s.events.add({ type: "link.ended", subject: t.link.id, version: 1, data: {} })).tenant === s.id,
    true,
  ],
  "events.get": [(s, t) => s.events.get(t.event.id), nothing],
  "events.list": [async (s, t) => (await s.events.list({})).items.filter(({ id }) => id === t.event.id), []],
  "deliveries.list": [
    async (s, t) => (await s.deliveries.list({})).items.filter(({ endpoint }) => endpoint === t.endpoint.id),
    [],
  ],
  "deliveries.get": [(s, t) => s.deliveries.get(t.delivery.id), nothing],
  "deliveries.delivered": [
    (s, t) => s.deliveries.delivered({ id: t.delivery.id, lease: "l" }, { status: 200, cause: null }),
    false,
  ],
  "deliveries.retry": [
    (s, t) =>
      s.deliveries.retry({ id: t.delivery.id, lease: "l" }, { status: 500, cause: "server_error", nextAttemptAt: 1 }),
    false,
  ],
  "deliveries.dead": [
    (s, t) => s.deliveries.dead({ id: t.delivery.id, lease: "l" }, { status: 410, cause: "gone" }),
    false,
  ],
  "deliveries.replay": [(s, t) => s.deliveries.replay({ ids: [t.event.id] }), 0],
  "requestedSystems.add": [(s, t) => s.requestedSystems.add({ link: t.link.id, name: "Mine", address: null }), refused],
  "requestedSystems.list": [(s) => s.requestedSystems.list({}), emptyPage],
  "idempotency.begin": [async (s, t) => (await s.idempotency.begin(t.idempotency)).state, "new"],
  "idempotency.finish": [(s, t) => s.idempotency.finish(t.idempotency, { status: 201, answer: t.sealed }), refused],
  "idempotency.abandon": [(s, t) => s.idempotency.abandon(t.idempotency), own],
  "audit.add": [(s) => s.audit.add({ actor: "operator", action: "tried", subject: "x" }), own],
  "audit.list": [async (s) => (await s.audit.list({})).items.map(({ action }) => action), ["tried"]],
};

/** All that a tenant can see of its own. */
const everything = async (store: Store, { tenant: t, ...theirs }: FullTenant) => [
  await t.origins.list(),
  await t.keys.list(),
  await t.rules.list(),
  await t.endpoints.list(),
  await t.links.get(theirs.link.id),
  await store.lookup.session(theirs.session.hash),
  await store.lookup.accessToken(theirs.accessToken),
  await t.flows.get(theirs.flow.id),
  await t.drafts.get(theirs.link.id),
  await t.runs.get(theirs.run.id),
  await t.sealed.list("connection", theirs.connection.id),
  await t.connections.list({}),
  await t.events.list({}),
  await t.deliveries.list({}),
  await t.requestedSystems.list({}),
  await t.idempotency.begin(theirs.idempotency),
  await t.audit.list({}),
];

/** No method of a tenant's repositories sees or changes what is another's. */
export const isolationSuite = (engine: EngineUnderTest) =>
  describe("a tenant's space", () => {
    let open: Awaited<ReturnType<EngineUnderTest["fresh"]>>;
    let theirs: FullTenant;
    let stranger: TenantStore;
    beforeAll(async () => {
      open = await engine.fresh(() => 1_800_000_000_000 + minute);
      theirs = await fullTenant(open.one);
      stranger = await newTenant(open.one);
    });
    afterAll(() => open.close());

    test("has every method tried", () => {
      const methods = Object.entries(stranger).flatMap(([name, repository]) =>
        typeof repository === "object" ? Object.keys(repository).map((method) => `${name}.${method}`) : [],
      );
      expect(Object.keys(tries).sort()).toEqual(methods.sort());
    });

    test.each(Object.entries(tries))("is closed to a stranger's %s", async (_name, [attempt, answer]) => {
      const before = await everything(open.one, theirs);
      const got = await attempt(stranger, theirs).catch(() => refused);
      if (answer === own) expect(got).not.toBe(refused);
      else expect(got).toEqual(answer);
      expect(await everything(open.one, theirs)).toEqual(before);
      expect(await open.one.tenants.get(theirs.tenant.id)).toBeDefined();
    });
  });
