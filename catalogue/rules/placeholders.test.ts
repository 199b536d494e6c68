import { expect, test } from "vitest";
import { entry } from "./entry.fixture.js";
import { placeholders } from "./placeholders.js";

test("a field's name is right", () => expect(placeholders.check(entry(), [])).toEqual([]));

test("an unknown name is found", () =>
  expect(
    placeholders.check(entry({ methods: [{ kind: "bearer", headers: { "x-company": "{company}" } }] }), []),
  ).toEqual([expect.stringContaining("{company} is nothing")]));
test("a field in recognition, which comes before any, is found", () =>
  expect(
    placeholders.check(
      entry({
        recognition: [
          {
            question: { path: "/{token}" },
            yes: [{ text: "x" }],
            no: [{ when: { status: 404 }, cause: "wrong_product" }],
          },
        ],
      }),
      [],
    ),
  ).toEqual([expect.stringContaining("{token} is nothing")]));
