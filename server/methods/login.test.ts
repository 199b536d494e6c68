import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asked, httpMethodSuite, reads } from "./http.suite.js";
import { login } from "./login.js";
import { json, pretend, systemWith, visitTo, type Answer, type Pretend } from "./world.fixture.js";

const values = { address: "https://example.com", username: "anna", password: 'p"\\a{username}ss' };
const session = "s3ss10n-0123456789";

const use = {
  kind: "login",
  request: { method: "POST", path: "/session", json: { params: ["{username}", { password: "{password}" }] } },
  yes: [{ status: 200, json: [{ at: "/result/1", type: "string" }] }],
  no: [
    { when: { status: 401 }, cause: "credentials_wrong", field: "password" },
    { when: { status: 429 }, cause: "account_locked" },
    { when: { status: 200, json: [{ at: "/prompt", exists: true }] }, cause: "second_factor_required" },
  ],
  takes: { userid: { at: "/result/0" }, session: { at: "/result/1" } },
  carry: {
    header: { name: "Authorization", prefix: "Session ", value: "{username}:{userid}:{session}", encode: "base64" },
    cookies: true,
  },
  logout: { method: "POST", path: "/bye", json: { user: "{userid}" } },
  ...asked,
};
const system = systemWith(use, reads);
const carried = `Session ${Buffer.from(`anna:7:${session}`).toString("base64")}`;
const right = JSON.stringify({ params: [values.username, { password: values.password }] });

const before: Answer = ({ body }, response) => {
  if (body !== right) return void response.writeHead(401).end();
  response.setHeader("set-cookie", ["lane=2; Path=/; HttpOnly", "bad name=1", "empty="]);
  json(response, { result: [7, session] });
};

httpMethodSuite("login", {
  system,
  fields: ["address", "username", "password"],
  sealed: ["password"],
  values,
  before,
  isSigned: ({ headers }) => headers.authorization === carried && headers.cookie === "lane=2; empty=",
  wrong: { ...values, password: "wrong-password" },
  unschemed: true,
});

describe("login", () => {
  let world: Pretend;
  let first: Answer;
  beforeAll(async () => {
    world = await pretend((seen, response) => {
      if (seen.url.startsWith("/session")) first(seen, response);
      else if (seen.url === "/me") json(response, { me: "Anna" });
      else json(response, {});
    });
  });
  afterAll(() => world.stop());
  const signIn = (answer: Answer) => {
    first = answer;
    world.seen.length = 0;
    return login.signIn(visitTo(system, values, world.url));
  };

  it("gives the session back when it closes, and when nobody is behind it", async () => {
    const { signedIn } = await signIn(before);
    expect(world.seen.map(({ url }) => url)).toEqual(["/session", "/me"]);
    await signedIn!.close();
    expect(world.seen.at(-1)).toMatchObject({ url: "/bye", body: '{"user":7}', headers: { authorization: carried } });
  });

  it.each(["PUT", "DELETE"] as const)("gives it back by %s, where the system wants that", async (method) => {
    first = before;
    const ending = systemWith({ ...use, logout: { method, path: "/session" } }, reads);
    const { signedIn } = await login.signIn(visitTo(ending, values, world.url));
    await signedIn!.close();
    expect(world.seen.at(-1)).toMatchObject({ method, url: "/session", headers: { authorization: carried } });
  });

  it("begins by PUT, where the system makes its sessions so, with nothing in the body", async () => {
    world.seen.length = 0;
    const request = { method: "PUT", path: "/session/:create", query: { key: "{password}" } };
    first = (seen, response) => json(response, seen.method === "PUT" ? { result: [7, session] } : {});
    const { finding } = await login.signIn(visitTo(systemWith({ ...use, request }, reads), values, world.url));
    expect(finding.answer).toBe("yes");
    expect(world.seen[0]).toMatchObject({ method: "PUT", body: "", headers: { "content-length": "0" } });
    expect(new URLSearchParams(world.seen[0]!.url.split("?")[1]).get("key")).toBe(values.password);
  });

  it("says locked, with the time to wait, and does not try again", async () => {
    const { finding } = await signIn((_, response) => void response.writeHead(429, { "retry-after": "90" }).end());
    expect(finding).toMatchObject({ cause: "account_locked", facts: [{ kind: "waitSeconds", value: "90" }] });
    expect(world.seen).toHaveLength(1);
  });

  it("says what is asked for besides: a second factor", async () => {
    const { finding } = await signIn((_, response) => json(response, { prompt: "code" }));
    expect(finding).toMatchObject({ answer: "no", cause: "second_factor_required" });
  });

  it("does not understand a session without its number", async () => {
    const { finding } = await signIn((_, response) => json(response, { result: [null, session] }));
    expect(finding).toMatchObject({ answer: "unknown", cause: "answer_not_understood" });
    expect(world.seen).toHaveLength(1);
  });
});
