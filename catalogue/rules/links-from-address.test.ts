import { expect, test } from "vitest";
import { entry } from "./entry.fixture.js";
import { linksFromAddress } from "./links-from-address.js";

test("a link into the person's own system is right", () =>
  expect(
    linksFromAddress.check(
      entry({ methods: [{ kind: "bearer", steps: [{ text: { en: "a", de: "a" }, link: "{address}/profile" }] }] }),
      [],
    ),
  ).toEqual([]));

test("a link elsewhere is found", () =>
  expect(
    linksFromAddress.check(
      entry({
        methods: [{ kind: "bearer", steps: [{ text: { en: "a", de: "a" }, link: "https://elsewhere.net/profile" }] }],
      }),
      [],
    ),
  ).toEqual([expect.stringContaining("does not start at")]));
