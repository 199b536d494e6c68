import { expect, test } from "vitest";
import { entry } from "./entry.fixture.js";
import { linearPatterns } from "./linear-patterns.js";

test("RE2 is right", () =>
  expect(
    linearPatterns.check(
      entry({ address: { kind: "web", keepPath: "^/(?:sites|teams)/[^/]+", example: "https://x.example.com" } }),
      [],
    ),
  ).toEqual([]));

test("look-ahead is found", () =>
  expect(
    linearPatterns.check(
      entry({ address: { kind: "web", keepPath: "^/(?=a)", example: "https://x.example.com" } }),
      [],
    ),
  ).toEqual([expect.stringContaining("not an RE2 expression")]));
