import { expect, test } from "vitest";
import { entry } from "./entry.fixture.js";
import { sources } from "./sources.js";

test("claims with dated sources are right", () => expect(sources.check(entry(), [])).toEqual([]));

test("a claim without a source is found", () =>
  expect(
    sources.check(
      entry({
        sources: [
          {
            url: "https://vendor.example.com/api",
            read: "2026-11-01",
            for: ["address", "method", "recognition", "probe"],
          },
        ],
      }),
      [],
    ),
  ).toEqual([expect.stringContaining("none is for steps")]));
test("an address that is none is found", () =>
  expect(sources.check(entry({ sources: [{ url: "the manual", read: "2026-11-01" }] }), [])).toEqual([
    expect.stringContaining("neither an https address"),
  ]));
test("a level older than its sources is found", () =>
  expect(sources.check(entry({ proven: { level: "claimed", on: "2020-01-01" } }), [])).toEqual([
    expect.stringContaining("is before"),
  ]));
