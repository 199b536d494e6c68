import { afterAll, beforeAll, expect, test } from "vitest";
import { asked } from "./http.suite.js";
import type { Method } from "./method.js";
import { methodOf } from "./methods.js";
import { json, pretend, systemWith, visitTo, type Pretend } from "./world.fixture.js";

let world: Pretend;
let companies: unknown = [];
beforeAll(async () => {
  world = await pretend(({ url }, response) => {
    if (url.startsWith("/companies")) return json(response, { companies });
    if (url.startsWith("/orders")) return json(response, { orders: [], url });
    json(response, { me: "anna" });
  });
});
afterAll(() => world.stop());

const system = systemWith(
  {
    kind: "bearer",
    ...asked,
    fields: [{ name: "company", role: "company", public: true, optional: true }],
    choose: {
      question: { path: "/companies" },
      yes: [{ json: [{ at: "/companies", type: "array" }] }],
      no: [{ when: { status: 403 }, cause: "permission_missing" }],
      choices: { input: "company", at: "/companies", item: "/id", label: "/name" },
    },
  },
  {
    reads: {
      purchaseOrders: {
        question: { path: "/orders", query: { of: "{company}" } },
        yes: [{ json: [{ at: "/orders", type: "array" }] }],
        no: [{ when: { status: 404 }, cause: "unknown_path" }],
      },
    },
  },
);
const signIn = (offered: unknown, company = "") => {
  companies = offered;
  world.seen.length = 0;
  const values = { token: "t", ...(company && { company }) };
  return (methodOf(system.methods[0]!) as Method).signIn(visitTo(system, values, world.url));
};

test("the only company is taken, told, and asked with from then on", async () => {
  const { finding, signedIn } = await signIn([{ id: 7 }]);
  expect(finding).toMatchObject({ answer: "yes" });
  expect(signedIn?.chosen).toEqual({ company: "7" });
  await signedIn?.read("purchaseOrders");
  expect(world.seen.at(-1)?.url).toBe("/orders?of=7");
});

test("of several the person picks, and nothing is read until she has", async () => {
  const { finding, signedIn } = await signIn([{ id: "north" }, { id: "south" }]);
  expect(signedIn).toBeUndefined();
  expect(finding).toMatchObject({
    answer: "no",
    cause: "choice_needed",
    field: "company",
    choices: { field: "company", values: [{ value: "north" }, { value: "south" }] },
    facts: [{ kind: "identity", value: "anna" }],
  });
});

test("each is offered by the name that people know, where it has one", async () => {
  const { finding } = await signIn([
    { id: 7, name: "North" },
    { id: 8, name: null },
    { id: 7, name: "Again" },
    { name: "X" },
  ]);
  expect(finding.choices).toEqual({ field: "company", values: [{ value: "7", label: "North" }, { value: "8" }] });
});

test("what she picked is asked with, and the list is not asked for again", async () => {
  const { signedIn } = await signIn([{ id: "north" }, { id: "south" }], "south");
  await signedIn?.read("purchaseOrders");
  expect(world.seen.map(({ url }) => url)).toEqual(["/me", "/orders?of=south"]);
});

test("an account without any company is told so at the field", async () => {
  const { finding } = await signIn([]);
  expect(finding).toMatchObject({ cause: "company_unknown", field: "company" });
});
