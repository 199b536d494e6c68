import { expect, test } from "vitest";
import { attemptPauses, maxAttempts, pauseAfter } from "./schedule.js";
import { retryAfterSeconds } from "./retry-after.js";

const hour = 3600_000;

test("ten attempts, 75 hours from the first to the last", () => {
  expect(maxAttempts).toBe(10);
  const whole = attemptPauses.reduce((sum, pause) => sum + pause, 0);
  expect(whole / hour).toBeGreaterThanOrEqual(75);
  expect(whole / hour).toBeLessThan(75.5);
  expect(pauseAfter(10, 0.5)).toBeUndefined();
});

test("an outage of three hours costs four attempts, however the jitter falls", () => {
  for (const random of [0, 0.5, 0.999]) {
    const times = [1, 2, 3, 4].map((n) => pauseAfter(n, random)!).map((_, i, all) => all.slice(0, i + 1));
    const at = times.map((pauses) => pauses.reduce((sum, pause) => sum + pause, 0));
    expect([0, ...at].filter((ms) => ms < 3 * hour)).toHaveLength(4);
  }
});

test("pauses differ by up to 10 % either way", () => {
  expect(pauseAfter(3, 0)).toBe(54 * 60_000);
  expect(pauseAfter(3, 1)).toBe(66 * 60_000);
});

test("Retry-After lengthens a pause, up to 24 h, and never shortens it", () => {
  expect(pauseAfter(1, 0.5, 90)).toBe(90_000);
  expect(pauseAfter(1, 0.5, 0)).toBe(5000);
  expect(pauseAfter(3, 0.5, 90)).toBe(hour);
  expect(pauseAfter(1, 0.5, 99_999_999)).toBe(24 * hour);
});

const now = Date.parse("2026-11-24T12:00:00Z");
test.each([
  ["120", 120],
  [" 0 ", 0],
  ["Tue, 24 Nov 2026 12:01:30 GMT", 90],
  ["Tuesday, 24-Nov-26 12:01:30 GMT", 90],
  ["Tue, 24 Nov 2026 11:00:00 GMT", 0],
  ["soon", undefined],
  ["-5", undefined],
  ["1.5", undefined],
  ["", undefined],
  [null, undefined],
])("Retry-After %j is %j seconds", (value, seconds) => {
  expect(retryAfterSeconds(value, now)).toBe(seconds);
});
