import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SystemFile, type MethodUseOf, type System } from "#contract";
import { askAboutCode } from "../../server/methods/awaitCode.js";
import { consentCallback } from "../../server/methods/callback.js";
import { claimConsent } from "../../server/methods/claim.js";
import { callbackUrl, contextOf, readConsent, startConsent, type ConsentHouse } from "../../server/methods/consent.js";
import { consentValues } from "../../server/methods/consentValues.js";
import { openStore } from "../../server/store/open.js";
import type { Store } from "../../server/store/store.js";
import { createVault } from "../../server/vault/vault.js";
import { walk, type Visitor } from "../real/oidc/walk.fixture.js";
import { whileRunning } from "../real/ground/whileRunning.js";
import { startOidcProvider } from "../real/oidcProvider.js";
import { climb, factsOf, net } from "./climb.fixture.js";

const publicUrl = "http://gangway.localhost";
const tenant = "ten_1";
const provider = whileRunning(() =>
  startOidcProvider({ redirectUris: [callbackUrl(publicUrl, contextOf(tenant, "orders"))] }),
);

const systemOf = (grant: "code" | "device" | "clientCredentials"): System => ({
  ...SystemFile.parse({
    name: "Orders",
    vendor: "Plant",
    popularity: 1,
    summary: { en: "Orders" },
    proven: { level: "observed", on: "2026-11-24" },
    address: { kind: "fixed", url: provider().url, example: provider().url },
    methods: [
      {
        kind: "oauth2",
        grant,
        issuer: "{address}",
        client: "person",
        ...(grant === "device" && { clientAuth: "none" }),
        scopes:
          grant !== "clientCredentials" ? ["openid", "offline_access", provider().orderScope] : [provider().orderScope],
        authorizeParams: { prompt: "consent" },
        ...(grant === "clientCredentials" && {
          signIn: { question: { path: "/api/purchase-orders" }, yes: [{ status: 200 }], no: [] },
        }),
      },
    ],
    reads: {
      purchaseOrders: {
        question: { path: "/api/purchase-orders" },
        yes: [{ status: 200 }],
        no: [],
        facts: { count: { at: "/count" } },
      },
    },
    sources: [{ url: "package:oidc-provider@9.13.3", read: "2026-11-24" }],
  }),
  id: "orders",
  category: "erp",
});

