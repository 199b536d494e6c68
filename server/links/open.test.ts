import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addTenant, hostOrigin, startTrial, type Trial } from "../trial.setup.js";

let trial: Trial;
beforeAll(async () => {
  trial = await startTrial();
});
afterAll(() => trial.close());

let people = 0;
const mint = async (more: object = {}, token = trial.key) =>
  (await trial.call("mintLink", { token, body: { endUser: { id: `user-${people++}` }, ...more } })).body;
const open = (token: string, origin: string | null = hostOrigin, header?: string) =>
  trial.call("openLink", { body: { token, origin }, ...(header && { headers: { origin: header } }) });

describe("200", () => {
  it("burns the token and gives a session that reads the link", async () => {
    const { token, id } = await mint();
    const { body } = await open(token);
    expect(body.session).toMatch(/^gw_session_/);
    expect((await trial.call("readLink", { token: body.session })).body.id).toBe(id);
  });

  it("gives progress back after a reload, by a token minted anew", async () => {
    const endUser = { id: "reloads" };
    const first = await open((await mint({ endUser })).token);
    const values = { folder: "/srv/exports" };
    const progress = { step: "details", system: "local-folder", method: "files", values };
    await trial.call("saveProgress", { token: first.body.session, body: progress });
    const again = await open((await mint({ endUser })).token);
    expect(again.body.link).toMatchObject({ step: "details", system: { id: "local-folder" }, method: "files", values });
  });

  it("opens on the host's own page, which then may read the answer", async () => {
    const { headers } = await open((await mint()).token, hostOrigin, hostOrigin);
    expect(headers.get("access-control-allow-origin")).toBe(hostOrigin);
    expect(headers.get("vary")).toContain("origin");
  });

  it("opens as a page of ours when it was minted so", async () => {
    expect((await open((await mint({ hosted: true })).token, null)).status).toBe(200);
  });

  it("lets the hosted page, and no other, go on after each reload by a cookie that serves once", async () => {
    const { id, token } = await mint({ hosted: true });
    const cookieOf = (answer: { headers: Headers }) => answer.headers.getSetCookie().at(-1)?.split(";")[0] ?? "";
    let cookie = cookieOf(await open(token, null));
    for (const _ of [1, 2]) {
      const resumed = await trial.call("resumeLink", { body: {}, headers: { cookie } });
      expect(resumed.body.link.id).toBe(id);
      expect((await trial.call("resumeLink", { body: {}, headers: { cookie } })).body.code).toBe("token_used");
      cookie = cookieOf(resumed);
    }
    expect((await open((await mint()).token)).headers.getSetCookie()).toEqual([]);
  });

  it("keeps what is typed and secret out of progress", async () => {
    const { body } = await open((await mint()).token);
    const progress = {
      step: "details",
      system: "rest-api-key",
      method: trial.server.house.systems.show("rest-api-key")!.methods[0]!.id,
      values: { address: "https://erp.example.com", apiKey: "very-secret", key: "very-secret" },
    };
    const saved = await trial.call("saveProgress", { token: body.session, body: progress });
    expect(JSON.stringify(saved.body)).not.toContain("very-secret");
    expect(saved.body.values.address).toBe("https://erp.example.com");
  });
});

describe("401", () => {
  it.each([`gw_link_${"A".repeat(43)}`, `gw_key_${"A".repeat(43)}`, "", "gw_link_short"])("for %j", async (token) => {
    expect((await open(token)).body.code).toBe("unauthorized");
  });

  it("for a token whose time is over", async () => {
    const { token } = await mint({ lifetime: 300 });
    trial.clock.ahead += 301_000;
    const { status, body } = await open(token);
    trial.clock.ahead -= 301_000;
    expect([status, body.code]).toEqual([401, "token_expired"]);
  });

  it("for a session that was idle for 30 minutes, or is two hours old", async () => {
    const { session } = (await open((await mint()).token)).body;
    const statusLater = async (minutes: number) => {
      trial.clock.ahead += minutes * 60_000;
      return (await trial.call("readLink", { token: session })).status;
    };
    const statuses = [];
    for (const minutes of [25, 25, 25, 25, 25]) statuses.push(await statusLater(minutes));
    expect(statuses).toEqual([200, 200, 200, 200, 401]);
    const idle = (await open((await mint()).token)).body.session;
    trial.clock.ahead += 31 * 60_000;
    expect((await trial.call("readLink", { token: idle })).status).toBe(401);
    trial.clock.ahead = 0;
  });
});

describe("403, and the token is not burned", () => {
  it.each([
    ["a page that is not the tenant's", "https://evil.example", undefined],
    ["a page that says another's origin", hostOrigin, "https://evil.example"],
    ["no page, for a link that is not hosted", null, undefined],
    ["the text null", "null", undefined],
  ])("for %s", async (_, origin, header) => {
    const { token } = await mint();
    const refused = await open(token, origin, header);
    expect([refused.status, refused.body.code]).toEqual([403, "origin_not_allowed"]);
    expect(refused.headers.get("access-control-allow-origin")).toBe(null);
    expect((await open(token)).status).toBe(200);
  });

  it("for an origin of the tenant that is not one of the link's", async () => {
    await trial.store.tenant("acme").origins.add("https://other.acme.example");
    const { token } = await mint({ origins: ["https://other.acme.example"] });
    expect((await open(token)).status).toBe(403);
    expect((await open(token, "https://other.acme.example")).status).toBe(200);
  });

  it("for a session that is used from another page", async () => {
    const { session } = (await open((await mint()).token)).body;
    const from = (origin: string) => trial.call("readLink", { token: session, headers: { origin } });
    expect((await from("https://evil.example")).status).toBe(403);
    expect((await from(hostOrigin)).status).toBe(200);
  });
});

it("409 for a link that has ended", async () => {
  const { token, id } = await mint();
  await trial.call("cancelLink", { token: trial.key, params: { id } });
  const { status, body } = await open(token);
  expect([status, body.code]).toEqual([409, "link_ended"]);
});

it("410 for a token that was used; of many at once one opens", async () => {
  const { token } = await mint();
  const statuses = (await Promise.all(Array.from({ length: 8 }, () => open(token)))).map(({ status }) => status);
  expect(statuses.sort()).toEqual([200, ...Array<number>(7).fill(410)]);
});

it("404 for a system that does not exist, 403 for one that the link is not for", async () => {
  const { session } = (await open((await mint({ systems: ["tryton"] })).token)).body;
  const show = async (id: string) => (await trial.call("showSystem", { token: session, params: { id } })).status;
  expect([await show("tryton"), await show("local-folder"), await show("nothing")]).toEqual([200, 403, 404]);
  const { body } = await trial.call("searchSystems", { token: session, query: { q: "folder" } });
  expect(body.items).toEqual([]);
});

it("one tenant's key sees nothing of another's", async () => {
  const other = await addTenant(trial.store, "foreign");
  const { id } = await mint();
  expect((await trial.call("getLink", { token: other.key, params: { id } })).status).toBe(404);
  expect((await trial.call("listEvents", { token: other.key })).body.items).toEqual([]);
});

it("a preflight is answered for origins that some tenant has, and for no other", async () => {
  const ask = async (origin: string) =>
    (await fetch(`${trial.url}/v1/link/checks`, { method: "OPTIONS", headers: { origin } })).headers.get(
      "access-control-allow-origin",
    );
  expect([await ask(hostOrigin), await ask("https://evil.example")]).toEqual([hostOrigin, null]);
});
