import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { causeCodes, causes, type Cause, type CauseCode } from "#contract/cause";
import { failed } from "../gallery/failing.js";
import { draft, goodRungs, outcome, reading, run } from "../gallery/journey.js";
import { businessCentral, odoo } from "../gallery/systems.js";
import type { Draft } from "./state.js";
import { Trouble } from "./trouble.js";
import { waysOn, type Way } from "./ways.js";

const cause = (code: CauseCode): Cause => causes[code];
const to = (ways: readonly Way[]) => ways.map((way) => way.to);
/** A system with a single way to connect: nothing to choose from. */
const only: Draft = draft({ system: { ...odoo, methods: odoo.methods.slice(0, 1) } });

/** Runs that failed for a cause, with and without what may come along with it. */
const failing = fc
  .record({
    code: fc.constantFrom(...causeCodes),
    bare: fc.boolean(),
    field: fc.constantFrom(undefined, "address", "apiKey", "database"),
    draft: fc.constantFrom(draft(), only, draft({ system: businessCentral })),
  })
  .map(({ code, bare, field, draft }) => {
    const whole = failed(code);
    const rungs = bare ? whole.rungs.map(({ facts: _, certificate: __, ...rung }) => rung) : whole.rungs;
    const told = outcome({ outcome: "failed", cause: code, ...(field !== undefined && { field }) });
    return { code, run: { ...whole, rungs, outcome: told }, draft };
  });

describe("a failed run", () => {
  test.each(causeCodes)("%s: at least two ways on, and one that leads on", (code) => {
    for (const d of [draft(), only]) {
      const ways = to(waysOn(failed(code), d));
      expect(ways.length).toBeGreaterThanOrEqual(2);
      expect(new Set(ways).size).toBe(ways.length);
      // Another system is no way on for whoever has only this one.
      expect(ways.some((way) => way !== "pick")).toBe(true);
    }
  });

  test("asking again is offered exactly where time, or somebody else, can change the answer", () => {
    fc.assert(
      fc.property(failing, ({ code, run, draft }) => {
        const { retry, mendable, culprit } = cause(code);
        const helps = retry || (!mendable && culprit !== "us");
        expect(to(waysOn(run, draft)).includes("again")).toBe(helps);
      }),
    );
  });

  test("what the person can mend leads to its field first, and before anything is asked again", () => {
    for (const code of causeCodes.filter((code) => cause(code).mendable && cause(code).fields)) {
      const ways = to(waysOn(failed(code), draft())).filter((way) => !["switch", "address", "trust"].includes(way));
      if (failed(code).outcome?.field !== undefined) expect(ways[0], code).toBe("correct");
    }
  });

  test("a certificate can be judged for every cause that says so, and for no other", () => {
    for (const code of causeCodes)
      expect(to(waysOn(failed(code), draft())).includes("trust"), code).toBe(cause(code).trust === true);
  });

  test("an SSH server's new key can be judged, too", () => {
    const changed = failed("certificate_changed");
    const rungs = changed.rungs.map(({ certificate: _, ...rung }) =>
      rung.cause ? { ...rung, facts: [{ kind: "hostKey" as const, value: "SHA256:abc" }] } : rung,
    );
    expect(waysOn({ ...changed, rungs }, draft())).toContainEqual({ to: "trustKey", hostKey: "SHA256:abc" });
  });

  test("the system that answers instead stands first; the one that was picked never", () => {
    expect(waysOn(failed("wrong_product"), draft())[0]).toEqual({
      to: "switch",
      system: { id: "tryton", name: "Tryton" },
    });
    const itself = {
      ...failed("wrong_product"),
      outcome: outcome({ outcome: "failed", cause: "wrong_product", system: { id: "odoo", name: "Odoo" } }),
    };
    expect(to(waysOn(itself, draft()))).not.toContain("switch");
  });

  test("an address of another system leads there even where the run named none", () => {
    const other = reading({ system: { id: "tryton", name: "Tryton" } });
    const unnamed = { ...failed("wrong_product"), outcome: outcome({ outcome: "failed", cause: "wrong_product" }) };
    expect(waysOn(unnamed, draft({ reading: other }))[0]).toMatchObject({ to: "switch", system: { id: "tryton" } });
  });

  test.each(["tls_required", "redirected_elsewhere"] as const)("%s: the address it names is one press away", (code) => {
    const [first] = waysOn(failed(code), draft());
    expect(first).toMatchObject({ to: "address", address: expect.stringMatching(/^https:/) as string });
  });

  test("a page for signing in is no address to use", () => {
    const rungs = failed("login_page").rungs.map((rung) =>
      rung.cause ? { ...rung, facts: [{ kind: "address" as const, value: "https://sso.example" }] } : rung,
    );
    expect(to(waysOn({ ...failed("login_page"), rungs }, draft()))).not.toContain("address");
  });
});

describe("waiting", () => {
  const from = (code: CauseCode) =>
    waysOn(failed(code, { endedAt: 1_000_000 }), draft()).find((way) => way.to === "again")?.from;

  test("holds a press back where it would be refused, or make a lock longer", () => {
    expect(from("account_locked")).toBe(1_000_000 + 272_000);
    expect(from("rate_limited")).toBe(1_000_000 + 60_000);
  });

  test("is only a guess elsewhere: the person may know better", () => {
    expect(from("maintenance")).toBeNull();
  });

  test("is kept where we ask for it ourselves", () => {
    const broken = run({
      status: "broken",
      rungs: goodRungs().slice(0, 1),
      outcome: null,
      trouble: new Trouble("rate_limited", null, 30),
      endedAt: 5_000,
    });
    expect(waysOn(broken, draft()).find((way) => way.to === "again")).toEqual({ to: "again", from: 35_000 });
  });
});
