import { afterEach, describe, expect, it } from "vitest";
import { SystemFile, type System } from "#contract";
import { askAboutCode } from "../../server/methods/awaitCode.js";
import { claimConsent } from "../../server/methods/claim.js";
import { callbackUrl, contextOf } from "../../server/methods/consent.js";
import { walk, type Visitor } from "../real/oidc/walk.fixture.js";
import { whileRunning } from "../real/ground/whileRunning.js";
import { startOidcProvider } from "../real/oidcProvider.js";
import { climb, factsOf } from "./climb.fixture.js";
import { consentAt, publicUrl, tenant } from "./consent.fixture.js";

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
  let grant: "code" | "device" = "code";
  const { clock, house, start, begun, callback, state, kept } = consentAt(
    () => systemOf(grant),
    () => provider().url,
  );
  afterEach(() => (grant = "code"));
  const entered = () => ({ clientId: provider().clients.code.id, clientSecret: provider().clients.code.secret });
  const agree = async (location: string, as: "anna" | "carl", how: Partial<Visitor> = {}) => {
    const { user, password } = provider().accounts[as];
    const { leftTo } = await walk(location, { login: user, password, ...how });
    return new URL(leftTo!).search;
  };

  it("is granted, once, and leads to a connection that reads", async () => {
    const { flow, location, cookie, startSecret, startUrl } = await begun(entered());
    expect(startUrl).toBe(`${publicUrl}/popup`);
    expect(await claimConsent(house(), startSecret, publicUrl)).toBeUndefined();
    expect(await state(flow)).toEqual({ status: "waiting", cause: null });
    const search = await agree(location, "anna");
    const [one, other] = await Promise.all([1, 2].map(() => callback({ search, cookie })));
    const granted = { outcome: "granted", location: `${publicUrl}/popup/done` };
    expect([one, other]).toMatchObject([granted, granted]);
    expect(await state(flow)).toEqual({ status: "granted", cause: null });
    expect(await house().store.tenant(tenant).sealed.fields("flow", flow)).toEqual([]);

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
    const { flow, location, cookie } = await begun(entered());
    const search = await agree(location, "anna", { refuse: "consent" });
    expect(await callback({ search, cookie })).toMatchObject({
      outcome: "failed",
      cause: "consent_refused",
    });
    expect(await state(flow)).toEqual({ status: "failed", cause: "consent_refused" });
  });

  it("connects with a warning who may not read purchase orders", async () => {
    const { location, cookie } = await begun(entered());
    await callback({ search: await agree(location, "carl"), cookie });
    const ran = await climb(systemOf("code"), "oauth2", (await kept())!, { data: ["purchaseOrders"] });
    expect(ran.line).toMatchObject({
      outcome: "warnings",
      warnings: [{ cause: "scope_missing", dataSet: "purchaseOrders" }],
    });
  });

  it("cannot be finished by another browser, on another path, with another state or from another issuer", async () => {
    const [mine, others] = [await begun(entered()), await begun(entered())];
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
      callback({ search, cookie: mine.cookie, ...more });
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
    const started = await start(entered(), { address: `${provider().url}/nowhere` });
    expect(await claimConsent(house(), started.startSecret, publicUrl)).toMatchObject({
      cookie: null,
      location: `${publicUrl}/popup/done`,
    });
    expect((await state(started.flow))?.status).toBe("failed");
  });

  it("is granted by a code that is entered at the provider, on whichever device", async () => {
    grant = "device";
    const code = async (how: Partial<Visitor>) => {
      const started = await start({ clientId: provider().clients.device.id });
      const ask = async () => {
        clock.ahead += 6_000;
        await askAboutCode(house(), { tenant, flow: started.flow });
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
    const ran = await climb(systemOf("device"), "oauth2", (await kept())!, { data: ["purchaseOrders"] });
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
