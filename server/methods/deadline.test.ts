import { once } from "node:events";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { deadlineOf } from "./deadline.js";

const nameOf = ({ signal }: { signal: AbortSignal }) => (signal.reason as DOMException).name;

test("ends by itself, also when everything unused was collected meanwhile", async () => {
  const outer = deadlineOf(new AbortController().signal, 50);
  const inner = deadlineOf(outer.signal, 10_000);
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  await once(inner.signal, "abort");
  expect(nameOf(inner)).toBe("TimeoutError");
  inner.release();
});

test("ends with the signal it follows, for its reason", () => {
  const followed = new AbortController();
  const deadline = deadlineOf(followed.signal, 10_000);
  followed.abort("gone");
  expect(deadline.signal.reason).toBe("gone");
  expect(deadlineOf(followed.signal, 10_000).signal.aborted).toBe(true);
  deadline.release();
});

test("released, it ends no more", () => {
  const followed = new AbortController();
  const deadline = deadlineOf(followed.signal, 10_000);
  deadline.release();
  followed.abort();
  expect(deadline.signal.aborted).toBe(false);
});
