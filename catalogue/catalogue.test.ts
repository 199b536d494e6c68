import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readCatalogue } from "./index.js";
import { rules } from "./rules/all.js";
import { isFresh, schemaCommand } from "./schema.js";

const sandbox = fileURLToPath(new URL("../demo/sandbox/systems", import.meta.url));
const systems = readCatalogue(undefined, sandbox);

describe("every entry, the sandbox's too, keeps every promise", () => {
  test.each(rules.map((rule) => [rule.name, rule] as const))("%s", (_, rule) => {
    expect(systems.flatMap((system) => rule.check(system, systems).map((what) => `${system.id}: ${what}`))).toEqual([]);
  });
});

test("the schema for editors says what the contract says", () => {
  expect(isFresh(), `Run ${schemaCommand}`).toBe(true);
});
