import { afterAll, beforeAll } from "vitest";
import type { Running } from "../realSystem.js";

/** Starts a system before the tests of this file or block and stops it after; the result gives the running one. */
export function whileRunning<R extends Running>(start: () => Promise<R>): () => R {
  let running: R | undefined;
  // The first start of all may have to install packages and fill a database.
  beforeAll(async () => {
    running = await start();
  }, 300_000);
  afterAll(() => running?.stop(), 30_000);
  return () => {
    if (!running) throw new Error("This system runs only inside a test.");
    return running;
  };
}
