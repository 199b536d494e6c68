import type { AddressReading, CheckLine, LinkView, OutcomeLine, SystemView } from "#contract";
import type { Draft, Journey, Run, Search } from "../flow/state.js";
import { hits, odoo } from "./systems.js";

export const link: LinkView = {
  id: "link_gallery",
  status: "open",
  step: "pick",
  host: { name: "Northwind Maintenance" },
  organization: "Plant 2",
  language: null,
  appearance: {},
  data: ["purchaseOrders", "vendors"],
  system: null,
  method: null,
  values: {},
  sealed: [],
  returnUrl: null,
  trust: null,
  repair: null,
  egress: ["192.0.2.7", "2001:db8::7"],
  expiresAt: "2030-01-01T00:00:00.000Z",
};

export const search = (change: Partial<Search> = {}): Search => ({
  text: "",
  category: null,
  status: "ready",
  items: hits,
  total: hits.length,
  next: null,
  categories: [
    { id: "erp", count: 4 },
    { id: "maintenance", count: 3 },
    { id: "commerce", count: 1 },
    { id: "database", count: 1 },
    { id: "files", count: 1 },
    { id: "generic", count: 2 },
  ],
  address: null,
  trouble: null,
  ...change,
});

export const reading = (change: Partial<AddressReading> = {}): AddressReading => ({
  answer: "ok",
  url: "https://plant2.odoo.com",
  changed: [],
  notices: [],
  takes: {},
  ...change,
});

const typed = {
  address: "https://plant2.odoo.com",
  database: "plant2",
  username: "anna@plant.example",
  apiKey: "not-a-real-key",
};
export const draft = (change: Partial<Draft> = {}): Draft => ({
  system: odoo,
  method: change.system?.methods[0]?.id ?? "key",
  values: change.system ? {} : typed,
  fixed: false,
  sealed: [],
  reading: change.system ? null : reading(),
  preview: null,
  choices: {},
  asked: {},
  filled: [],
  trusted: null,
  refusedFile: null,
  ...change,
});

export const journey = (d: Draft | null = null, s: Search = search()): Journey => ({
  link,
  search: s,
  drafts: d ? { [d.system.id]: d } : {},
  current: d?.system.id ?? null,
});

const line = (change: Partial<CheckLine> & Pick<CheckLine, "check">): CheckLine => ({
  type: "check",
  answer: "yes",
  ms: 40,
  ...change,
});

/** The rungs of a good day, from the first to the last. */
export const goodRungs = (system: SystemView = odoo): CheckLine[] => [
  line({ check: "address", ms: 2, facts: [{ kind: "address", value: "https://plant2.odoo.com" }] }),
  line({ check: "name", ms: 38, facts: [{ kind: "addresses", value: "203.0.113.20" }] }),
  line({ check: "reach", ms: 61 }),
  line({ check: "secure", ms: 94 }),
  line({
    check: "recognise",
    ms: 310,
    facts: [
      { kind: "product", value: system.name },
      { kind: "version", value: "17.0" },
    ],
  }),
  line({ check: "signIn", ms: 840, facts: [{ kind: "identity", value: "anna@plant.example" }] }),
  line({ check: "read", dataSet: "purchaseOrders", ms: 420, facts: [{ kind: "count", value: "128" }] }),
  line({ check: "record", dataSet: "purchaseOrders", ms: 180, facts: [{ kind: "record", value: "P00128" }] }),
  line({ check: "read", dataSet: "vendors", ms: 1240, facts: [{ kind: "count", value: "1" }] }),
];

export const outcome = (change: Partial<OutcomeLine> = {}): OutcomeLine => ({
  type: "outcome",
  run: "run_gallery",
  outcome: "connected",
  warnings: [],
  requestId: "req_7Q2hZ0f1",
  ms: 3185,
  ...change,
});

export const run = (change: Partial<Run> = {}): Run => ({
  status: "ended",
  rungs: goodRungs(),
  outcome: outcome(),
  trouble: null,
  startedAt: Date.UTC(2026, 0, 15, 9, 30),
  endedAt: Date.UTC(2026, 0, 15, 9, 30, 3),
  ...change,
});
