import { describe, expect, it } from "vitest";
import { whileRunning } from "../real/ground/whileRunning.js";
import { startTryton } from "../real/tryton.js";
import { climb, entry, factsOf } from "./climb.fixture.js";

describe("Tryton, connected by its entry", () => {
  const tryton = whileRunning(startTryton);
  const values = (who: "buyer" | "clerk", more: Record<string, string> = {}) => {
    const { user, password } = tryton().accounts[who];
    return { address: tryton().url, username: user, password, database: tryton().database, ...more };
  };
  const run = (given: Record<string, string>, method = "login") =>
    climb(entry("tryton"), method, given, { data: ["purchaseOrders"] });

  it.each(["login", "basic"])("by %s: recognised, signed in, three purchase orders", async (method) => {
    const ran = await run(values("buyer"), method);
    expect(ran.story.at(-1)).toBe("connected");
    expect(ran.product).toMatch(/^Tryton 6\.0\./);
    expect(ran.lines).toContainEqual(
      expect.objectContaining({
        check: "recognise",
        choices: { field: "database", values: [{ value: tryton().database }] },
      }),
    );
    expect(factsOf(ran, "read")).toEqual(["count: 3"]);
    expect(factsOf(ran, "record")).toHaveLength(1);
  });

  it("is found below what was pasted", async () => {
    const ran = await run(values("buyer", { address: `${tryton().url}/#tryton/model/purchase.purchase` }));
    expect(ran).toMatchObject({ address: tryton().url, line: { outcome: "connected" } });
  });

  it.each(["login", "basic"])("by %s: says a wrong password at its field", async (method) => {
    const ran = await run(values("buyer", { password: "wrong-password" }), method);
    expect(ran.line).toMatchObject({ outcome: "failed", cause: "credentials_wrong", field: "password" });
  });

  it("says an unknown database at its field", async () => {
    const ran = await run(values("buyer", { database: "nodb" }));
    expect(ran.line).toMatchObject({ cause: "company_unknown", field: "database" });
  });

  it("connects with a warning who may not read purchase orders", async () => {
    const ran = await run(values("clerk"));
    expect(ran.line).toMatchObject({
      outcome: "warnings",
      warnings: [{ cause: "permission_missing", dataSet: "purchaseOrders" }],
    });
  });

  it("says that it is Tryton where another product was picked", async () => {
    const { password } = tryton().accounts.buyer;
    const ran = await climb(entry("wordpress"), "basic", { address: tryton().url, username: "buyer", password });
    expect(ran.line).toMatchObject({ cause: "wrong_product", field: "address" });
    expect(factsOf(ran, "recognise")).toEqual(["product: Tryton"]);
  });
});
