import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { json, pretend, systemWith, type Pretend } from "../methods/world.fixture.js";
import { demandRepair } from "../connections/repair.js";
import { hostOrigin, startTrial, type Trial } from "../trial.setup.js";

let trial: Trial;
let world: Pretend;
/** Who may sign in, by password. */
let people: Record<string, string>;
let keys = 0;

const system = () =>
  systemWith({
    kind: "basic",
    fields: [{ name: "apiKey", kind: "secret", role: "secret" }],
    headers: { "X-Key": "{apiKey}" },
    signIn: {
      question: { path: "/me" },
      yes: [{ json: [{ at: "/me", type: "string" }] }],
      no: [{ when: { status: 401 }, cause: "credentials_wrong" }],
      facts: { identity: { at: "/me" } },
    },
  });

beforeAll(async () => {
  world = await pretend(({ headers }, response) => {
    const password =
      Buffer.from((headers.authorization ?? "").slice(6), "base64")
        .toString()
        .split(":")[1] ?? "";
    const me = headers["x-key"] === "key-1" ? people[password] : undefined;
    json(response, me ? { me } : {}, me ? 200 : 401);
  });
  trial = await startTrial({ systems: [system()], env: { GANGWAY_ALLOW: "127.0.0.1" } });
});
beforeEach(() => {
  people = { "first-pass": "anna", "other-pass": "bert" };
});
afterAll(async () => {
  await trial.close();
  await world.stop();
});

const open = async (more: object = {}) => {
  const minted = await trial.call("mintLink", {
    token: trial.key,
    body: { endUser: { id: `anna-${++keys}` }, resume: false, ...more },
  });
  expect(minted.status).toBe(201);
  const opened = await trial.call("openLink", { body: { token: minted.body.token, origin: hostOrigin } });
  return { id: minted.body.id as string, token: opened.body.session as string, link: opened.body.link };
};
const run = async (token: string, values: Record<string, string>) => {
  const body = { system: "pretend", method: "basic", values };
  return (await trial.call("runChecks", { token, body })).body.at(-1);
};
const entered = () => ({ address: world.url, username: "anna", password: "first-pass", apiKey: "key-1" });

/** A connection that its host has claimed. */
async function connected() {
  const { token } = await open();
  const outcome = await run(token, entered());
  const finished = await trial.call("finishLink", { token, body: { run: outcome.run } });
  const exchanged = await trial.call("exchange", {
    token: trial.key,
    body: { publicToken: finished.body.publicToken },
  });
  return { id: finished.body.connection as string, access: exchanged.body.accessToken as string };
}
const events = async (type: string, connection: string) => {
  const all = [];
  for (let after = ""; ;) {
    const page = await trial.call("listEvents", { token: trial.key, query: after ? { after } : {} });
    all.push(...page.body.items);
    if (!page.body.next) break;
    after = page.body.next;
  }
  return all.filter((event) => event.type === type && event.data.id === connection);
};

