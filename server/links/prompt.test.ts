import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { CheckLine, OutcomeLine } from "#contract";
import { json, pretend, systemWith, type Pretend } from "../methods/world.fixture.js";
import { hostOrigin, startTrial, type Trial } from "../trial.setup.js";

/** A system that asks for a code once it has met the password. Each code is good once, each ticket for one code. */
let world: Pretend;
let trial: Trial;
let sessions: string[] = [];
/** Codes that were sent to somebody. */
let sent: string[] = [];
let several = false;
const code = () => sent.at(-1)!;

beforeAll(async () => {
  world = await pretend(({ url, body, headers }, response) => {
    const said = (url === "/login" || url === "/code" ? JSON.parse(body) : {}) as Record<string, string>;
    if (url === "/login" && said["password"] !== "right") return void response.writeHead(403).end();
    if (url === "/login") {
      sent.push(`code-${sent.length + 1}`);
      return json(response, { ask: "We sent you a code", ticket: sent.length });
    }
    if (url === "/code") {
      if (said["code"] !== sent[Number(said["ticket"]) - 1]) return json(response, { ask: "Wrong" });
      sent[Number(said["ticket"]) - 1] = "used";
      sessions.push(`session-${sent.length}`);
      return json(response, { session: sessions.at(-1) });
    }
    if (!sessions.includes(headers.authorization?.replace("Session ", "") ?? ""))
      return void response.writeHead(401).end();
    if (url === "/companies") return json(response, { companies: several ? ["north", "south"] : ["north"] });
    json(response, { me: "anna" });
  });
  const asks = { json: [{ at: "/ask", exists: true }] };
  const system = systemWith(
    {
      kind: "login",
      fields: [
        { name: "company", role: "company", public: true, optional: true },
        { name: "code", role: "secret", label: { en: "Code" } },
      ],
      request: { method: "POST", path: "/login", json: { user: "{username}", password: "{password}" } },
      prompts: [
        {
          when: asks,
          field: "code",
          label: { at: "/ask" },
          takes: { ticket: { at: "/ticket" } },
          request: { method: "POST", path: "/code", json: { ticket: "{ticket}", code: "{code}" } },
        },
      ],
      yes: [{ json: [{ at: "/session", type: "string" }] }],
      no: [{ when: { status: 403 }, cause: "credentials_wrong", field: "password" }],
      takes: { session: { at: "/session" } },
      carry: { header: { name: "Authorization", prefix: "Session ", value: "{session}" } },
      lives: 3600,
      signIn: {
        question: { path: "/me" },
        yes: [{ json: [{ at: "/me", type: "string" }] }],
        no: [{ when: { status: 401 }, cause: "credentials_expired" }],
        facts: { identity: { at: "/me" } },
      },
      choose: {
        question: { path: "/companies" },
        yes: [{ json: [{ at: "/companies", type: "array" }] }],
        no: [],
        choices: { input: "company", at: "/companies" },
      },
    },
    { address: { kind: "web", keep: "origin", example: "https://erp.example.com" } },
  );
  trial = await startTrial({ systems: [system], env: { GANGWAY_ALLOW: "127.0.0.1" } });
});
beforeEach(() => {
  world.seen.length = 0;
  sessions = [];
  sent = [];
  several = false;
});
afterAll(async () => {
  await trial.close();
  await world.stop();
});

let people = 0;
async function open(connection?: string): Promise<string> {
  const endUser = { id: connection ? `anna-${people}` : `anna-${++people}` };
  const body = { endUser, ...(connection && { connection }) };
  const { token } = (await trial.call("mintLink", { token: trial.key, body })).body;
  return (await trial.call("openLink", { body: { token, origin: hostOrigin } })).body.session;
}
async function press(session: string, more: Record<string, string> = {}, entered: object = everything()) {
  const body = { system: "pretend", method: "login", values: { ...entered, ...more } };
  const { body: lines } = await trial.call("runChecks", { token: session, body });
  const line = (lines as CheckLine[]).findLast(({ check }) => check === "signIn");
  return { line, outcome: (lines as OutcomeLine[]).at(-1)! };
}
const everything = () => ({ address: world.url, username: "anna", password: "right" });
const urls = () => world.seen.map(({ method, url }) => `${method} ${url}`).filter((one) => /login|code/.test(one));

