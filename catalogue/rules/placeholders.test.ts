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
test("a key whose place is the path has to stand in one", () => {
  const found = (path: string) => {
    const signIn = {
      question: { path },
      yes: [{ status: 200 }],
      no: [{ when: { status: 401 }, cause: "credentials_wrong" as const }],
    };
    return placeholders.check(entry({ methods: [{ kind: "apiKey", place: "path", name: "key", signIn }] }), []);
  };
  expect(found("/{key}/me")).toEqual([]);
  expect(found("/me")).toEqual([expect.stringContaining("the key is never sent")]);
});