describe("a connection whose password was changed", () => {
  it("turns needs_repair when it is asked, and tells its host once, with an address where it can be put right", async () => {
    const { id, access } = await connected();
    people = { "second-pass": "anna" };
    for (let n = 0; n < 2; n++) await trial.call("checkConnection", { token: access, body: {} });
    const read = await trial.call("readConnection", { token: access });
    expect(read.body).toMatchObject({ status: "needs_repair", cause: "credentials_wrong" });
    const told = await events("connection.needs_repair", id);
    expect(told).toHaveLength(1);
    expect(told[0].data.repairUrl).toMatch(/^https:\/\/connect\.gangway\.example\/connect#gw_link_/);

    // What stands in the store opens nothing, and neither does the log.
    const token = told[0].data.repairUrl.split("#")[1];
    const stored = await trial.store.tenant(trial.tenant).events.get(told[0].id);
    expect(stored!.body).not.toContain("gw_link_");
    expect(trial.logged()).not.toContain(token);

    const opened = await trial.call("openLink", { body: { token, origin: null } });
    expect(opened.body.link).toMatchObject({
      step: "details",
      system: { id: "pretend" },
      method: "basic",
      values: { address: world.url, username: "anna" },
      repair: { identity: "anna", cause: "credentials_wrong" },
    });
  });

  it("is asked only for what is wrong, keeps the old credentials until the new have passed, and its access token", async () => {
    const { id, access } = await connected();
    people = { "second-pass": "anna" };
    await trial.call("checkConnection", { token: access, body: {} });
    const { token, link } = await open({ connection: id });
    expect(link.sealed).toEqual(["apiKey"]);

    const values = { address: world.url, username: "anna" };
    expect(await run(token, { ...values, password: "not-it" })).toMatchObject({ cause: "credentials_wrong" });
    const sealed = await trial.store.tenant(trial.tenant).sealed.list("connection", id);
    people = { "first-pass": "anna", "second-pass": "anna" };
    expect((await trial.call("checkConnection", { token: access, body: {} })).body.outcome.outcome).toBe("connected");
    expect(sealed.map(({ field }) => field).sort()).toEqual(["apiKey", "password"]);
    people = { "second-pass": "anna" };

    const outcome = await run(token, { ...values, password: "second-pass" });
    const finished = await trial.call("finishLink", { token, body: { run: outcome.run } });
    expect(finished.body).toEqual({ publicToken: null, connection: id, system: { id: "pretend", name: "Pretend" } });
    const again = await trial.call("checkConnection", { token: access, body: {} });
    expect(again.body.outcome.outcome).toBe("connected");
    expect((await trial.call("readConnection", { token: access })).body).toMatchObject({
      id,
      status: "healthy",
      cause: null,
    });
    expect((await events("connection.created", id)).length).toBe(1);
  });

  it("is not given to another account unless the person says so", async () => {
    const { id, access } = await connected();
    const { token } = await open({ connection: id });
    const outcome = await run(token, { address: world.url, username: "bert", password: "other-pass" });
    expect(outcome.outcome).not.toBe("failed");
    const refused = await trial.call("finishLink", { token, body: { run: outcome.run } });
    expect([refused.status, refused.body.code]).toEqual([409, "other_account"]);
    expect((await trial.call("readConnection", { token: access })).body.identity).toBe("anna");
    const agreed = await trial.call("finishLink", { token, body: { run: outcome.run, otherAccount: true } });
    expect(agreed.status).toBe(201);
    expect((await trial.call("readConnection", { token: access })).body.identity).toBe("bert");
  });

  it("hands nothing of its own to another address", async () => {
    const { id } = await connected();
    const other = await pretend((_, response) => json(response, { me: "anna" }));
    const { token } = await open({ connection: id });
    await run(token, { address: other.url, username: "anna", password: "second-pass" });
    expect(JSON.stringify(other.seen)).not.toContain("key-1");
    await other.stop();
  });

  it("is repaired by a link of its own, and no other link stands in for it", async () => {
    const { id } = await connected();
    const endUser = { id: `owner-${++keys}` };
    const mint = (more: object) => trial.call("mintLink", { token: trial.key, body: { endUser, ...more } });
    const connect = await mint({});
    const repair = await mint({ connection: id });
    const again = await mint({ connection: id });
    expect([connect.body.resumed, repair.body.resumed, again.body.resumed]).toEqual([false, false, true]);
    expect(repair.body.id).not.toBe(connect.body.id);
  });

  it("cannot be repaired once it is removed, nor by another tenant", async () => {
    const { id } = await connected();
    await trial.call("removeConnection", { token: trial.key, params: { id } });
    const minted = await trial.call("mintLink", {
      token: trial.key,
      body: { endUser: { id: "x" }, connection: id },
    });
    expect([minted.status, minted.body.fields[0].path]).toEqual([400, "connection"]);
    const unknown = await trial.call("mintLink", {
      token: trial.key,
      body: { endUser: { id: "x" }, connection: "con_of_somebody" },
    });
    expect(unknown.status).toBe(400);
  });

  it("is healthy again when the old password works again", async () => {
    const { access } = await connected();
    people = {};
    await trial.call("checkConnection", { token: access, body: {} });
    people = { "first-pass": "anna" };
    await trial.call("checkConnection", { token: access, body: {} });
    expect((await trial.call("readConnection", { token: access })).body).toMatchObject({
      status: "healthy",
      cause: null,
    });
  });

  it("is told once, however many find out at once", async () => {
    const { id } = await connected();
    const connection = (await trial.store.tenant(trial.tenant).connections.get(id))!;
    await Promise.all(Array.from({ length: 5 }, () => demandRepair(trial.server.house, connection, "consent_expired")));
    expect(await events("connection.needs_repair", id)).toHaveLength(1);
  });
});
