import { describe, expect, it } from "vitest";
import { createNewest } from "./newest.js";

describe("the newest run", () => {
  it("aborts the one before it, and no other link's", () => {
    const newest = createNewest();
    const [older, others] = [newest.begin("a"), newest.begin("b")];
    const newer = newest.begin("a");
    expect([older.signal.aborted, newer.signal.aborted, others.signal.aborted]).toEqual([true, false, false]);
  });

  it("is not ended by the end of an older one", () => {
    const newest = createNewest();
    const older = newest.begin("a");
    const newer = newest.begin("a");
    older.end();
    expect(newest.cancel("a")).toBe(true);
    expect(newer.signal.aborted).toBe(true);
    expect(newest.cancel("a")).toBe(false);
  });
});
