import { expect, test } from "vitest";
import { entry } from "./entry.fixture.js";
import { uniqueNames } from "./unique-names.js";

test("a name of its own is right", () =>
  expect(uniqueNames.check(entry(), [entry(), entry({ id: "other", name: "Other" })])).toEqual([]));

test("a second system of the same name is found", () =>
  expect(
    uniqueNames.check(entry({ id: "z", name: "Sam-ple" }), [
      entry({ id: "a", name: "Sample" }),
      entry({ id: "z", name: "Sam-ple" }),
    ]),
  ).toEqual([expect.stringContaining("the name of a already")]));
test("an alias that is another's name is found", () =>
  expect(uniqueNames.check(entry({ aliases: ["Other"] }), [entry({ id: "other", name: "Other" })])).toEqual([
    expect.stringContaining("the name of other"),
  ]));
test("an alias that stands twice is found", () =>
  expect(uniqueNames.check(entry({ aliases: ["Net Suite", "NetSuite"] }), [])).toEqual([
    expect.stringContaining("stands twice"),
  ]));
