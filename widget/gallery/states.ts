import type { AddressReading } from "#contract";
import { causeCodes } from "#contract/cause";
import type { Authorize, Checks, Consent, Details, Draft, FlowState, Picking, Run } from "../flow/state.js";
import { Trouble } from "../flow/trouble.js";
import { failed } from "./failing.js";
import { choices, previews, trusts } from "./previews.js";
import { draft, goodRungs, journey, link, outcome, reading, run, search } from "./journey.js";
import { businessCentral, byCode, database, odoo, ownApplication, vendorFile, withCode } from "./systems.js";

const pick = (change: Partial<Picking> = {}): FlowState => ({
  ...journey(),
  step: "pick",
  picking: null,
  trouble: null,
  wish: "closed",
  ...change,
});
const details = (d: Draft, change: Partial<Details> = {}): FlowState => ({
  ...journey(d),
  step: "details",
  fault: null,
  readingAddress: false,
  ...change,
});
const withReading = (text: string, change: Partial<AddressReading>): FlowState =>
  details(draft({ values: { address: text }, reading: reading(change) }));
const checks = (r: Run, change: Partial<Checks> = {}): FlowState => ({
  ...journey(draft()),
  step: "checks",
  run: r,
  finishing: false,
  trouble: null,
  ...change,
});
const consent = (change: Partial<Consent> = {}, d = draft({ system: businessCentral })): Authorize => ({
  ...journey(d),
  step: "authorize",
  consent: { phase: "ready", cause: null, trouble: null, url: null, secret: null, code: null, ...change },
});
const offline = new Trouble("offline");
const ours = new Trouble("internal", "req_7Q2hZ0f1");

const warned = run({
  rungs: goodRungs().map((r) =>
    r.dataSet === "vendors" ? { ...r, answer: "no" as const, cause: "permission_missing" as const, facts: [] } : r,
  ),
  outcome: outcome({
    outcome: "warnings",
    warnings: [{ cause: "permission_missing", dataSet: "vendors" }, { cause: "key_expires_soon" }],
  }),
});
const finished = { publicToken: "", connection: "con_gallery", system: { id: "odoo", name: "Odoo" } };

const repairing = (change: Partial<Draft> = {}) => ({
  ...journey(draft({ fixed: true, ...change })),
  link: { ...link, repair: { identity: "bert@plant.example", cause: "credentials_wrong" as const } },
});

