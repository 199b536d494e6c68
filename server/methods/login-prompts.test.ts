import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { asked } from "./http.suite.js";
import { login } from "./login.js";
import type { Values } from "./method.js";
import { json, pretend, systemWith, visitTo, type Pretend } from "./world.fixture.js";

// A system that asks for a code, by a ticket that it gives: in the body, and in a cookie.
const code = "482913";
let world: Pretend;
beforeAll(async () => {
  world = await pretend(({ url, body, headers }, response) => {
    const said = (body ? JSON.parse(body) : {}) as Record<string, string>;
    const ticket = world.seen.filter((one) => one.url === "/login").length;
    if (url === "/login" && said["password"] !== "right") return void response.writeHead(401).end();
    if (url === "/login") {
      response.setHeader("set-cookie", `lane=${ticket}`);
      return json(response, { ask: `Code sent to +49…${ticket}`, ticket: `t-${ticket}` });
    }
    if (url === "/code") {
      const known = said["ticket"] === `t-${ticket}` && headers.cookie === `lane=${ticket}`;
      if (!known) return void response.writeHead(410).end();
      if (said["code"] !== code) return json(response, { ask: "Once more" });
      return json(response, { session: "s-1" });
    }
    json(response, headers.authorization === "Session s-1" ? { me: "Anna" } : {}, 200);
  });
});
beforeEach(() => void (world.seen.length = 0));
afterAll(() => world.stop());

const asks = { status: 200, json: [{ at: "/ask", exists: true }] };
const use = {
  kind: "login",
  fields: [{ name: "code", role: "secret", label: { en: "Code" } }],
  request: { method: "POST", path: "/login", json: { user: "{username}", password: "{password}" } },
  prompts: [
    {
      when: asks,
      field: "code",
      label: { at: "/ask" },
      takes: { ticket: { at: "/ticket" } },
      cookies: true,
      request: { method: "POST", path: "/code", json: { ticket: "{ticket}", code: "{code}" } },
    },
  ],
  yes: [{ json: [{ at: "/session", type: "string" }] }],
  no: [
    { when: { status: 401 }, cause: "credentials_wrong", field: "password" },
    { when: { status: 410 }, cause: "credentials_expired", field: "code" },
  ],
  takes: { session: { at: "/session" } },
  carry: { header: { name: "Authorization", prefix: "Session ", value: "{session}" } },
  lives: 3600,
  ...asked,
};
const system = systemWith(use);
const entered: Values = { username: "anna", password: "right" };

/** One press: what was entered goes with what earlier ones have kept. */
function presses() {
  let kept: Values = {};
  return {
    kept: () => kept,
    press: (values: Values, more: { unattended?: true } = {}) =>
      login.signIn(
        visitTo(system, { ...kept, ...values }, world.url, {
          keep: (found) => Promise.resolve(void (kept = { ...kept, ...found })),
          ...more,
        }),
      ),
  };
}
const urls = () => world.seen.map(({ url }) => url);

test("its field is there from the beginning, and nobody has to fill it in", () => {
  const field = login.fields(system.methods[0] as never, system).find(({ name }) => name === "code");
  expect(field).toMatchObject({ later: true, optional: true });
});

test("what is asked for is told at its field, in the system's words, and the next press answers it", async () => {
  const { press, kept } = presses();
  const { finding, signedIn } = await press(entered);
  expect(finding).toMatchObject({ answer: "no", cause: "answer_needed", field: "code" });
  expect(finding.facts).toEqual([{ kind: "asks", value: "Code sent to +49…1" }]);
  expect(signedIn).toBeUndefined();
  expect((await press({ ...entered, code })).finding).toMatchObject({
    answer: "yes",
    facts: [{ kind: "identity", value: "Anna" }],
  });
  expect(urls()).toEqual(["/login", "/code", "/me"]);
  expect(kept()).toMatchObject({ $ticket: "" });
  expect(JSON.stringify(kept())).not.toContain(code);
});

test("a wrong code is told at its field, and the right one is still good", async () => {
  const { press } = presses();
  await press(entered);
  expect((await press({ ...entered, code: "000000" })).finding).toMatchObject({
    answer: "no",
    cause: "credentials_wrong",
    field: "code",
  });
  expect((await press({ ...entered, code })).finding.answer).toBe("yes");
  expect(urls()).toEqual(["/login", "/code", "/code", "/me"]);
});

test("with the field left empty another code is asked for", async () => {
  const { press } = presses();
  await press(entered);
  expect((await press(entered)).finding.facts).toEqual([{ kind: "asks", value: "Code sent to +49…2" }]);
  expect((await press({ ...entered, code })).finding.answer).toBe("yes");
});

test("a ticket never goes with another password, and a refusal forgets it", async () => {
  const { press } = presses();
  await press(entered);
  expect((await press({ ...entered, password: "wrong", code })).finding).toMatchObject({
    cause: "credentials_wrong",
    field: "password",
  });
  expect(urls()).toEqual(["/login", "/login"]);
  world.seen.length = 0;
  await press({ ...entered, code });
  expect(urls()[0]).toBe("/login");
});

test("who knows the code before it is asked for answers in the same press", async () => {
  expect((await presses().press({ ...entered, code })).finding.answer).toBe("yes");
  expect(urls()).toEqual(["/login", "/code", "/me"]);
});

test("a ticket that is missing is not understood, and nothing is asked further", async () => {
  const without = systemWith({
    ...use,
    prompts: [{ ...use.prompts[0]!, takes: { ticket: { at: "/nowhere" } } }],
  });
  const { finding } = await login.signIn(visitTo(without, { ...entered, code }, world.url));
  expect(finding).toMatchObject({ answer: "unknown", cause: "answer_not_understood" });
  expect(urls()).toEqual(["/login"]);
});

test("what asks without end is asked no more", async () => {
  const endless = systemWith({
    ...use,
    fields: [...use.fields, { name: "pin" }],
    prompts: [
      { when: { ...asks, text: "Code" }, field: "code", request: { path: "/again" } },
      { when: { text: "me" }, field: "pin", request: { ...use.request } },
    ],
  });
  const values = { ...entered, code, pin: "1" };
  const { finding } = await login.signIn(visitTo(endless, values, world.url));
  expect(finding.cause).toBe("answer_not_understood");
  expect(urls().length).toBeLessThanOrEqual(3);
});
