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

test("evidence that the question itself holds is found, because any server may echo it", () => {
  const recognition = (text: string) => [
    {
      question: { path: "/erp/login" },
      yes: [{ text }],
      no: [{ when: { status: 404 }, cause: "wrong_product" as const }],
    },
  ];
  expect(probesSayYesAndNo.check(entry({ recognition: recognition("(?i)/ERP/") }), [])).toEqual([
    expect.stringContaining("stands in the question itself"),
  ]);
  expect(probesSayYesAndNo.check(entry({ recognition: recognition("Plant ERP") }), [])).toEqual([]);
});
