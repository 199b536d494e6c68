import { expect, test } from "vitest";
import { entry } from "./entry.fixture.js";
import { placeholders } from "./placeholders.js";
import { probesSayYesAndNo } from "./probes-say-yes-and-no.js";
import { promptsAreAnswered } from "./prompts-are-answered.js";

const signIn = {
  question: { path: "/me" },
  yes: [{ json: [{ at: "/me", exists: true }] }],
  no: [{ when: { status: 401 }, cause: "credentials_wrong" as const }],
};
const prompt = {
  when: { json: [{ at: "/ask", exists: true }] },
  field: "code",
  takes: { ticket: { at: "/ticket" } },
  request: { method: "POST" as const, path: "/code", json: { ticket: "{ticket}", code: "{code}" } },
};
const use = {
  kind: "login" as const,
  fields: [{ name: "code", label: { en: "Code", de: "Code" } }],
  request: { method: "POST" as const, path: "/login", json: { password: "{password}" } },
  yes: [{ json: [{ at: "/session", exists: true }] }],
  no: [{ when: { status: 401 }, cause: "credentials_wrong" as const }],
  prompts: [prompt],
  lives: 3600,
  signIn,
};
const found = (more: Partial<typeof use>) => promptsAreAnswered.check(entry({ methods: [{ ...use, ...more }] }), []);

test("a prompt with its field, its request and a session that lives is right", () => expect(found({})).toEqual([]));
test("a field that there is not is found", () =>
  expect(found({ fields: [] })).toEqual([expect.stringContaining("none of the fields")]));
test("an answer that is never sent is found", () =>
  expect(
    found({ prompts: [{ ...prompt, request: { ...prompt.request, json: { ticket: "{ticket}", code: "" } } }] }),
  ).toEqual([expect.stringContaining("never sent")]));
test("a session that ends with the code is found", () => {
  const { lives: _, ...without } = use;
  expect(promptsAreAnswered.check(entry({ methods: [without] }), [])).toEqual([expect.stringContaining("has to live")]);
});
test("a session of which nobody can say whether it is over is found", () => {
  const { signIn: _, ...without } = use;
  expect(promptsAreAnswered.check(entry({ methods: [without] }), [])).toEqual([expect.stringContaining("add signIn")]);
});

test("other rules look into prompts, too", () => {
  const strange = { ...prompt, when: {}, request: { ...prompt.request, path: "/{nowhere}" } };
  const system = entry({ methods: [{ ...use, prompts: [strange] }] });
  expect(placeholders.check(system, [])).toEqual([expect.stringContaining("{nowhere}")]);
  expect(probesSayYesAndNo.check(system, [])).toEqual([expect.stringContaining("prompts/0/when: states nothing")]);
});
