import type { CauseCode, CheckLine } from "#contract";
import { placeOf } from "../flow/draft.js";
import { emptyRun } from "../flow/rungs.js";
import type { Draft, Run, Trusted } from "../flow/state.js";
import { certificate, failed, hostKey } from "./failing.js";
import { draft, goodRungs, outcome, reading, run } from "./journey.js";

const typed = (change: Partial<Draft>): Draft => draft({ values: { address: "https://plant2.odoo.com" }, ...change });
const seen = (change: Partial<CheckLine> = {}, secure: Partial<CheckLine> = {}): Run =>
  run({
    rungs: goodRungs()
      .slice(0, 5)
      .map((r) => (r.check === "recognise" ? { ...r, ...change } : r.check === "secure" ? { ...r, ...secure } : r)),
    outcome: outcome({ outcome: "recognised", ms: 412 }),
  });
const inTheWay = (cause: CauseCode, change: Partial<Run> = {}): Draft => typed({ preview: failed(cause, change) });
const trusting = (d: Draft, trust: Trusted["trust"], file: string | null = null): Draft => ({
  ...d,
  trusted: { trust, place: placeOf(d), file, instead: null },
});
const changedKey = failed("certificate_changed");
const keyShown: Run = {
  ...changedKey,
  rungs: changedKey.rungs.map(({ certificate: _, ...rung }) =>
    rung.cause ? { ...rung, facts: [{ kind: "hostKey" as const, value: hostKey }] } : rung,
  ),
};

/** What a person sees below the address, while she types. */
export const previews: Readonly<Record<string, Draft>> = {
  looking: typed({ preview: emptyRun() }),
  recognised: typed({ preview: seen() }),
  plain: typed({
    values: { address: "http://localhost:8069" },
    reading: reading({ url: "http://localhost:8069", notices: ["insecure_http"] }),
    preview: seen({}, { cause: "plain_http" }),
  }),
  moved: typed({
    preview: seen({
      facts: [
        { kind: "product", value: "Odoo" },
        { kind: "address", value: "https://plant2.odoo.com/erp" },
        { kind: "version", value: "17.0" },
      ],
    }),
  }),
  later: typed({ preview: seen({ answer: "unknown", cause: "answer_not_understood", facts: [] }) }),
  "trusted-pin": trusting(typed({ preview: seen({}, { certificate: { ...certificate, trustedBy: "pin" } }) }), {
    pin: certificate.sha256,
  }),
  "trusted-ca": trusting(
    typed({ preview: seen({}, { certificate: { ...certificate, trustedBy: "ca" } }) }),
    { ca: "-----BEGIN CERTIFICATE-----" },
    "northwind-root.pem",
  ),
  "https-offered": inTheWay("tls_required"),
  "other-address": inTheWay("redirected_elsewhere"),
  "other-system": inTheWay("wrong_product"),
  certificate: inTheWay("certificate_self_signed"),
  "file-refused": { ...inTheWay("certificate_unknown_issuer"), refusedFile: "northwind-root.pem" },
  firewall: inTheWay("connection_timed_out"),
  waiting: inTheWay("maintenance", { endedAt: Date.now() }),
  "not-found": inTheWay("name_not_found"),
};

const offers = (...values: string[]) => values.map((value) => ({ value }));
const databases = offers(
  "plant",
  "plant-2",
  "plant-3",
  "spare-parts",
  "test",
  "training",
  "archive-2024",
  "archive-2025",
);
/** Ids that nobody knows by heart, two of one name. */
const companies = [
  { value: "70f1b2a4", label: "Northwind Foods GmbH" },
  { value: "18c33de0", label: "Northwind Foods UK Ltd" },
  { value: "9ab2f6c1", label: "Northwind Foods UK Ltd" },
];
/** What was found for a field, at the field. */
export const choices: Readonly<Record<string, Draft>> = {
  few: typed({ preview: seen(), choices: { database: offers("plant", "test") } }),
  many: typed({ preview: seen(), choices: { database: databases } }),
  named: typed({
    values: { address: "https://plant2.odoo.com", database: "18c33de0" },
    preview: seen(),
    choices: { database: companies },
  }),
  only: typed({
    values: { address: "https://plant2.odoo.com", database: "plant" },
    preview: seen(),
    choices: { database: offers("plant") },
    filled: ["database"],
  }),
};

/** Whether it is her server, after a run. */
export const trusts: Readonly<Record<string, { run: Run; draft: Draft }>> = {
  certificate: { run: failed("certificate_unknown_issuer"), draft: draft() },
  "ca-uploaded": {
    run: failed("certificate_unknown_issuer"),
    draft: trusting(draft(), { ca: "-----BEGIN CERTIFICATE-----" }, "northwind-root.pem"),
  },
  "file-refused": { run: failed("certificate_unknown_issuer"), draft: draft({ refusedFile: "northwind-root.pem" }) },
  "key-changed": { run: keyShown, draft: draft() },
  trusted: {
    run: run({
      rungs: goodRungs().map((r) =>
        r.check === "secure" ? { ...r, certificate: { ...certificate, trustedBy: "pin" } } : r,
      ),
    }),
    draft: trusting(draft(), { pin: certificate.sha256 }),
  },
};
