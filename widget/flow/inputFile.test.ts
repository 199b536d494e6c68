import { describe, expect, test } from "vitest";
import { InputFile } from "#contract/field";
import { readInputFile } from "./inputFile.js";

const ionapi = InputFile.parse({
  extensions: [".ionapi"],
  expects: [{ at: "/ci" }, { at: "/v", is: "1.0" }],
  takes: { clientId: "/ci", clientSecret: "/cs", username: "/saak", odd: "/a~1b/0" },
});
const right = { ci: "ACME~id", cs: "secret", saak: "ACME#user", v: "1.0", other: "stays here", "a/b": ["deep"] };

describe("a vendor's file", () => {
  test("gives what its fields take, and nothing else", () => {
    expect(readInputFile(ionapi, JSON.stringify(right))).toEqual({
      values: { clientId: "ACME~id", clientSecret: "secret", username: "ACME#user", odd: "deep" },
    });
  });
  test("is read though an editor has put a mark before it", () => {
    expect(readInputFile(ionapi, `\ufeff${JSON.stringify(right)}`)).toHaveProperty("values");
  });
  test.each([
    ["no file of this kind", "-----BEGIN CERTIFICATE-----", "not_readable"],
    ["cut off in copying", JSON.stringify(right).slice(0, 40), "not_readable"],
    ["no object", "7", "not_readable"],
    ["another product's", JSON.stringify({ client_id: "x", type: "service_account" }), "another_product"],
    ["of another version", JSON.stringify({ ...right, v: "2.0" }), "another_product"],
    ["empty of what is needed", JSON.stringify({ ci: "", v: "1.0" }), "nothing_in_it"],
    ["far too large", JSON.stringify({ ...right, pad: "x".repeat(70_000) }), "too_large"],
  ])("that is %s says so", (_, text, refused) => {
    expect(readInputFile(ionapi, text)).toEqual({ refused });
  });
  test("cannot reach what every object has", () => {
    const file = InputFile.parse({ extensions: [".json"], takes: { clientId: "/constructor/name" } });
    expect(readInputFile(file, "{}")).toEqual({ refused: "nothing_in_it" });
  });
});
