import { expect, test } from "vitest";
import { baseIsPinned } from "./base-is-pinned.js";
import { entry } from "./entry.fixture.js";
import { hostPatterns } from "./host-patterns.js";
import { placeholders } from "./placeholders.js";
import type { Rule } from "./rule.js";
import { templatedLabels } from "./templated-labels.js";

const signIn = {
  question: { path: "/me" },
  yes: [{ json: [{ at: "/name", type: "string" as const }] }],
  no: [{ when: { status: 401 }, cause: "credentials_wrong" as const }],
};
const found = (base: { url: string; hosts?: string[] }, more: object = {}, rule: Rule = baseIsPinned) =>
  rule.check(entry({ methods: [{ kind: "bearer", signIn, base, ...more }] }), []);
const takes = { signIn: { ...signIn, takes: { server: { at: "/server" } } } };

test("the entry's own word is right, the address, and an answer that is held to hosts", () => {
  for (const base of [
    { url: "https://api.sample.com/v2" },
    { url: "{address}/api" },
    { url: "{server}/api", hosts: ["{region}.sample.com", "api.sample.com:8443"] },
  ]) {
    for (const rule of [baseIsPinned, hostPatterns, templatedLabels, placeholders]) {
      expect(found(base, takes, rule)).toEqual([]);
    }
  }
});

test("what an answer says, and nothing holds it, is found", () =>
  expect(found({ url: "{server}/api" }, takes)).toEqual([expect.stringContaining("name the hosts")]));
test("a stand-in that is no whole origin is found", () =>
  expect(found({ url: "{server}.sample.com", hosts: ["{x}.sample.com"] }, takes)).toEqual([
    expect.stringContaining("no origin"),
  ]));
test("hosts where nothing is open are found", () =>
  expect(found({ url: "https://api.sample.com", hosts: ["api.sample.com"] })).toEqual([
    expect.stringContaining("needs none"),
  ]));
test("a place without a question to sign in there is found", () =>
  expect(found({ url: "https://api.sample.com" }, { signIn: undefined })).toEqual([
    expect.stringContaining("what is asked there"),
  ]));
test("hosts where anybody can have a name are found", () => {
  expect(found({ url: "{server}", hosts: ["{x}.github.io"] }, takes, hostPatterns)).toEqual([
    expect.stringContaining("anybody can have a name"),
  ]);
  expect(found({ url: "{server}", hosts: ["{x}.com"] }, takes, templatedLabels)).toEqual([
    expect.stringContaining("leaves the domain itself open"),
  ]);
});
test("a place that is not https, or whose domain is open, is found", () => {
  expect(found({ url: "http://api.sample.com" }, {}, templatedLabels)).toEqual([expect.stringContaining("not https")]);
  expect(found({ url: "https://api.{server}.com" }, takes, templatedLabels)).toEqual([
    expect.stringContaining("leaves the domain itself open"),
  ]);
});
test("a name that nothing tells is found", () =>
  expect(found({ url: "{server}", hosts: ["{x}.sample.com"] }, {}, placeholders)).toEqual([
    expect.stringContaining("{server} is nothing"),
  ]));
