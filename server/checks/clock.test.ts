import { expect, test } from "vitest";
import type { HttpAnswer } from "../methods/answer.js";
import { clockWarnings } from "./clock.js";

const now = Date.parse("2026-11-24T12:00:00Z");
const told = (headers: Record<string, string>) =>
  clockWarnings({ headers: new Headers(headers) } as HttpAnswer, now).map(({ cause }) => cause);

test.each([
  ["the same time", { date: "Tue, 24 Nov 2026 12:00:04 GMT" }, []],
  ["two hours ahead", { date: "Tue, 24 Nov 2026 14:00:00 GMT" }, ["clock_differs"]],
  ["two hours behind", { date: "Tue, 24 Nov 2026 10:00:00 GMT" }, ["clock_differs"]],
  ["an answer that is two hours old", { date: "Tue, 24 Nov 2026 10:00:00 GMT", age: "7200" }, []],
  ["no time at all", {}, []],
  ["no time that can be read", { date: "noon" }, []],
])("%s", (_name, headers, warnings) => {
  expect(told(headers)).toEqual(warnings);
});
