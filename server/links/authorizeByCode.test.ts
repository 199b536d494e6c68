import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from "node:http";
import { type AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SystemFile, type System } from "#contract";
import { hostOrigin, startTrial, type Answered, type Trial } from "../trial.setup.js";

/** Consent by a code (RFC 8628), from the press to the connection; the provider says what each test wants. */
let provider: HttpServer;
let trial: Trial;
let token: string;
let begins: object;
let answers: (() => [number, object] | "hangs up")[];
let seen: { path: string; form: URLSearchParams }[];

const begun = {
  device_code: "device-code-0123456789",
  user_code: "WDJB-MJHT",
  verification_uri: "https://vendor.example/device",
  verification_uri_complete: "https://vendor.example/device?user_code=WDJB-MJHT",
  expires_in: 900,
  interval: 5,
};
const pending = () => [400, { error: "authorization_pending" }] as [number, object];
const granted = () =>
  [200, { access_token: "at-1", token_type: "bearer", expires_in: 3600, refresh_token: "rt-1" }] as [number, object];
const says = (error: string) => () => [400, { error }] as [number, object];

beforeAll(async () => {
  provider = createServer((request, response) => void answer(request, response)).listen(0, "127.0.0.1");
  await new Promise((resolve) => provider.once("listening", resolve));
  const { port } = provider.address() as AddressInfo;
  trial = await startTrial({
    systems: [byCode(`http://127.0.0.1:${port}`)],
    env: { GANGWAY_ALLOW: `127.0.0.1:${port}`, GANGWAY_OAUTH_CODED_CLIENT_ID: "gangway" },
  });
});
afterAll(async () => {
  await trial.close();
  provider.close();
});
beforeEach(async () => {
  [begins, answers, seen] = [begun, [], []];
  const minted = await trial.call("mintLink", { token: trial.key, body: { endUser: { id: "anna" }, resume: false } });
  token = (await trial.call("openLink", { body: { token: minted.body.token, origin: hostOrigin } })).body.session;
});

async function answer(request: IncomingMessage, response: ServerResponse) {
  const { pathname } = new URL(request.url ?? "", "http://here");
  response.setHeader("content-type", "application/json");
  if (pathname === "/me") {
    const isIn = request.headers.authorization === "Bearer at-1";
    return response.writeHead(isIn ? 200 : 401).end(JSON.stringify(isIn ? { name: "Anna" } : {}));
  }
  const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
  seen.push({ path: pathname, form });
  if (pathname === "/device") return response.end(JSON.stringify(begins));
  const next = (answers.shift() ?? pending)();
  if (next === "hangs up") return response.destroy();
  return response.writeHead(next[0]).end(JSON.stringify(next[1]));
}

function byCode(origin: string): System {
  const file = SystemFile.parse({
    name: "Coded",
    vendor: "",
    popularity: 1,
    summary: { en: "Coded" },
    proven: { level: "named", on: "2026-11-26" },
    address: { kind: "fixed", url: origin, example: origin },
    methods: [
      {
        kind: "oauth2",
        grant: "device",
        deviceUrl: `${origin}/device`,
        tokenUrl: `${origin}/token`,
        clientAuth: "none",
        scopes: ["read", "write"],
        signIn: {
          question: { path: "/me" },
          yes: [{ status: 200 }],
          no: [{ when: { status: 401 }, cause: "credentials_wrong" }],
          facts: { identity: { at: "/name" } },
        },
      },
    ],
    sources: [{ url: "https://www.rfc-editor.org/rfc/rfc8628.html", read: "2026-11-26" }],
  });
  return { ...file, id: "coded", category: "generic" };
}

const typed = { system: "coded", method: "oauth2", values: {} };
const start = async (): Promise<Answered["body"]> =>
  (await trial.call("authorize", { token, body: { ...typed, mode: "popup" } })).body;
const read = async (flow: string): Promise<Answered["body"]> =>
  (await trial.call("readAuthorization", { token, params: { id: flow } })).body;
/** Looks until there is news, while the clock runs ahead to the next question. */
async function news(flow: string): Promise<Answered["body"]> {
  const state = read(flow);
  const hurry = setInterval(() => (trial.clock.ahead += 5_000), 20);
  return state.finally(() => clearInterval(hurry));
}
const polls = () => seen.filter(({ path }) => path === "/token").length;

