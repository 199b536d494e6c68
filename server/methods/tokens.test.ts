import { describe, expect, it } from "vitest";
import { tokensDue } from "./tokens.js";

const now = 1_800_000_000_000;
const minute = 60_000;
const of = (lives: number | undefined, refreshToken: string | undefined = "r") =>
  tokensDue(
    {
      ...(lives !== undefined && { expiresAt: String(now + lives) }),
      ...(refreshToken !== undefined && { refreshToken }),
    },
    now,
  );

describe("when tokens are renewed", () => {
  it("is halfway through a short life, and ten minutes before the end of a long one", () => {
    expect(of(minute)! - now).toBe(minute / 2);
    expect(of(60 * minute)! - now).toBe(50 * minute);
  });
  it("is at once for tokens that are over already", () => expect(of(-5)).toBeLessThanOrEqual(now));
  it("is a whole number of milliseconds, as the store takes it", () => expect(Number.isInteger(of(3)!)).toBe(true));
  it("is never without an end, or without anything to renew by", () => {
    expect(of(undefined)).toBeNull();
    expect(tokensDue({ expiresAt: String(now) }, now)).toBeNull();
  });
});
