import { format, inspect } from "node:util";
import { expect, test } from "vitest";
import { Secret } from "./secret.js";

const secret = new Secret("hunter2");

test.each([
  ["String()", () => String(secret)],
  ["a template literal", () => `${secret}`],
  ["addition", () => ("" + (secret as unknown as string)) as string],
  ["JSON", () => JSON.stringify({ secret, list: [secret] })],
  ["util.inspect", () => inspect({ secret }, { showHidden: true, depth: null })],
  ["util.format", () => format("%s %o %O %j", secret, secret, secret, secret)],
  ["its members", () => Object.entries(secret).join() + Reflect.ownKeys(secret).join()],
  ["an error", () => inspect(new Error("failed", { cause: secret }))],
  ["a structured clone", () => inspect(structuredClone({ ...secret }))],
])("does not show itself in %s", (_way, print) => {
  expect(print()).not.toContain("hunter2");
});

test("reveals itself when asked", () => {
  expect(secret.reveal()).toBe("hunter2");
});
