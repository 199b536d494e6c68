const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/**
 * Pauses (ms) between the ten attempts of one delivery, about 75 h in all: a moment for a blip, then an outage of
 * hours costs few attempts, and one of a week-end is outlived.
 */
export const attemptPauses = [
  5 * second,
  5 * minute,
  1 * hour,
  4 * hour,
  8 * hour,
  10 * hour,
  14 * hour,
  18 * hour,
  20 * hour,
] as const;
export const maxAttempts = attemptPauses.length + 1;

/** No Retry-After makes us wait longer than this (ms). */
export const longestRetryAfter = 24 * hour;

/**
 * How long to wait (ms) after `attempts` attempts; `undefined` when that was the last one. Own pause within 10 % either
 * way, so that what failed together does not come back together; a Retry-After (s) may lengthen it, never shorten.
 */
export function pauseAfter(attempts: number, random: number, retryAfter = 0): number | undefined {
  const pause = attemptPauses[attempts - 1];
  if (pause === undefined) return undefined;
  const own = pause * (0.9 + 0.2 * random);
  return Math.round(Math.max(own, Math.min(retryAfter * second, longestRetryAfter)));
}
