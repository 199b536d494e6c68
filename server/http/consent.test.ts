import { createHmac } from "node:crypto";
import { createServer, type Server as HttpServer } from "node:http";
import { type AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SystemFile, type System } from "#contract";
import { hostOrigin, publicUrl, startTrial, type Trial } from "../trial.setup.js";

/** The browser's way through consent, over HTTP; the provider is pretended, its token answer too. */
let trial: Trial;
let provider: HttpServer;
let session: string;
/** How often the provider was asked for a token. */
let asked = 0;

beforeAll(async () => {
  provider = createServer((_request, response) => {
    asked++;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ access_token: "at", token_type: "bearer", expires_in: 3600 }));
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => provider.once("listening", resolve));
  const { port } = provider.address() as AddressInfo;
  trial = await startTrial({
    systems: [
      pretendSystem(`http://127.0.0.1:${port}`),
      // Its endpoints have to be found first, and nobody is there to ask.
      { ...pretendSystem("http://127.0.0.1:1", "http://127.0.0.1:1"), id: "away" },
      { ...pretendSystem(`http://127.0.0.1:${port}`, undefined, signing), id: "signing" },
    ],
    env: {
      GANGWAY_ALLOW: `127.0.0.1:${port},127.0.0.1:1`,
      GANGWAY_OAUTH_PRETEND_CLIENT_ID: "gangway",
      GANGWAY_OAUTH_AWAY_CLIENT_ID: "gangway",
    },
  });
  const minted = await trial.call("mintLink", { token: trial.key, body: { endUser: { id: "anna" } } });
  session = (await trial.call("openLink", { body: { token: minted.body.token, origin: hostOrigin } })).body.session;
});
afterAll(async () => {
  await trial.close();
  provider.close();
});

/** As shops do it that sign what they send back, and call the code by a name of their own. */
const signing = { client: "person", clientAuth: "post", codeParam: "shop_code", signedBy: "hmac" };

function pretendSystem(origin: string, issuer?: string, more: object = {}): System {
  const file = SystemFile.parse({
    name: "Pretend",
    vendor: "",
    popularity: 1,
    summary: { en: "Pretend" },
    proven: { level: "named", on: "2026-11-24" },
    address: { kind: "fixed", url: origin, example: origin },
    methods: [
      {
        kind: "oauth2",
        ...(issuer ? { issuer } : { authorizeUrl: `${origin}/authorize`, tokenUrl: `${origin}/token` }),
        clientAuth: "none",
        scopes: ["read"],
        ...more,
      },
    ],
    sources: [{ url: "https://www.rfc-editor.org/rfc/rfc6749.html", read: "2026-11-24" }],
  });
  return { ...file, id: "pretend", category: "generic" };
}

const authorize = (mode: "popup" | "redirect") =>
  trial.call("authorize", { token: session, body: { system: "pretend", method: "oauth2", values: {}, mode } });
const stateOf = async (flow: string) =>
  (await trial.call("readAuthorization", { token: session, params: { id: flow } })).body;