/** Every step in every state, by name: what `?state=` takes. Each cause has one of its own. */
export const states: Readonly<Record<string, FlowState>> = {
  opening: { step: "opening" },
  "failed.offline": { step: "failed", trouble: offline },
  "failed.link-ended": { step: "failed", trouble: new Trouble("link_ended", "req_7Q2hZ0f1") },
  pick: pick(),
  "pick.loading": pick({ search: search({ status: "loading", items: [], categories: [] }) }),
  "pick.failed": pick({ search: search({ status: "failed", items: [], trouble: ours }) }),
  "pick.none": pick({ search: search({ text: "sapp buisness", items: [], total: 0 }) }),
  "pick.empty": pick({ search: search({ items: [], total: 0, categories: [] }) }),
  "pick.address": pick({
    search: search({
      text: "plant2.odoo.com/web#id=3",
      items: [odoo],
      total: 1,
      address: reading({ system: { id: "odoo", name: "Odoo" }, changed: ["scheme_added"] }),
    }),
  }),
  "pick.address-unknown": pick({
    search: search({ text: "https://erp.plant.example", address: reading({ url: "https://erp.plant.example" }) }),
  }),
  "pick.picking": pick({ picking: "tryton" }),
  "pick.pick-failed": pick({ trouble: ours }),
  "pick.naughty": pick({
    search: search({
      text: '"><script>alert(1)</script>',
      items: [
        {
          ...odoo,
          name: "<img src=x onerror=alert(1)> \u202eodoO",
          summary: { en: "{{7*7}} ${7*7} \u0000 ﷽ Ｔｈｅ ｑｕｉｃｋ" },
        },
        { ...odoo, id: "long", name: "W".repeat(120) },
      ],
    }),
  }),
  "pick.not-listed": pick({ wish: "open", search: search({ text: "Plantmaster 3000" }) }),
  "pick.not-listed-sent": pick({ wish: "sent" }),
  details: details(draft({ values: {}, reading: null })),
  "details.filled": details(draft()),
  "details.reading": details(draft({ values: { address: "plant2.odoo.com" }, reading: null }), {
    readingAddress: true,
  }),
  "details.address-changed": withReading("plant2.odoo.com/web/login?db=plant2", {
    changed: ["scheme_added", "path_dropped", "query_dropped"],
    takes: { database: "plant2" },
  }),
  "details.address-proposal": withReading("plant2.odo.com", {
    answer: "confirm",
    code: "typo",
    url: "https://plant2.odoo.com",
  }),
  "details.address-error": withReading("anna@plant.example", {
    answer: "error",
    code: "email_not_url",
    url: undefined,
  }),
  "details.address-notices": withReading("http://192.168.1.20:8069", {
    url: "http://192.168.1.20:8069",
    notices: ["insecure_http", "private_address", "unusual_port"],
  }),
  "details.other-system": withReading("plant2.erpnext.com", {
    url: "https://plant2.erpnext.com",
    system: { id: "tryton", name: "Tryton" },
  }),
  "details.fault": details(draft(), { fault: { field: "apiKey", cause: "credentials_wrong" } }),
  "details.sealed": details(draft({ sealed: ["apiKey"] })),
  "details.asked": details(draft({ ...draft(), system: withCode, asked: { code: "Code sent to +49 ··· 17" } }), {
    fault: { field: "code", cause: "answer_needed" },
  }),
  "details.consent": details(draft({ system: businessCentral })),
  "details.ownApplication": details(draft({ system: ownApplication })),
  "details.vendorFile": details(
    draft({ system: vendorFile, values: { privateKey: "-----BEGIN PRIVATE KEY-----\nMIIE" } }),
  ),
  "details.many-fields": details(draft({ system: database })),
  "checks.starting": checks(run({ status: "running", rungs: [], outcome: null })),
  "checks.running": checks(
    run({
      status: "running",
      rungs: [...goodRungs().slice(0, 5), { type: "check", check: "signIn", answer: "running", ms: 0 }],
      outcome: null,
    }),
  ),
  "checks.connected": checks(run()),
  "checks.plain": checks(
    run({ rungs: goodRungs().map((r) => (r.check === "secure" ? { ...r, cause: "plain_http" as const } : r)) }),
  ),
  "checks.warnings": checks(warned),
  "checks.cancelled": checks(run({ status: "cancelled", rungs: goodRungs().slice(0, 3), outcome: null })),
  "checks.broken": checks(run({ status: "broken", rungs: goodRungs().slice(0, 3), outcome: null, trouble: offline })),
  "checks.finishing": checks(run(), { finishing: true }),
  "checks.finish-failed": checks(run(), { trouble: ours }),
  authorize: consent(),
  "authorize.starting": consent({ phase: "starting" }),
  "authorize.waiting": consent({ phase: "waiting" }),
  "authorize.page": consent({ phase: "page", url: "about:blank" }),
  "authorize.blocked": consent({ phase: "failed", cause: "popup_blocked" }),
  "authorize.refused": consent({ phase: "failed", cause: "consent_refused" }),
  "authorize.trouble": consent({ phase: "failed", trouble: ours }),
  "authorize.byCode": consent({}, draft({ system: byCode })),
  "authorize.byCode.starting": consent({ phase: "starting" }, draft({ system: byCode })),
  "authorize.byCode.code": consent(
    {
      phase: "code",
      code: {
        userCode: "WDJB-MJHT",
        url: "https://microsoft.com/devicelogin",
        expiresAt: new Date(2026, 10, 26, 14, 35).toISOString(),
      },
    },
    draft({ system: byCode }),
  ),
  "authorize.byCode.expired": consent({ phase: "failed", cause: "consent_expired" }, draft({ system: byCode })),
  done: { ...journey(draft()), step: "done", finished, run: run() },
  "done.warnings": { ...journey(draft()), step: "done", finished, run: warned },
  stuck: {
    ...journey(draft()),
    step: "stuck",
    cause: "certificate_self_signed",
    run: failed("certificate_self_signed"),
  },
  "stuck.waiting": {
    ...journey(draft()),
    step: "stuck",
    cause: "account_locked",
    run: failed("account_locked", { endedAt: Date.now() }),
  },
  "repair.details": details(draft(), repairing()),
  "repair.otherAccount": checks(run(), repairing()),
  "repair.done": { ...repairing(), step: "done", finished: { ...finished, publicToken: null }, run: run() },
  ...Object.fromEntries(Object.entries(previews).map(([name, d]) => [`preview.${name}`, details(d)])),
  ...Object.fromEntries(Object.entries(choices).map(([name, d]) => [`choices.${name}`, details(d)])),
  ...Object.fromEntries(
    Object.entries(trusts).map(([name, { run: r, draft: d }]) => [`trust.${name}`, checks(r, journey(d))]),
  ),
  "checks.waiting": checks(failed("account_locked", { endedAt: Date.now() })),
  "checks.choices": checks(
    run({
      rungs: goodRungs().map((r) =>
        r.check === "recognise"
          ? { ...r, choices: { field: "database", values: [{ value: "plant2" }, { value: "test" }] } }
          : r,
      ),
    }),
  ),
  "checks.too-soon": checks(
    run({
      status: "broken",
      rungs: [],
      outcome: null,
      trouble: new Trouble("rate_limited", "req_7Q2hZ0f1", 240),
      endedAt: Date.now(),
    }),
  ),
  "checks.link-ended": checks(
    run({ status: "broken", rungs: [], outcome: null, trouble: new Trouble("link_ended", "req_7Q2hZ0f1") }),
  ),
  ...Object.fromEntries(causeCodes.map((cause) => [`cause.${cause}`, checks(failed(cause))])),
};
