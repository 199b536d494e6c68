import { expect, test } from "vitest";
import { entry } from "./entry.fixture.js";
import { everyLanguage } from "./every-language.js";

test("each language said is right", () => expect(everyLanguage.check(entry(), [])).toEqual([]));

test("a step in one language only is found", () =>
  expect(
    everyLanguage.check(entry({ methods: [{ kind: "bearer", steps: [{ text: { en: "Open it" } }] }] }), []),
  ).toEqual([expect.stringContaining('not said in "de"')]));
