import { describe, expect, it } from "vitest";
import { SystemFile, type System } from "#contract";
import { callbackUrl, contextOf } from "../../server/methods/consent.js";
import { loopbackFetch } from "../real/ground/loopbackFetch.js";
import { whileRunning } from "../real/ground/whileRunning.js";
import { startOAuth1 } from "../real/oauth1.js";
import { climb, factsOf } from "./climb.fixture.js";
import { consentAt, publicUrl, tenant } from "./consent.fixture.js";

const provider = whileRunning(() =>
  startOAuth1({ callbacks: [callbackUrl(publicUrl, contextOf(tenant, "three-legs"))] }),
);

const question = (path: string) => ({
  question: { path },
  yes: [{ status: 200 }],
  no: [
    { when: { status: 401 }, cause: "credentials_wrong" },
    { when: { status: 403 }, cause: "permission_missing" },
  ],
});
const systemOf = (): System => ({
  ...SystemFile.parse({
    name: "Orders",
    vendor: "Plant",
    popularity: 1,
    summary: { en: "Orders" },
    proven: { level: "observed", on: "2026-11-26" },
    address: { kind: "fixed", url: provider().url, example: provider().url },
    methods: [
      {
        kind: "oauth1",
        legs: 3,
        signature: "HMAC-SHA1",
        requestTokenUrl: "{address}/oauth/request_token",
        authorizeUrl: "{address}/oauth/authorize?name=Plantwise",
        accessTokenUrl: "{address}/oauth/access_token",
        signIn: { ...question("/api/me"), facts: { identity: { at: "/name" } } },
      },
    ],
    reads: { purchaseOrders: { ...question("/api/purchase-orders"), facts: { count: { at: "/count" } } } },
    sources: [{ url: "https://www.rfc-editor.org/rfc/rfc5849.html", read: "2026-11-26" }],
  }),
  id: "three-legs",
  category: "erp",
});

describe("three legs at a real provider", () => {
  const { begun, callback, state, kept, start } = consentAt(systemOf, () => provider().url);
  const entered = () => ({ consumerKey: provider().consumer.key, consumerSecret: provider().consumer.secret });
  /** The person at the provider's page; where the browser is sent to afterwards. */
  const press = async (location: string, form: Record<string, string>) => {
    const page = await (await loopbackFetch(location)).text();
    const token = /name="oauth_token" value="([^"]+)"/.exec(page)?.[1] ?? "";
    const answer = await loopbackFetch(`${provider().url}/oauth/authorize`, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ oauth_token: token, ...form }),
    });
    return new URL(answer.headers.get("location")!).search;
  };
  const allow = (location: string, as: "anna" | "carl") => {
    const { user, password } = provider().accounts[as];
    return press(location, { name: user, password, press: "allow" });
  };

  it("is granted, once, and leads to a connection that reads", async () => {
    const { flow, location, cookie } = await begun(entered());
    expect(location).toContain("/oauth/authorize?name=Plantwise&oauth_token=");
    const search = await allow(location, "anna");
    const both = await Promise.all([1, 2].map(() => callback({ search, cookie })));
    expect(both).toMatchObject([{ outcome: "granted" }, { outcome: "granted" }]);
    expect(await state(flow)).toEqual({ status: "granted", cause: null });
    const values = (await kept())!;
    const ran = await climb(systemOf(), "oauth1", values, { data: ["purchaseOrders"] });
    expect(ran.story.at(-1)).toBe("connected");
    expect(ran.identity).toBe("anna");
    expect(factsOf(ran, "read")).toEqual(["count: 3"]);
    for (const name of ["tokenSecret", "consumerSecret"]) {
      expect(JSON.stringify(ran.lines)).not.toContain(values[name]);
    }
  });

  it("says that consent is over where the token is none any more", async () => {
    const { flow, location, cookie } = await begun(entered());
    await callback({ search: await allow(location, "anna"), cookie });
    expect((await state(flow))!.status).toBe("granted");
    const dead = { ...(await kept())!, tokenId: "withdrawn" };
    expect((await climb(systemOf(), "oauth1", dead)).line).toMatchObject({ cause: "consent_expired" });
  });

  it("connects with a warning who may not read purchase orders", async () => {
    const { location, cookie } = await begun(entered());
    await callback({ search: await allow(location, "carl"), cookie });
    const ran = await climb(systemOf(), "oauth1", (await kept())!, { data: ["purchaseOrders"] });
    expect(ran.line).toMatchObject({ outcome: "warnings", warnings: [{ cause: "permission_missing" }] });
  });

  it("is refused: they said no", async () => {
    const { flow, location, cookie } = await begun(entered());
    const search = await press(location, { press: "refuse" });
    expect(await callback({ search, cookie })).toMatchObject({ outcome: "failed", cause: "consent_refused" });
    expect(await state(flow)).toEqual({ status: "failed", cause: "consent_refused" });
  });

  it("cannot be finished by another browser, with another's token, or with a verifier that was made up", async () => {
    const [mine, others] = [await begun(entered()), await begun(entered())];
    const search = await allow(mine.location, "anna");
    expect(await callback({ search, cookie: undefined })).toMatchObject({ fault: "browser_mismatch" });
    expect(await callback({ search, cookie: others.cookie })).toMatchObject({ fault: "state_unknown" });
    expect(await callback({ search: `${search}&oauth_verifier=x`, cookie: mine.cookie })).toMatchObject({
      fault: "duplicate_parameter",
    });
    expect(await state(mine.flow)).toEqual({ status: "waiting", cause: null });
    const madeUp = new URLSearchParams(search);
    madeUp.set("oauth_verifier", "made-up");
    expect(await callback({ search: `?${madeUp}`, cookie: mine.cookie })).toMatchObject({ outcome: "failed" });
  });

  it.each([
    ["consumerSecret", "wrong", "credentials_wrong"],
    ["consumerKey", "wrong", "credentials_wrong"],
  ])("blames the application's %s before anybody is sent away", async (name, value, cause) => {
    const { flow } = await start({ ...entered(), [name]: value });
    expect(await state(flow)).toEqual({ status: "failed", cause });
  });
});
