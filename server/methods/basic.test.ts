import { describe, expect, it } from "vitest";
import { readValues } from "./clean.js";
import { asked, httpMethodSuite, reads } from "./http.suite.js";
import { systemWith } from "./world.fixture.js";

const system = systemWith({ kind: "basic", ...asked }, reads);
const values = { address: "https://example.com", username: "PLANT\\anna", password: "pä:ss \u{1F511} a\u0308" };

httpMethodSuite("basic", {
  system,
  fields: ["address", "username", "password"],
  sealed: ["password"],
  values,
  isSigned: ({ headers }) =>
    headers.authorization === `Basic ${Buffer.from(`${values.username}:${values.password}`).toString("base64")}`,
  wrong: { ...values, password: "wrong-password" },
});

describe("basic, its fields", () => {
  const refused = (username: string) => readValues(system, system.methods[0]!, { ...values, username }).refused;

  it("refuses a colon in the user's name, which would end it", () => {
    expect(refused("a:b")).toEqual([{ field: "username", reason: "colon" }]);
  });

  it("takes a colon in the password", () => {
    expect(refused("anna")).toEqual([]);
  });

  it("needs no user's name where the entry fixes it", () => {
    const fixed = systemWith({ kind: "basic", user: "{password}", password: "x", ...asked });
    const read = readValues(fixed, fixed.methods[0]!, { address: "https://example.com", password: "k" });
    expect(read).toMatchObject({ refused: [], values: { password: "k" } });
  });
});