describe("consent by a code", () => {
  it("shows code and page, waits for the person, and connects", async () => {
    answers = [pending, pending, granted];
    const started = await start();
    expect(started).toMatchObject({ code: { userCode: "WDJB-MJHT", url: "https://vendor.example/device" } });
    expect(started).not.toHaveProperty("startSecret");
    expect(seen[0]!.form.get("scope")).toBe("read write");
    expect(await news(started.flow)).toEqual({ status: "granted", cause: null });
    expect(polls()).toBe(3);
    expect(seen.at(-1)!.form.get("device_code")).toBe(begun.device_code);
    const { body: lines } = await trial.call("runChecks", { token, body: typed });
    expect(lines.at(-1)).toMatchObject({ outcome: "connected" });
    for (const secret of [begun.device_code, "at-1", "rt-1"]) expect(trial.logged()).not.toContain(secret);
  });

  it("never hands out the address that holds the code already: whoever is sent it would agree for somebody else", async () => {
    const started = await start();
    expect(JSON.stringify(started)).not.toContain("user_code=");
  });

  it("asks the provider once at a time, however many look", async () => {
    const started = await start();
    trial.clock.ahead += 5_000;
    answers = [granted];
    const both = await Promise.all([read(started.flow), read(started.flow)]);
    expect(both).toEqual([both[0], both[0]]);
    expect(polls()).toBe(1);
  });

  it("asks less often where the provider wants that, and where it is away for a moment", async () => {
    answers = [says("slow_down"), () => "hangs up", () => [503, {}], granted];
    const started = await start();
    expect(await news(started.flow)).toEqual({ status: "granted", cause: null });
    expect(polls()).toBe(4);
  });

  it.each([
    ["access_denied", "consent_refused"],
    ["expired_token", "consent_expired"],
    ["invalid_client", "application_refused"],
  ])("says what came of it: %s", async (error, cause) => {
    answers = [pending, says(error)];
    const started = await start();
    expect(await news(started.flow)).toEqual({ status: "failed", cause });
    expect(polls()).toBe(2);
  });

  it("is over with its code", async () => {
    const started = await start();
    trial.clock.ahead += 901_000;
    expect(await read(started.flow)).toEqual({ status: "failed", cause: "consent_expired" });
    expect(polls()).toBe(0);
  });

  it("asks nothing more for a link that has ended", async () => {
    const started = await start();
    const { id } = (await trial.call("readLink", { token })).body;
    await trial.call("cancelLink", { token: trial.key, params: { id } });
    trial.clock.ahead += 5_000;
    expect(await read(started.flow)).toEqual({ status: "failed", cause: "consent_expired" });
    expect(polls()).toBe(0);
  });

  it.each([
    ["a page that is none", { ...begun, verification_uri: "javascript:alert(1)" }],
    ["a page that is not secure", { ...begun, verification_uri: "http://vendor.example/device" }],
    [
      "a page with somebody else's name before it",
      { ...begun, verification_uri: "https://bank.example@vendor.example/" },
    ],
    ["a code that cannot be typed", { ...begun, user_code: "AB\u202eCD" }],
    ["a code without end", { ...begun, user_code: "A".repeat(500) }],
    ["no code", { error: "nothing" }],
  ])("does not show %s", async (_, answer) => {
    begins = answer;
    const started = await start();
    expect(started).not.toHaveProperty("code");
    const { status, cause } = await read(started.flow);
    expect(status).toBe("failed");
    expect(cause).toMatch(/^(?:answer_not_understood|consent_failed)$/);
  });

  it("shows the same code again after a reload", async () => {
    const started = await start();
    const { id } = (await trial.call("readLink", { token })).body;
    const again = await trial.call("mintLink", { token: trial.key, body: { endUser: { id: "anna" } } });
    expect(again.body.id).toBe(id);
    const opened = await trial.call("openLink", { body: { token: again.body.token, origin: hostOrigin } });
    expect(opened.body.consent).toMatchObject({ flow: started.flow, status: "waiting", code: started.code });
  });
});