/** A claimed connection, and its access token. */
async function connected() {
  const session = await open();
  await press(session);
  const { outcome } = await press(session, { code: code() });
  expect(outcome.outcome).toBe("connected");
  const finished = await trial.call("finishLink", { token: session, body: { run: outcome.run } });
  const { publicToken, connection: id } = finished.body;
  const { accessToken } = (await trial.call("exchange", { token: trial.key, body: { publicToken } })).body;
  return { id: id as string, token: accessToken as string };
}
const check = async (token: string): Promise<OutcomeLine> =>
  (await trial.call("checkConnection", { token, body: {} })).body.outcome;
const stateOf = async (id: string) => {
  const found = await trial.store.tenant("acme").connections.get(id);
  return { status: found?.status, cause: found?.cause };
};

it("asks at the field, lets the next press answer, and keeps the session but no code", async () => {
  const session = await open();
  const { line, outcome } = await press(session);
  expect(outcome).toMatchObject({ outcome: "failed", cause: "answer_needed", field: "code" });
  expect(line?.facts).toEqual([{ kind: "asks", value: "We sent you a code" }]);
  const used = code();
  expect((await press(session, { code: used })).outcome.outcome).toBe("connected");
  // Pressed once more with the code still in its field: the session is good, and no code is needed.
  expect((await press(session, { code: used })).outcome.outcome).toBe("connected");
  expect(urls()).toEqual(["POST /login", "POST /code"]);
  const { body: link } = await trial.call("readLink", { token: session });
  expect(link.sealed).not.toContain("code");
  expect(link.system.methods[0].fields).toContainEqual(expect.objectContaining({ name: "code", later: true }));
});

it("keeps what the code opened for the press that chooses a company", async () => {
  several = true;
  const session = await open();
  await press(session);
  expect((await press(session, { code: code() })).outcome).toMatchObject({ cause: "choice_needed", field: "company" });
  expect((await press(session, { company: "south" })).outcome.outcome).toBe("connected");
  expect(urls()).toEqual(["POST /login", "POST /code"]);
});

it("takes a ticket to no other address", async () => {
  const session = await open();
  await press(session);
  const elsewhere = { ...everything(), address: world.url.replace("localhost", "plant.localhost") };
  await press(session, { code: code() }, elsewhere);
  expect(urls()).toEqual(["POST /login", "POST /login", "POST /code"]);
  expect(world.seen.at(-1)?.headers.host).toContain("plant.localhost");
  expect(JSON.parse(world.seen.findLast(({ url }) => url === "/code")!.body)).toMatchObject({ ticket: 2 });
});

it("a connection lives by its session, and is told as to be repaired when that has ended, without a code being sent", async () => {
  const { id, token } = await connected();
  expect((await check(token)).outcome).toBe("connected");
  expect(urls()).toEqual(["POST /login", "POST /code"]);
  sessions = [];
  expect(await check(token)).toMatchObject({ outcome: "failed", cause: "answer_needed", field: "code" });
  expect(sent).toHaveLength(1);
  expect(await stateOf(id)).toEqual({ status: "needs_repair", cause: "answer_needed" });

  const session = await open(id);
  const { values, sealed } = (await trial.call("readLink", { token: session })).body;
  expect(sealed).toContain("password");
  expect((await press(session, {}, values)).outcome).toMatchObject({ cause: "answer_needed", field: "code" });
  const { outcome } = await press(session, { code: code() }, values);
  await trial.call("finishLink", { token: session, body: { run: outcome.run } });
  expect(await stateOf(id)).toEqual({ status: "healthy", cause: null });
  expect((await check(token)).outcome).toBe("connected");
});

it("a session that ends by itself is told before it does", async () => {
  const { id } = await connected();
  trial.clock.ahead = 3_600_000;
  await expect.poll(() => stateOf(id), { timeout: 15_000 }).toEqual({ status: "needs_repair", cause: "answer_needed" });
  trial.clock.ahead = 0;
  expect(urls()).toEqual(["POST /login", "POST /code"]);
});