const start = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${trial.url}/popup/start`, {
    method: "POST",
    redirect: "manual",
    headers: { origin: publicUrl, "content-type": "application/x-www-form-urlencoded", ...headers },
    body,
  });
const cookieOf = (response: Response, name: string) =>
  response.headers
    .getSetCookie()
    .find((cookie) => cookie.startsWith(name) && !cookie.includes("Max-Age=0"))
    ?.split(";")[0] ?? "";
/** The provider sends the browser back. `fetch` cannot name another host: the server is asked as its proxy would. */
async function comeBack(location: string, cookie: string) {
  const { searchParams } = new URL(location);
  const back = new URL(searchParams.get("redirect_uri") ?? "");
  const url = `${back.pathname}?code=abc&state=${searchParams.get("state")}`;
  return trial.server.app.inject({ method: "GET", url, headers: { host: back.host, cookie } });
}

describe("in a popup", () => {
  it("goes to the provider and back, and the flow learns that it was granted", async () => {
    const { flow, startSecret, startUrl } = (await authorize("popup")).body;
    expect(startUrl).toBe(`${publicUrl}/popup`);
    const begun = await start(`secret=${startSecret}`);
    expect(begun.status).toBe(303);
    const cookie = cookieOf(begun, "__Host-gw-flow-");
    expect(begun.headers.getSetCookie().join()).toMatch(/HttpOnly; Secure; SameSite=Lax/);
    const back = await comeBack(begun.headers.get("location") ?? "", cookie);
    expect([back.statusCode, back.headers["location"]]).toEqual([303, `${publicUrl}/popup/done`]);
    expect(back.headers).toMatchObject({ "cache-control": "no-store", "referrer-policy": "no-referrer" });
    expect(await stateOf(flow)).toEqual({ status: "granted", cause: null });
  });

  it("400 without the cookie, and the flow waits on", async () => {
    const { startSecret } = (await authorize("popup")).body;
    const begun = await start(`secret=${startSecret}`);
    expect((await comeBack(begun.headers.get("location") ?? "", "")).statusCode).toBe(400);
  });
});

describe("at a provider that signs what it sends back", () => {
  const secret = "shop-secret-0123456789";
  const values = { clientId: "gangway", clientSecret: secret };
  async function begun() {
    const body = { system: "signing", method: "oauth2", values, mode: "popup" };
    const { flow, startSecret } = (await trial.call("authorize", { token: session, body })).body;
    const answer = await start(`secret=${startSecret}`);
    const location = new URL(answer.headers.get("location") ?? "");
    const back = new URL(location.searchParams.get("redirect_uri") ?? "");
    const cookie = cookieOf(answer, "__Host-gw-flow-");
    const text = `shop=acme&shop_code=abc&state=${location.searchParams.get("state")}`;
    const hmac = createHmac("sha256", secret).update(text).digest("hex");
    const comeBack = (search: string) =>
      trial.server.app.inject({
        method: "GET",
        url: `${back.pathname}?${search}`,
        headers: { host: back.host, cookie },
      });
    return { flow, text, hmac, comeBack };
  }

  it("what it signed is taken", async () => {
    const { flow, text, hmac, comeBack } = await begun();
    expect((await comeBack(`${text}&hmac=${hmac}`)).statusCode).toBe(303);
    expect(await stateOf(flow)).toEqual({ status: "granted", cause: null });
  });

  it("what it did not sign is turned away, and the flow waits on", async () => {
    const { flow, text, hmac, comeBack } = await begun();
    const before = asked;
    for (const search of [
      text,
      `${text}&hmac=${"0".repeat(64)}`,
      `${text.replace("acme", "other")}&hmac=${hmac}`,
      `${text}&shop_code=def&hmac=${hmac}`,
    ]) {
      expect((await comeBack(search)).statusCode).toBe(400);
    }
    expect(asked).toBe(before);
    expect((await comeBack(`${text}&hmac=${hmac}`)).statusCode).toBe(303);
    expect((await stateOf(flow)).status).toBe("granted");
  });
});

it("in a tab of its own, to which the host's own page posts the secret", async () => {
  const { startSecret } = (await authorize("popup")).body;
  const begun = await start(`secret=${startSecret}`, { origin: hostOrigin });
  expect(begun.status).toBe(303);
  const back = await comeBack(begun.headers.get("location") ?? "", cookieOf(begun, "__Host-gw-flow-"));
  expect(back.headers["location"]).toBe(`${publicUrl}/popup/done`);
});

it("as a whole page: the secret comes by cookie, and the page goes on where it was, once", async () => {
  const answered = await authorize("redirect");
  expect(answered.body.startUrl).toBe(`${publicUrl}/popup/page`);
  const cookie = answered.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const begun = await start("", { cookie });
  const back = await comeBack(begun.headers.get("location") ?? "", cookieOf(begun, "__Host-gw-flow-"));
  expect(back.headers["location"]).toBe(`${publicUrl}/connect`);
  const resume = String(back.headers["set-cookie"]).split(";")[0] ?? "";
  expect(resume).toMatch(/^__Host-gw_resume=/);
  const resumed = await trial.call("resumeLink", { body: {}, headers: { cookie: resume } });
  expect(resumed.body.link).toMatchObject({ status: "open", step: "authorize" });
  expect(resumed.body.consent).toMatchObject({ flow: answered.body.flow, status: "granted" });
  expect((await trial.call("resumeLink", { body: {}, headers: { cookie: resume } })).status).toBe(410);
});

it("as a whole page whose flow failed before it began: the page learns why, without having gone", async () => {
  const minted = await trial.call("mintLink", { token: trial.key, body: { endUser: { id: "carl" }, hosted: true } });
  const opened = await trial.call("openLink", { body: { token: minted.body.token, origin: null } });
  const reload = opened.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const body = { system: "away", method: "oauth2", values: {}, mode: "redirect" };
  const answered = await trial.call("authorize", { token: opened.body.session, body });
  const begun = await start("", { cookie: answered.headers.getSetCookie()[0]?.split(";")[0] ?? "" });
  expect(begun.headers.get("location")).toBe(`${publicUrl}/connect`);
  for (const cookie of [cookieOf(begun, "__Host-gw_resume"), reload]) {
    const { body } = await trial.call("resumeLink", { body: {}, headers: { cookie } });
    expect(body).toMatchObject({ link: { step: "authorize" }, consent: { status: "failed" } });
    expect(body.consent.cause).toMatch(/^connection_refused$|^unreachable$/);
  }
});

describe("a callback that does nothing, and lets nothing be learned from its address", () => {
  const back = async (change: { method?: "GET" | "POST" | "HEAD"; headers?: Record<string, string> }) => {
    const { flow, startSecret } = (await authorize("popup")).body;
    const begun = await start(`secret=${startSecret}`);
    const { searchParams } = new URL(begun.headers.get("location") ?? "");
    const { host, pathname } = new URL(searchParams.get("redirect_uri") ?? "");
    const { method = "GET", headers = {} } = change;
    const url = `${pathname}?code=abc&state=${searchParams.get("state")}`;
    const cookie = cookieOf(begun, "__Host-gw-flow-");
    const answer = await trial.server.app.inject({ method, url, headers: { host, cookie, ...headers } });
    const { status } = (await trial.store.tenant("acme").flows.get(flow)) ?? {};
    return { status: answer.statusCode, headers: answer.headers, flow: status };
  };
  const left = { "cache-control": "no-store", "referrer-policy": "no-referrer" };

  it.each([
    ["in a frame", { "sec-fetch-dest": "iframe" }],
    ["ahead of time", { "sec-purpose": "prefetch;prerender" }],
    ["as a preview", { purpose: "preview" }],
    ["at another host", { host: "evil.example" }],
  ])("400 %s", async (_, headers) =>
    expect(await back({ headers })).toMatchObject({ status: 400, headers: left, flow: "waiting" }),
  );
  it.each(["POST", "HEAD"] as const)("405 for %s", async (method) =>
    expect(await back({ method })).toMatchObject({ status: 405, headers: { ...left, allow: "GET" }, flow: "waiting" }),
  );
});

it("a callback of a link that has ended meanwhile asks the provider nothing, and has failed", async () => {
  const minted = await trial.call("mintLink", { token: trial.key, body: { endUser: { id: "dora" } } });
  const opened = await trial.call("openLink", { body: { token: minted.body.token, origin: hostOrigin } });
  const body = { system: "pretend", method: "oauth2", values: {}, mode: "popup" };
  const { flow, startSecret } = (await trial.call("authorize", { token: opened.body.session, body })).body;
  const begun = await start(`secret=${startSecret}`);
  await trial.call("cancelLink", { token: trial.key, params: { id: minted.body.id } });
  const before = asked;
  const back = await comeBack(begun.headers.get("location") ?? "", cookieOf(begun, "__Host-gw-flow-"));
  expect(back.headers["location"]).toBe(`${publicUrl}/popup/done`);
  const ended = { status: "failed", cause: "consent_expired" };
  expect(await trial.store.tenant("acme").flows.get(flow)).toMatchObject(ended);
  expect(asked).toBe(before);
});

describe("400 for a start", () => {
  it("with a secret that was used", async () => {
    const { startSecret } = (await authorize("popup")).body;
    expect((await start(`secret=${startSecret}`)).status).toBe(303);
    expect((await start(`secret=${startSecret}`)).status).toBe(400);
  });

  it("from a stranger's page, whatever that says of who handed it over, which burns it", async () => {
    const { startSecret } = (await authorize("popup")).body;
    const body = new URLSearchParams({ secret: startSecret, opener: publicUrl }).toString();
    expect((await start(body, { origin: "https://evil.example" })).status).toBe(400);
    expect((await start(`secret=${startSecret}`)).status).toBe(400);
  });

  it("from a page without an origin, and the secret still serves ours", async () => {
    const { startSecret } = (await authorize("popup")).body;
    expect((await start(`secret=${startSecret}`, { origin: "null" })).status).toBe(400);
    expect((await start(`secret=${startSecret}`)).status).toBe(303);
  });

  it("with the cookie of a whole page, from another page than ours", async () => {
    const cookie = (await authorize("redirect")).headers.getSetCookie()[0]?.split(";")[0] ?? "";
    expect((await start("", { cookie, origin: hostOrigin })).status).toBe(400);
    expect((await start("", { cookie })).status).toBe(303);
  });

  it("handed over by a stranger's window, which burns it", async () => {
    const { startSecret } = (await authorize("popup")).body;
    const body = new URLSearchParams({ secret: startSecret, opener: "https://evil.example" }).toString();
    expect((await start(body)).status).toBe(400);
    expect((await start(`secret=${startSecret}`)).status).toBe(400);
  });

  it("with a secret that nobody has, or none", async () => {
    expect((await start(`secret=${"A".repeat(43)}`)).status).toBe(400);
    expect((await start("")).status).toBe(400);
  });
});
