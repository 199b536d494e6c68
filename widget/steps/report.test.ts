import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Fact } from "#contract";
import { languages } from "#contract/text";
import { certificate, failed } from "../gallery/failing.js";
import { draft, goodRungs, outcome, run } from "../gallery/journey.js";
import { loadWords } from "../words/load.js";
import { reportOf } from "./report.js";

const kinds = Fact.shape.kind.options;
/** As long as a short password, and made of whatever a person may type. */
const secret = fc
  .string({ unit: "grapheme", minLength: 6, maxLength: 40 })
  .filter((text) => /[^\s\d.:/-]{4}/.test(text));

describe.each(languages)("a report (%s)", (language) => {
  test("holds nothing secret, not even when the system sends it back", async () => {
    const words = await loadWords(language);
    const rung = fc.record({ kind: fc.constantFrom(...kinds), around: fc.string({ maxLength: 20 }) });
    fc.assert(
      fc.property(secret, fc.array(rung, { maxLength: 12 }), (typed, facts) => {
        const rungs = goodRungs().map((line, at) => ({
          ...line,
          certificate: { ...certificate, issuer: `CA ${typed}`, names: [typed], subject: typed },
          choices: { field: "database", values: [{ value: typed, label: typed }] },
          facts: facts.slice(at, at + 3).map(({ kind, around }) => ({ kind, value: `${around}${typed}${around}` })),
        }));
        const entered = draft({ values: { address: "https://plant2.odoo.com", username: "anna", apiKey: typed } });
        const report = reportOf(
          words,
          "Key",
          entered,
          run({ rungs, outcome: outcome({ outcome: "failed", cause: "internal" }) }),
        );
        // Chance may have put it among our own words; what is left after them must be free of it.
        const ours = reportOf(words, "Key", draft(), run({ rungs: goodRungs().map(({ facts: _, ...line }) => line) }));
        fc.pre(!ours.includes(typed));
        expect(report).not.toContain(typed);
      }),
      { numRuns: 300 },
    );
  });

  test("says which certificate was shown, and who issued it", async () => {
    const words = await loadWords(language);
    const report = reportOf(words, "Key", draft(), failed("certificate_self_signed"));
    expect(report).toContain(
      "3A:F0:9C:5D:1E:77:B2:08:4C:66:D0:F1:9A:E3:52:1B:8D:40:C7:F3:AA:91:5E:66:02:D8:B4:7C:19:F0:E3:5A",
    );
    expect(report).toContain("Northwind Plant Issuing CA");
  });

  test("keeps to itself who signed in and what was read", async () => {
    const words = await loadWords(language);
    const report = reportOf(words, "Key", draft(), run());
    for (const text of ["anna@plant.example", "P00128", "not-a-real-key"]) expect(report).not.toContain(text);
    expect(report).toContain("req_7Q2hZ0f1");
  });
});
