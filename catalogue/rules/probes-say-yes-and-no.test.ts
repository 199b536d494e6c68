import { expect, test } from "vitest";
import { entry } from "./entry.fixture.js";
import { probesSayYesAndNo } from "./probes-say-yes-and-no.js";

test("both said is right", () => expect(probesSayYesAndNo.check(entry(), [])).toEqual([]));

test("a probe without no is found", () =>
  expect(
    probesSayYesAndNo.check(entry({ recognition: [{ question: { path: "/" }, yes: [{ text: "x" }], no: [] }] }), []),
  ).toEqual([expect.stringContaining("not what no does")]));
test("a status alone as a yes is found", () =>
  expect(
    probesSayYesAndNo.check(
      entry({
        recognition: [
          { question: { path: "/" }, yes: [{ status: 200 }], no: [{ when: { status: 404 }, cause: "wrong_product" }] },
        ],
      }),
      [],
    ),
  ).toEqual([expect.stringContaining("no evidence")]));
