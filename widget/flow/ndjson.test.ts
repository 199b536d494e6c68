import fc from "fast-check";
import { expect, test } from "vitest";
import { readLines } from "./ndjson.js";

const streamOf = (bytes: Uint8Array, cuts: readonly number[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      let from = 0;
      for (const cut of [...cuts.map((c) => c % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]) {
        controller.enqueue(bytes.slice(from, cut));
        from = cut;
      }
      controller.close();
    },
  });

test("gives every line once and in order, wherever the bytes are cut", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.jsonValue(), { maxLength: 8 }),
      fc.array(fc.nat(), { maxLength: 12 }),
      async (values, cuts) => {
        const text = values.map((v) => JSON.stringify(v)).join("\n");
        const seen: unknown[] = [];
        await readLines(streamOf(new TextEncoder().encode(text), cuts), (line) => seen.push(line));
        expect(JSON.stringify(seen)).toBe(JSON.stringify(values));
      },
    ),
  );
});

test("says so when a line is not JSON", async () => {
  const broken = streamOf(new TextEncoder().encode('{"a":1}\n<html>\n'), []);
  await expect(readLines(broken, () => undefined)).rejects.toThrow(SyntaxError);
});
