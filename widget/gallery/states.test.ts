import { expect, test } from "vitest";
import { causeCodes } from "#contract/cause";
import { languages } from "#contract/text";
import { loadWords } from "../words/load.js";
import { states } from "./states.js";

test.each(causeCodes)("%s has a state to look at, with its own cause in it", (code) => {
  expect(states[`cause.${code}`]).toMatchObject({
    step: "checks",
    run: { outcome: { outcome: "failed", cause: code } },
  });
});

test.each(languages)("every cause has words of its own: %s", async (language) => {
  const { causes } = await loadWords(language);
  expect(Object.keys(causes).sort()).toEqual([...causeCodes].sort());
});
