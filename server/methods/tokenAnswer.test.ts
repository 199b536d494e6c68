import { describe, expect, it } from "vitest";
import { standardAnswer } from "./tokenAnswer.js";

const json = { "content-type": "application/json" };
async function made(body: string, { type = json["content-type"], status = 200, ...more } = {}) {
  const answer = await standardAnswer(new Response(body, { status, headers: { "content-type": type, ...more } }));
  const text = await answer.text();
  return { status: answer.status, type: answer.headers.get("content-type"), text, said: safely(text) };
}
const safely = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
const told = async (said: object) => (await made(JSON.stringify({ access_token: "t", ...said }))).said;

describe("becomes what the standard says", () => {
  it("from a form", async () => {
    const { type, said } = await made("access_token=t&expires_in=60&scope=a%20b", {
      type: "application/x-www-form-urlencoded; charset=utf-8",
    });
    expect(type).toBe("application/json");
    expect(said).toEqual({ access_token: "t", token_type: "Bearer", expires_in: 60, scope: "a b" });
  });
  it("from JSON under another type", async () =>
    expect((await made('{"access_token":"t","token_type":"bearer"}', { type: "text/plain" })).said).toEqual({
      access_token: "t",
      token_type: "bearer",
    }));
  it("without a type of token, as a bearer's", async () =>
    expect(await told({ token_type: null })).toEqual({ access_token: "t", token_type: "Bearer" }));
  it("from scopes as a list", async () => expect(await told({ scope: ["a", "b"] })).toMatchObject({ scope: "a b" }));
  it("from an error under 200, even beside a token", async () => {
    expect((await made('{"error":"bad_verification_code"}')).status).toBe(400);
    expect((await made('{"error":"invalid_grant","access_token":"t"}')).status).toBe(400);
    expect((await made('{"error":"","access_token":"t"}', { status: 201 })).status).toBe(200);
  });
});

describe("a life", () => {
  it.each([
    [3600, 3600],
    ["3600", 3600],
    [59.9, 59],
    [1e300, 10 * 366 * 86_400],
  ])("of %j is %j seconds", async (said, seconds) =>
    expect(await told({ expires_in: said })).toMatchObject({ expires_in: seconds }),
  );
  it.each(["-1", -1, 0, "", null, {}, true, "0x10", "1e9"])("of %j is without an end", async (said) =>
    expect(await told({ expires_in: said })).not.toHaveProperty("expires_in"),
  );
});

describe("is passed on as it is, to be refused", () => {
  it("a life in words", async () => expect(await told({ expires_in: "soon" })).toMatchObject({ expires_in: "soon" }));
  it.each([
    ["a page", "<html>Sign in</html>", "text/html"],
    ["broken JSON", '{"access_token":"t"', "application/json"],
    ["a list", '[{"access_token":"t"}]', "application/json"],
    ["a form with two tokens", "access_token=t&access_token=u", "application/x-www-form-urlencoded"],
    ["nothing", "", "application/json"],
  ])("%s", async (_, body, type) =>
    expect(await made(body, { type })).toMatchObject({ status: 200, type, text: body }),
  );
  it("and a status of its own stays", async () => expect((await made("oops", { status: 502 })).status).toBe(502));
});

it("changes no prototype", async () => {
  await made('{"access_token":"t","__proto__":{"admin":true}}');
  expect({}).not.toHaveProperty("admin");
});
