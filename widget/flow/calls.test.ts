import { expect, test } from "vitest";
import { endpoints } from "#contract";
import { calls } from "./calls.js";

test("every call of the flow stands in the contract, with the same verb and path", () => {
  const declared = Object.fromEntries(
    Object.keys(calls).map((name) => {
      const { verb, path } = endpoints[name as keyof typeof calls];
      return [name, { verb, path }];
    }),
  );
  expect(calls).toEqual(declared);
});

test("every endpoint that a person's browser may call is known to the flow", () => {
  const persons = Object.entries(endpoints)
    .filter(([, e]) => e.caller === "person")
    .map(([name]) => name);
  expect(Object.keys(calls)).toEqual(expect.arrayContaining(persons));
});