describe("consent at a real provider", () => {
  let store: Store;
  let house: ConsentHouse;
  let link: string;
  let ahead = 0;
  beforeAll(async () => {
    store = await openStore({ folder: ":memory:", now: () => Date.now() + ahead });
    await store.tenants.add({ id: tenant, name: "Plant" });
    link = (
      await store.tenant(tenant).links.create({ endUser: { id: "u", name: null }, expiresAt: Date.now() + 3_600_000 })
    ).id;
    const vault = createVault({ keys: [{ id: "k1", key: randomBytes(32) }] });
    house = {
      store,
      net,
      settings: { roots: [], oauth: {}, inputs: {} },
      publicUrl,
      system: () => systemOf("code"),
      seal: (owner, values) =>
        Object.entries(values).map(([field, value]) => vault.seal({ ...owner, field, version: 1 }, value)),
      open: (sealed) => Object.fromEntries(sealed.map((one) => [one.field, vault.open(one).reveal()])),
    };
  });
  afterAll(() => store.close());

  const entered = () => ({ clientId: provider().clients.code.id, clientSecret: provider().clients.code.secret });
  const start = () => {
    const system = systemOf("code");
    return startConsent(house, {
      tenant,
      link,
      system,
      use: system.methods[0] as MethodUseOf<"oauth2">,
      method: "oauth2",
      values: entered(),
      open: { clientId: entered().clientId },
      address: provider().url,
      trust: undefined,
      mode: "popup",
      origin: null,
    });
  };
  const begun = async () => {
    const { flow, startSecret, startUrl } = (await start())!;
    expect(startUrl).toBe(`${publicUrl}/popup`);
    const claimed = await claimConsent(house, startSecret, publicUrl);
    return {
      flow,
      startSecret,
      location: claimed!.location,
      cookie: `${claimed!.cookie!.name}=${claimed!.cookie!.value}`,
    };
  };
  const agree = async (location: string, as: "anna" | "carl", how: Partial<Visitor> = {}) => {
    const { user, password } = provider().accounts[as];
    const { leftTo } = await walk(location, { login: user, password, ...how });
    return new URL(leftTo!).search;
  };
  const context = contextOf(tenant, "orders");
  const state = (flow: string) => readConsent(house, { tenant, link, flow });
  const kept = () =>
    consentValues(house, { tenant, link, system: "orders", method: "oauth2", address: provider().url });

  it("is granted, once, and leads to a connection that reads", async () => {
    const { flow, location, cookie, startSecret } = await begun();
    expect(await claimConsent(house, startSecret, publicUrl)).toBeUndefined();
    expect(await state(flow)).toEqual({ status: "waiting", cause: null });
    const search = await agree(location, "anna");
    const [one, other] = await Promise.all([1, 2].map(() => consentCallback(house, { context, search, cookie })));
    const granted = { outcome: "granted", location: `${publicUrl}/popup/done` };
    expect([one, other]).toMatchObject([granted, granted]);
    expect(await state(flow)).toEqual({ status: "granted", cause: null });
    expect(await store.tenant(tenant).sealed.fields("flow", flow)).toEqual([]);

    const values = (await kept())!;
    const ran = await climb(systemOf("code"), "oauth2", values, { data: ["purchaseOrders"] });
    expect(ran.story.at(-1)).toBe("connected");
    expect(ran.identity).toBe("anna@plant.example");
    expect(factsOf(ran, "read")).toEqual(["count: 3"]);
    expect(JSON.stringify(ran.lines)).not.toContain(values["accessToken"]);
  });

  it("renews a token that is over, and keeps the new one before it is used", async () => {
    const before = (await kept())!;
    const renewed: Record<string, string>[] = [];
    const over = { ...before, expiresAt: String(Date.now() - 1000) };
    const ran = await climb(systemOf("code"), "oauth2", over, { keep: async (values) => void renewed.push(values) });
    expect(ran.story.at(-1)).toBe("connected");
    expect(renewed).toHaveLength(1);
    expect(renewed[0]!["refreshToken"]).not.toBe(before["refreshToken"]);
  });

  it("says that consent is over where the grant is dead", async () => {
    const dead = { ...(await kept())!, accessToken: "x", refreshToken: "dead", expiresAt: "1" };
    const ran = await climb(systemOf("code"), "oauth2", dead);
    expect(ran.line).toMatchObject({ outcome: "failed", cause: "consent_expired" });
  });

  it("is refused: they said no", async () => {
    const { flow, location, cookie } = await begun();
    const search = await agree(location, "anna", { refuse: "consent" });
    expect(await consentCallback(house, { context, search, cookie })).toMatchObject({
      outcome: "failed",
      cause: "consent_refused",
    });
    expect(await state(flow)).toEqual({ status: "failed", cause: "consent_refused" });
  });

  it("connects with a warning who may not read purchase orders", async () => {
    const { location, cookie } = await begun();
    await consentCallback(house, { context, search: await agree(location, "carl"), cookie });
    const ran = await climb(systemOf("code"), "oauth2", (await kept())!, { data: ["purchaseOrders"] });
    expect(ran.line).toMatchObject({
      outcome: "warnings",
      warnings: [{ cause: "scope_missing", dataSet: "purchaseOrders" }],
    });
  });

  it("cannot be finished by another browser, on another path, with another state or from another issuer", async () => {
    const [mine, others] = [await begun(), await begun()];
    const search = await agree(mine.location, "anna");
    const changed = (change: Record<string, string | null>) => {
      const parameters = new URLSearchParams(search);
      for (const [name, value] of Object.entries(change)) {
        if (value === null) parameters.delete(name);
        else parameters.set(name, value);
      }
      return `?${parameters}`;
    };
    const call = (more: { context?: string; search?: string; cookie?: string | undefined }) =>
      consentCallback(house, { context, search, cookie: mine.cookie, ...more });
    const stateOf = (text: string) => new URL(text).searchParams.get("state")!;
    expect(await call({ cookie: undefined })).toEqual({ outcome: "rejected", fault: "browser_mismatch" });
    expect(await call({ cookie: others.cookie })).toEqual({ outcome: "rejected", fault: "state_unknown" });
    expect(await call({ context: contextOf("ten_2", "orders") })).toEqual({
      outcome: "rejected",
      fault: "context_mismatch",
    });
    expect(await call({ search: changed({ state: stateOf(others.location) }) })).toEqual({
      outcome: "rejected",
      fault: "state_unknown",
    });
    expect(await call({ search: changed({ state: null }) })).toEqual({ outcome: "rejected", fault: "state_missing" });
    expect(await call({ search: `${search}&code=x` })).toEqual({ outcome: "rejected", fault: "duplicate_parameter" });
    expect(await call({ search: changed({ iss: null }) })).toEqual({ outcome: "rejected", fault: "issuer_missing" });
    expect(await call({ search: changed({ iss: "https://evil.example" }) })).toEqual({
      outcome: "rejected",
      fault: "issuer_mismatch",
    });
    expect(await call({ search: `?state=${"A".repeat(20_000)}` })).toEqual({ outcome: "rejected", fault: "too_long" });
    expect(await state(mine.flow)).toEqual({ status: "waiting", cause: null });
    expect(await call({})).toMatchObject({ outcome: "granted" });
  });

  it("has failed before it began where no provider answers, and nothing hangs", async () => {
    const system = systemOf("code");
    const started = await startConsent(house, {
      tenant,
      link,
      system,
      use: system.methods[0] as MethodUseOf<"oauth2">,
      method: "oauth2",
      values: entered(),
      open: {},
      address: `${provider().url}/nowhere`,
      trust: undefined,
      mode: "popup",
      origin: null,
    });
    expect(await claimConsent(house, started!.startSecret, publicUrl)).toMatchObject({
      cookie: null,
      location: `${publicUrl}/popup/done`,
    });
    expect((await state(started!.flow))?.status).toBe("failed");
  });

  it("is granted by a code that is entered at the provider, on whichever device", async () => {
    const system = systemOf("device");
    const code = async (how: Partial<Visitor>) => {
      const started = (await startConsent(house, {
        tenant,
        link,
        system,
        use: system.methods[0]!,
        method: "oauth2",
        values: { clientId: provider().clients.device.id },
        open: {},
        address: provider().url,
        trust: undefined,
        mode: "popup",
        origin: null,
      }))!;
      const ask = async () => {
        ahead += 6_000;
        await askAboutCode({ ...house, system: () => system }, { tenant, flow: started.flow });
        return state(started.flow);
      };
      const waiting = (await ask())!;
      expect(waiting).toMatchObject({ status: "waiting", code: { url: `${provider().url}/device` } });
      const { user, password } = provider().accounts.anna;
      const { page } = await walk(waiting.code!.url, {
        login: user,
        password,
        userCode: waiting.code!.userCode,
        ...how,
      });
      return { page, now: await ask() };
    };
    const refused = await code({ refuse: "code" });
    expect(refused.now).toEqual({ status: "failed", cause: "consent_refused" });
    const { page, now } = await code({});
    expect(page).toContain("You have signed in");
    expect(now).toEqual({ status: "granted", cause: null });
    const ran = await climb(system, "oauth2", (await kept())!, { data: ["purchaseOrders"] });
    expect(ran.story.at(-1)).toBe("connected");
    expect(ran.identity).toBe("anna@plant.example");
  });

  it("signs an application in by its own credentials", async () => {
    const { id, secret } = provider().clients.machine;
    const ran = await climb(
      systemOf("clientCredentials"),
      "oauth2",
      { clientId: id, clientSecret: secret },
      { data: ["purchaseOrders"] },
    );
    expect(ran.story.at(-1)).toBe("connected");
    const wrong = await climb(systemOf("clientCredentials"), "oauth2", { clientId: id, clientSecret: "wrong-secret" });
    expect(wrong.line).toMatchObject({ outcome: "failed", cause: "credentials_wrong", field: "clientSecret" });
  });
});
