import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { json, pretend, systemWith, type Pretend } from "../methods/world.fixture.js";
import { hostOrigin, startTrial, type Trial } from "../trial.setup.js";

/** What is asked while a person types, through a whole server. */
let world: Pretend;
let trial: Trial;
let token: string;
let link: string;
/** Requests wait here until they are let go. */
let hold: Promise<void> | undefined;

beforeAll(async () => {
  world = await pretend(({ url }, response) => {
    void Promise.resolve(hold).then(() =>
      json(response, url === "/databases" ? ["plant", "test"] : { version: "4.2" }),
    );
  });
  const system = systemWith(
    {
      kind: "basic",
      fields: [{ name: "database", role: "company", public: true }],
      signIn: { question: { path: "/me" }, yes: [{ status: 200 }], no: [] },
    },
    {
      recognition: [
        { question: { path: "/version" }, yes: [{ status: 200 }], no: [], facts: { version: { at: "/version" } } },
        { question: { path: "/databases" }, yes: [{ status: 200 }], no: [], choices: { input: "database", at: "" } },
      ],
    },
  );
  trial = await startTrial({ systems: [system], env: { GANGWAY_ALLOW: "127.0.0.1" } });
});
afterAll(async () => {
  await trial.close();
  await world.stop();
});
beforeEach(async () => {
  hold = undefined;
  world.seen.length = 0;
  const minted = await trial.call("mintLink", { token: trial.key, body: { endUser: { id: "anna" }, resume: false } });
  link = minted.body.id;
  token = (await trial.call("openLink", { body: { token: minted.body.token, origin: hostOrigin } })).body.session;
});

const ask = (values: object = {}, more: object = { upTo: "recognise" }) =>
  trial.call("runChecks", {
    token,
    body: { system: "pretend", method: "basic", values: { address: world.url, ...values }, ...more },
  });
const asked = (url: string) => expect.poll(() => world.seen.some((seen) => seen.url === url)).toBe(true);
function held(): () => void {
  let let_go = () => undefined as void;
  hold = new Promise((resolve) => (let_go = resolve));
  return let_go;
}

it("says what stands there and what can be chosen, and asks for nothing that needs credentials", async () => {
  const { body: lines } = await ask({ username: "anna", password: "correct horse" });
  expect(lines.at(-1)).toMatchObject({ type: "outcome", outcome: "recognised", warnings: [] });
  expect(lines).toContainEqual(
    expect.objectContaining({
      check: "recognise",
      answer: "yes",
      choices: { field: "database", values: [{ value: "plant" }, { value: "test" }] },
    }),
  );
  expect(lines.some(({ check }: { check?: string }) => check === "signIn")).toBe(false);
  expect(world.seen.map(({ url }) => url)).toEqual(["/version", "/databases"]);
  expect(JSON.stringify(world.seen)).not.toContain("correct horse");
});

it("keeps nothing: no progress, no draft, no secret, and cannot be finished", async () => {
  const { body: lines } = await ask({ username: "anna", password: "correct horse" });
  const own = trial.store.tenant(trial.tenant);
  expect(await own.drafts.get(link)).toBeUndefined();
  expect(await own.sealed.fields("link", link)).toEqual([]);
  expect((await trial.call("readLink", { token })).body).toMatchObject({ step: "pick", values: {} });
  const finish = await trial.call("finishLink", { token, body: { run: lines.at(-1).run } });
  expect(finish.body.code).toBe("not_ready");
});

it("the newest question wins, and a press ends it", async () => {
  const release = held();
  const first = ask();
  await asked("/version");
  const second = ask({ address: `${world.url}/` });
  expect((await first).body.at(-1)).toMatchObject({ outcome: "failed", cause: "cancelled" });
  const press = ask({ database: "plant", username: "anna", password: "correct horse" }, {});
  expect((await second).body.at(-1)).toMatchObject({ outcome: "failed", cause: "cancelled" });
  release();
  expect((await press).body.at(-1)).toMatchObject({ outcome: "connected" });
});

it("never ends the run of a press", async () => {
  const release = held();
  const press = ask({ database: "plant", username: "anna", password: "correct horse" }, {});
  await asked("/version");
  const preview = ask();
  await expect.poll(() => world.seen.filter(({ url }) => url === "/version").length).toBe(2);
  release();
  expect((await press).body.at(-1)).toMatchObject({ outcome: "connected" });
  expect((await preview).body.at(-1)).toMatchObject({ outcome: "recognised" });
});

describe("its budget", () => {
  it("is its own: typing takes nothing from the ten runs of a link", async () => {
    for (let n = 0; n < 30; n++) expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect(refused.status).toBe(429);
    // As long as the oldest of them counts: ten minutes.
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(500);
    expect((await ask({ database: "plant", username: "anna", password: "correct horse" }, {})).status).toBe(200);
    trial.clock.ahead += 11 * 60_000;
    expect((await ask()).status).toBe(200);
  });

  it("shares the three hosts of a link, and half a name on the way to another is none", async () => {
    for (const name of ["a", "b", "c", "d", "e"]) {
      const { body: lines } = await ask({ address: `http://${name}.test` });
      // RFC 6761: nobody has a name below "test"; without a name server it is not known at all.
      expect(["name_not_found", "name_timed_out"]).toContain(lines.at(-1).cause);
    }
    for (const host of ["localhost", "one.localhost", "127.0.0.1"])
      expect((await ask({ address: `http://${host}:${world.port}` })).status).toBe(200);
    expect((await ask({ address: `http://two.localhost:${world.port}` })).status).toBe(429);
    expect((await ask({ address: `http://two.localhost:${world.port}` }, {})).status).toBe(429);
    expect((await ask({ address: `http://localhost:${world.port}` })).status).toBe(200);
  });
});
