import { describe, expect, test } from "vitest";
import { SystemFile, type MethodUse, type System } from "#contract";
import { createSystems, type MethodFacts } from "./systems.js";

const methods: MethodFacts = {
  built: (use: MethodUse) => use.kind !== "agent",
  view: (use) => ({
    id: use.id ?? use.kind,
    kind: use.kind,
    built: use.kind !== "agent",
    label: use.label ?? null,
    recommended: use.recommended ?? false,
    consent: null,
    fields: [],
    steps: use.steps,
    redirectUrl: null,
    file: null,
  }),
};

function system(id: string, name: string, more: Partial<System> = {}): System {
  const file = SystemFile.parse({
    name,
    vendor: "",
    popularity: 50,
    summary: { en: name },
    proven: { level: "named", on: "2026-11-24" },
    address: { kind: "web", example: "https://erp.example.com" },
    methods: [{ kind: "bearer" }],
    sources: [{ url: "https://www.rfc-editor.org/rfc/rfc9110.html", read: "2026-11-24" }],
  });
  return { ...file, id, category: "erp", ...more };
}

const systems = createSystems(
  [
    system("tryton", "Tryton", { popularity: 34 }),
    system("odoo", "Odoo", { aliases: ["OpenERP"], popularity: 80, vendor: "Odoo S.A." }),
    system("netsuite", "Oracle NetSuite", {
      aliases: ["NetSuite"],
      vendor: "Oracle",
      popularity: 82,
      methods: [{ kind: "agent", steps: [] }],
    }),
    system("dynamics-365-business-central", "Microsoft Dynamics 365 Business Central", {
      aliases: ["D365 BC", "D365", "Navision"],
      vendor: "Microsoft",
      popularity: 84,
    }),
    system("maximo", "IBM Maximo Manage", { category: "maintenance", vendor: "IBM", popularity: 70 }),
    system("maintainx", "MaintainX", { category: "maintenance", popularity: 64 }),
    system("maintain-other", "Maintainia", { category: "maintenance", popularity: 3 }),
  ],
  methods,
);
const first = (q: string) => systems.search({ q }).items[0]?.id;

describe("search", () => {
  test.each([
    ["net suite", "netsuite"],
    ["netsiute", "netsuite"],
    ["odo", "odoo"],
    ["oddo", "odoo"],
    ["open erp", "odoo"],
    ["D365", "dynamics-365-business-central"],
    ["buisness central", "dynamics-365-business-central"],
    ["dynamics bc", "dynamics-365-business-central"],
    ["navison", "dynamics-365-business-central"],
    ["maximo", "maximo"],
    ["Maxímo!", "maximo"],
    ["ibm", "maximo"],
    ["tryon", "tryton"],
    ["maintain x", "maintainx"],
    ["main", "maintainx"],
  ])("%s finds %s", (q, id) => expect(first(q)).toBe(id));

  test("of names that fit alike, the one met more often comes first", () => {
    expect(systems.search({ q: "maintain" }).items.map(({ id }) => id)).toEqual(["maintainx", "maintain-other"]);
  });

  test("nothing typed gives everything, by popularity", () => {
    const { items, total } = systems.search({});
    expect(total).toBe(7);
    expect(items[0]?.id).toBe("dynamics-365-business-central");
  });

  test("nonsense finds nothing", () => {
    expect(systems.search({ q: "zzqqxx" })).toEqual({ items: [], total: 0, next: null, categories: [] });
    expect(systems.search({ q: "§§" }).total).toBe(0);
  });

  test("only what is allowed is found, and counted", () => {
    const found = systems.search({ allowed: new Set(["odoo", "maximo"]) });
    expect(found.items.map(({ id }) => id)).toEqual(["odoo", "maximo"]);
    expect(found.categories).toEqual([
      { id: "erp", count: 1 },
      { id: "maintenance", count: 1 },
    ]);
  });

  test("a category narrows the rows, not the counts", () => {
    const found = systems.search({ category: "maintenance" });
    expect(found.total).toBe(3);
    expect(found.categories).toContainEqual({ id: "erp", count: 4 });
  });

  test("pages follow each other without gap or double", () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = systems.search({ limit: 3, after });
      seen.push(...page.items.map(({ id }) => id));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
  });

  test("a system none of whose methods is built says so", () => {
    expect(systems.search({ q: "netsuite" }).items[0]?.ready).toBe(false);
    expect(systems.search({ q: "odoo" }).items[0]?.ready).toBe(true);
  });
});

test("show gives the methods in the entry's order, and nothing for an unknown id", () => {
  expect(systems.show("netsuite")).toMatchObject({ ready: false, methods: [{ id: "agent", built: false }] });
  expect(systems.show("nosuch")).toBeUndefined();
});
