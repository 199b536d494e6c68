import { describe, expect, it } from "vitest";
import { cleanKey, readValues } from "./clean.js";
import { systemWith } from "./world.fixture.js";

const basic = systemWith({ kind: "basic" });
const key = systemWith({ kind: "bearer", prefix: "ApiToken " });
const address = "https://example.com";
const readBasic = (values: Record<string, string>) =>
  readValues(basic, basic.methods[0]!, { address, username: "anna", password: "x", ...values });
const readKey = (token: string) => readValues(key, key.methods[0]!, { address, token });

describe("a key", () => {
  it.each([
    "sk_live_abc",
    "  sk_live_abc ",
    "sk_live_abc\r\n",
    "\ufeffsk_live_abc",
    "\u200bsk_live_abc\u2060",
    '"sk_live_abc"',
    "“sk_live_abc”",
    "'sk_live_abc'\n",
    "`sk_live_abc`",
    "Bearer sk_live_abc",
    "bearer  sk_live_abc",
    "Token sk_live_abc",
    "ApiToken sk_live_abc",
    "Authorization: Bearer sk_live_abc",
    "authorization:Bearer sk_live_abc",
    "api_key=sk_live_abc",
    "API_KEY='sk_live_abc'",
    "export SECRET_KEY=sk_live_abc",
    "X-Api-Key: sk_live_abc",
    '"Authorization: Bearer sk_live_abc"',
  ])("is freed of what was copied along: %j", (text) => {
    expect(readKey(text)).toMatchObject({ values: { token: "sk_live_abc" }, refused: [] });
  });

  it.each([
    "abc==",
    "key",
    "token",
    "a=b=c",
    "user:pass",
    "QUJD=",
    "secret-value",
    "tokenish_1=2",
    "<b>x</b>",
    `"'"'"''"`,
    '";x();t="',
  ])("keeps what is its own: %j", (text) => expect(readKey(text).values["token"]).toBe(text));

  it("says which values were cleaned", () => {
    expect(readKey(" abc ").cleaned).toEqual(["token"]);
    expect(readKey("abc").cleaned).toEqual([]);
  });

  it("keeps the lines of a PEM block", () => {
    const pem = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----";
    expect(cleanKey(`\n${pem}\n`)).toBe(pem);
  });

  it.each([
    ["abc\r\nX-Injected: 1", "control_characters"],
    ["abc\nHost: evil", "control_characters"],
    ["abc\u0001d", "control_characters"],
    ["kéy", "not_ascii"],
    ["\u202aabc\u202c", "not_ascii"],
    ["two words", "blank_inside"],
    ["<b>two words</b>", "blank_inside"],
    ["  ", "missing"],
    ["x".repeat(4097), "too_long"],
  ])("is refused at its field when it cannot be sent: %j", (text, reason) => {
    expect(readKey(text).refused).toEqual([{ field: "token", reason }]);
  });
});

describe("a password", () => {
  it.each([
    "🔑key",
    "x".repeat(4096),
    "%41%42",
    "a:b:c",
    "密码",
    "a+b&c=d",
    "${jndi:ldap://x}",
    "pa\u0308ss",
    " x ",
    "a\tb",
    '"q"',
  ])("stays to the byte: %j", (password) =>
    expect(readBasic({ password })).toMatchObject({ values: { password }, refused: [], cleaned: [] }),
  );
});

describe("a user's name", () => {
  it.each(["DOMAIN\\user", "anna@plant.example", "Zoë", "' onfocus=x '".trim()])("is sent as it is: %j", (username) => {
    expect(readBasic({ username })).toMatchObject({ values: { username }, refused: [] });
  });

  it.each([
    ["", "missing"],
    ["a:b", "colon"],
    ["user\u0000", "control_characters"],
    ["anna ", "blank_at_the_edge"],
  ])("is refused at its field: %j", (username, reason) => {
    expect(readBasic({ username }).refused).toEqual([{ field: "username", reason }]);
  });
});

describe("an entry's own field", () => {
  const own = systemWith({
    kind: "basic",
    fields: [
      { name: "company", role: "company", public: true, pattern: "^[A-Z]+$", max: 5 },
      { name: "site", kind: "choice", choices: [{ value: "a" }], default: "a" },
      { name: "port", role: "port", kind: "number", optional: true },
    ],
  });
  const read = (values: Record<string, string>) =>
    readValues(own, own.methods[0]!, { address, username: "u", password: "p", company: "ACME", ...values });

  it("has its default where nothing was entered, and may be left out where it is optional", () => {
    expect(read({})).toMatchObject({ values: { site: "a" }, refused: [] });
    expect(read({}).values).not.toHaveProperty("port");
  });

  it.each([
    [{ company: "acme" }, "company", "does_not_match"],
    [{ company: "ACMEACME" }, "company", "too_long"],
    [{ site: "b" }, "site", "not_a_choice"],
    [{ port: "80x" }, "port", "not_a_number"],
  ])("is judged: %j", (values, field, reason) => {
    expect(read(values as Record<string, string>).refused).toEqual([{ field, reason }]);
  });

  it("that the operator fills is never taken from a person", () => {
    const operators = systemWith({ kind: "basic", fields: [{ name: "appKey", by: "operator" }] });
    const { refused } = readValues(operators, operators.methods[0]!, {
      address,
      username: "u",
      password: "p",
      appKey: "x",
    });
    expect(refused).toEqual([{ field: "appKey", reason: "not_expected" }]);
  });
});
