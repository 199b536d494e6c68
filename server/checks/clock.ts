import type { Warning } from "#contract";
import type { HttpAnswer } from "../methods/answer.js";

// Kerberos and most signed requests bear no more (RFC 4120, 8.2).
const tolerated = 5 * 60_000;

/** A warning where the system's clock, as its Date header tells it (RFC 9110, 6.6.1), is far from ours. */
export function clockWarnings({ headers }: HttpAnswer, now = Date.now()): Warning[] {
  // A cached answer is as old as it says (RFC 9111, 5.1).
  const theirs = Date.parse(headers.get("date") ?? "") + 1000 * (Number(headers.get("age")) || 0);
  return Math.abs(theirs - now) > tolerated ? [{ cause: "clock_differs" }] : [];
}
