import { describe, expect, it } from "vitest";
import type { RunParameters } from "../../server/checks/run.js";
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

describe("Tryton that asks for a code besides", () => {
  const tryton = whileRunning(() => startTryton({ secondFactor: true }));
  /** One press after another: what was kept goes along. */
  function presses() {
    let kept: Record<string, string> = {};
    const { user, password } = tryton().accounts.buyer;
    const press = (given: Record<string, string> = {}, more: Partial<RunParameters> = {}) =>
      climb(
        entry("tryton"),
        "login",
        { address: tryton().url, database: tryton().database, username: user, password, ...kept, ...given },
        { keep: (found) => Promise.resolve(void (kept = { ...kept, ...found })), data: ["purchaseOrders"], ...more },
      );
    return Object.assign(press, { kept: () => kept });
  }
  const logOut = (headers: Record<string, string>) =>
    fetch(`${tryton().url}/${tryton().database}/`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify({ id: 1, method: "common.db.logout", params: [] }),
    });
  const code = () => /\d{6}/.exec(tryton().messages().at(-1) ?? "")?.[0] ?? "";

  it("is asked with the code that it sends, and then by its session, without another", async () => {
    const press = presses();
    const asked = await press();
    expect(asked.line).toMatchObject({ outcome: "failed", cause: "answer_needed", field: "smsCode" });
    expect(factsOf(asked, "signIn")).toEqual(["asks: SMS Code for buyer"]);
    expect(tryton().messages()).toHaveLength(1);

    const wrong = await press({ smsCode: "nothing" });
    expect(wrong.line).toMatchObject({ outcome: "failed", cause: "credentials_wrong", field: "smsCode" });

    const right = await press({ smsCode: code() });
    expect(right.line).toMatchObject({ outcome: "connected" });
    expect(factsOf(right, "read")).toEqual(["count: 3"]);
    expect(right.values).not.toHaveProperty("smsCode");

    const sent = tryton().messages().length;
    expect((await press()).line).toMatchObject({ outcome: "connected" });
    expect(tryton().messages()).toHaveLength(sent);
  });

  it("is not asked for a code while nobody is there, once its session was ended", async () => {
    const press = presses();
    await press();
    await press({ smsCode: code() });
    const sent = tryton().messages().length;
    await logOut((JSON.parse(press.kept()["$session"]!) as { headers: Record<string, string> }).headers);
    const ran = await press({}, { unattended: true });
    expect(ran.line).toMatchObject({ outcome: "failed", cause: "answer_needed", field: "smsCode" });
    expect(tryton().messages()).toHaveLength(sent);
  });
});
