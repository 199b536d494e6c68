import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asked, reads } from "./http.suite.js";
import type { Method } from "./method.js";
import { methodOf } from "./methods.js";
import { json, pretend, systemWith, visitTo, type Answer, type Pretend } from "./world.fixture.js";

const recognition = [
  { question: { path: "/version" }, yes: [{ status: 200, json: [{ at: "/product", is: "Open" }] }], no: [] },
];

describe("method none", () => {
  let world: Pretend;
  let answer: Answer;
  beforeAll(async () => {
    world = await pretend((seen, response) => answer(seen, response));
  });
  afterAll(() => world.stop());
  const signIn = (to: Answer, use: object = {}, more: object = { recognition }) => {
    answer = to;
    world.seen.length = 0;
    const system = systemWith({ kind: "none", ...use }, { ...reads, ...more });
    return (methodOf(system.methods[0]!) as Method).signIn(visitTo(system, {}, world.url));
  };
  const open: Answer = (seen, response) =>
    json(response, seen.url === "/orders" ? { orders: [{ number: "PO-1" }] } : { product: "Open", me: "everybody" });

  it("asks for the address alone", () => {
    const system = systemWith({ kind: "none" });
    const fields = (methodOf(system.methods[0]!) as Method).fields(system.methods[0]!, system);
    expect(fields.map(({ name }) => name)).toEqual(["address"]);
  });

  it("is let in where the product is recognised, and reads", async () => {
    const { finding, signedIn } = await signIn(open);
    expect(finding.answer).toBe("yes");
    expect(await signedIn!.read("purchaseOrders")).toMatchObject({ finding: { answer: "yes" }, first: "PO-1" });
    expect(world.seen.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  });

  it("asks the entry's own question where there is one", async () => {
    await signIn(open, asked);
    expect(world.seen.map(({ url }) => url)).toEqual(["/me"]);
  });

  it("is never let in by a status alone", async () => {
    expect((await signIn(open, {}, {})).finding.answer).not.toBe("yes");
    expect((await signIn((_, response) => json(response, {}))).finding.answer).not.toBe("yes");
  });

  it.each([401, 403])("says that a sign-in is asked for: %d", async (status) => {
    const { finding } = await signIn((_, response) => void response.writeHead(status).end());
    expect(finding).toMatchObject({ answer: "no", cause: "sign_in_required" });
  });
});
