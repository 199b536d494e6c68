import { expect, test } from "vitest";
import { entry } from "./entry.fixture.js";
import { probesOnlyRead } from "./probes-only-read.js";

test("reading is right", () => expect(probesOnlyRead.check(entry(), [])).toEqual([]));

test("a path that changes something is found", () =>
  expect(
    probesOnlyRead.check(
      entry({
        reads: {
          vendors: {
            question: { method: "POST", path: "/vendors/delete" },
            yes: [{ text: "x" }],
            no: [{ when: { status: 401 }, cause: "credentials_wrong" }],
          },
        },
      }),
      [],
    ),
  ).toEqual([expect.stringContaining("reads like a change")]));
test("a remote call that writes is found", () =>
  expect(
    probesOnlyRead.check(
      entry({
        reads: {
          vendors: {
            question: { method: "POST", path: "/rpc", json: { method: "model.party.create" } },
            yes: [{ text: "x" }],
            no: [{ when: { status: 401 }, cause: "credentials_wrong" }],
          },
        },
      }),
      [],
    ),
  ).toEqual([expect.stringContaining("reads like a change")]));
