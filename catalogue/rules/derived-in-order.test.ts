import { expect, test } from "vitest";
import { derivedInOrder } from "./derived-in-order.js";
import { entry } from "./entry.fixture.js";
import { placeholders } from "./placeholders.js";

const with_ = (derives: Record<string, { text: string } | { inDays: number }>) =>
  entry({ methods: [{ kind: "basic", derives, fields: [{ name: "company" }] }] });

test("what is made of inputs, and of what was made before, is right", () => {
  const system = with_({ who: { text: "{company}.{username}" }, what: { text: "{who}:{day}" }, day: { inDays: 1 } });
  expect(placeholders.check(system, [])).toEqual([]);
  expect(derivedInOrder.check(system, [])).toEqual([expect.stringContaining("{day} is not known before it")]);
  expect(derivedInOrder.check(with_({ day: { inDays: 1 }, what: { text: "{company}:{day}" } }), [])).toEqual([]);
});
test("what is made of itself is found", () =>
  expect(derivedInOrder.check(with_({ who: { text: "{who}" } }), [])).toEqual([
    expect.stringContaining("{who} is not known before it"),
  ]));
test("the name of a field is found", () =>
  expect(derivedInOrder.check(with_({ company: { inDays: 1 } }), [])).toEqual([
    expect.stringContaining("{company} is an input already"),
  ]));
test("what is made of nothing known is found", () =>
  expect(placeholders.check(with_({ who: { text: "{nobody}" } }), [])).toEqual([
    expect.stringContaining("{nobody} is nothing"),
  ]));
