import type { CauseCode, Certificate, CheckLine, CheckName, Fact } from "#contract";
import { causes, type Cause } from "#contract/cause";
import type { Run } from "../flow/state.js";
import { goodRungs, outcome, run } from "./journey.js";
import { odoo } from "./systems.js";

export const certificate: Certificate = {
  subject: "plant2.odoo.com",
  issuer: "Northwind Plant Issuing CA",
  names: ["plant2.odoo.com", "10.20.0.8"],
  validFrom: "2026-01-04T00:00:00.000Z",
  validTo: "2027-01-04T00:00:00.000Z",
  sha256: "3af09c5d1e77b2084c66d0f19ae3521b8d40c7f3aa915e6602d8b47c19f0e35a",
};
export const hostKey = "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU";

/** Where a cause is met, if not by its name: then at the sign-in. */
const place: readonly (readonly [RegExp, CheckName])[] = [
  [/^(?:address_(?!not_allowed)|port_)/, "address"],
  [/^name_/, "name"],
  [/^(?:connection_|unreachable)/, "reach"],
  [/^(?:certificate|tls|client|plain)_/, "secure"],
  [/^(?:http|redirect|login|web|parked|proxy|wrong|unknown|api)/, "recognise"],
  [/^(?:permission|scope|folder|table)_/, "read"],
];

/** What comes along with a cause. */
const facts: Partial<Record<CauseCode, readonly Fact[]>> = {
  tls_required: [{ kind: "address", value: "https://plant2.odoo.example" }],
  redirected_elsewhere: [{ kind: "address", value: "https://erp.plant.example" }],
  connection_refused: [{ kind: "addresses", value: "203.0.113.20" }],
  account_locked: [{ kind: "waitSeconds", value: "272" }],
  rate_limited: [{ kind: "waitSeconds", value: "60" }],
  maintenance: [{ kind: "waitSeconds", value: "4500" }],
};

/** A run that broke off for a cause, at the rung where such a cause is met. */
export function failed(code: CauseCode, change: Partial<Run> = {}): Run {
  const cause: Cause = causes[code];
  const check = place.find(([name]) => name.test(code))?.[1] ?? "signIn";
  const rungs = goodRungs();
  const at = rungs.findIndex((rung) => rung.check === check);
  const blamed = cause.fields?.flatMap((role) => odoo.methods[0]!.fields.filter((f) => f.role === role))[0];
  const answer: CheckLine["answer"] = cause.retry && cause.culprit !== "input" ? "unknown" : "no";
  const { facts: _, ...asked } = rungs[at]!;
  return run({
    rungs: [
      ...rungs.slice(0, at),
      {
        ...asked,
        answer,
        cause: code,
        ...(facts[code] && { facts: [...facts[code]] }),
        ...(cause.trust && { certificate }),
      },
    ],
    outcome: outcome({
      outcome: "failed",
      cause: code,
      ...(blamed && { field: blamed.name }),
      ...(code === "wrong_product" && { system: { id: "tryton", name: "Tryton" } }),
    }),
    ...change,
  });
}
