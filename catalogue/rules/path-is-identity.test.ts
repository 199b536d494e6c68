import { expect, test } from "vitest";
import { entry } from "./entry.fixture.js";
import { pathIsIdentity } from "./path-is-identity.js";

test("an id like a file name is right", () => expect(pathIsIdentity.check(entry(), [entry()])).toEqual([]));

test("an id that is no file name is found", () =>
  expect(pathIsIdentity.check(entry({ id: "My System" }), [])).toEqual([expect.stringContaining("no file name")]));
test("an id that stands twice is found", () =>
  expect(pathIsIdentity.check(entry(), [entry(), entry()])).toEqual([expect.stringContaining("two categories")]));
test("two methods of one id are found", () =>
  expect(pathIsIdentity.check(entry({ methods: [{ kind: "bearer" }, { kind: "bearer" }] }), [])).toEqual([
    expect.stringContaining("same id"),
  ]));
test("an entry that stands further away names the schema from there", () =>
  expect(pathIsIdentity.check(entry({ $schema: "../../../../catalogue/system.schema.json" }), [])).toEqual([]));
test("another schema is found", () =>
  expect(pathIsIdentity.check(entry({ $schema: "./other.json" }), [])).toEqual([expect.stringContaining("$schema")]));
