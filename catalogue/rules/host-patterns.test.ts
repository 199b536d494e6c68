import { expect, test } from "vitest";
import { entry } from "./entry.fixture.js";
import { hostPatterns } from "./host-patterns.js";

test("a vendor's own domain is right", () =>
  expect(
    hostPatterns.check(
      entry({ address: { kind: "web", hosts: ["{tenant}.odoo.com"], example: "https://x.example.com" } }),
      [],
    ),
  ).toEqual([]));

test("a whole ending is found", () =>
  expect(
    hostPatterns.check(
      entry({ address: { kind: "web", hosts: ["{tenant}.co.uk"], example: "https://x.example.com" } }),
      [],
    ),
  ).toEqual([expect.stringContaining("not bound")]));
test("a shared host is found", () =>
  expect(
    hostPatterns.check(
      entry({ address: { kind: "web", hosts: ["{tenant}.github.io"], example: "https://x.example.com" } }),
      [],
    ),
  ).toEqual([expect.stringContaining("anybody")]));
