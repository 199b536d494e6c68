import { describe, expect, it } from "vitest";
import { Agent, fetch } from "undici";
import { whileRunning } from "./ground/whileRunning.js";
import { startTryton, type RunningTryton } from "./tryton.js";

interface Call {
  method: string;
  params?: unknown[];
  path?: string;
  as?: { user: string; password: string };
}

describe("Tryton", () => {
  const tryton = whileRunning(startTryton);
  const call = (question: Call) => ask(tryton(), question);

  it("names its version and its databases to anyone", async () => {
    expect((await call({ method: "common.server.version", path: "/" })).json).toMatchObject({
      result: expect.stringMatching(/^6\.0\./) as string,
    });
    expect((await call({ method: "common.db.list", path: "/" })).json).toMatchObject({ result: ["tryton"] });
  });

  it("opens a session for the right password", async () => {
    const { user, password } = tryton().accounts.buyer;
    const { status, json } = await call({ method: "common.db.login", params: [user, { password }, "en"] });
    expect(status).toBe(200);
    expect(json).toMatchObject({ result: [expect.any(Number), expect.stringMatching(/^[0-9a-f]{64}$/)] });
  });

  it("answers 401 to a wrong password and to an unknown user", async () => {
    const login = (user: string) => call({ method: "common.db.login", params: [user, { password: "no" }, "en"] });
    expect((await login("admin")).status).toBe(401);
    expect((await login("nobody")).status).toBe(401);
  });

  it("asks for what is missing, with 200 and an error", async () => {
    const { status, json } = await call({ method: "common.db.login", params: ["admin", {}, "en"] });
    expect(status).toBe(200);
    expect(json).toMatchObject({ error: ["LoginException", ["password", "Password for admin", "password"]] });
  });

  it("answers 200 with an error for an unknown database", async () => {
    const { status, json } = await call({ method: "common.db.login", params: ["a", {}, "en"], path: "/nodb/" });
    expect(status).toBe(200);
    expect(json).toMatchObject({ error: [expect.stringContaining("doesn't exist"), ""] });
  });

  it("holds three purchase orders with four lines of two suppliers", async () => {
    const as = tryton().accounts.buyer;
    const orders = await search(call, as, "purchase.purchase", ["number", "state", "total_amount", "party.name"]);
    expect(orders.map(({ state }) => state).sort()).toEqual(["draft", "processing", "processing"]);
    expect(orders.find(({ state }) => state === "draft")).toMatchObject({ number: null });
    expect(orders).toContainEqual(
      expect.objectContaining({ total_amount: { __class__: "Decimal", decimal: "936.88" } }),
    );
    expect(new Set(orders.map((order) => (order["party."] as { name: string }).name)).size).toBe(2);
    expect(await search(call, as, "purchase.line", ["quantity", "amount"])).toHaveLength(4);
  });

  it("says with 200 and an error that the clerk may not read purchase orders", async () => {
    const { status, json } = await call({ ...searchCall("purchase.purchase", []), as: tryton().accounts.clerk });
    expect(status).toBe(200);
    expect(json).toMatchObject({ error: ["UserError", ['You are not allowed to access "Purchase".', "", null]] });
  });
});

describe("Tryton behind TLS, with its databases hidden", () => {
  const tryton = whileRunning(() => startTryton({ tls: true, listDatabases: false }));

  it("shows a certificate of its private CA", async () => {
    const question = { method: "common.server.version", path: "/" };
    expect((await ask(tryton(), question)).status).toBe(200);
    await expect(fetch(tryton().url)).rejects.toMatchObject({
      cause: { code: expect.stringMatching(/SELF_SIGNED|UNABLE_TO_/) as string },
    });
  });

  it("refuses to list its databases", async () => {
    expect((await ask(tryton(), { method: "common.db.list", path: "/" })).status).toBe(403);
  });
});

async function ask(tryton: RunningTryton, { method, params = [], path = "/tryton/", as }: Call) {
  const response = await fetch(tryton.url + path, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(as && { authorization: `Basic ${Buffer.from(`${as.user}:${as.password}`).toString("base64")}` }),
    },
    body: JSON.stringify({ id: 1, method, params }),
    dispatcher: new Agent({ connect: { ca: tryton.certificates?.ca } }),
  });
  const text = await response.text();
  return { status: response.status, json: text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : {} };
}

function searchCall(model: string, fields: string[]): Call {
  return { method: `model.${model}.search_read`, params: [[], 0, 100, null, fields, {}] };
}

async function search(
  call: (question: Call) => ReturnType<typeof ask>,
  as: Call["as"],
  model: string,
  fields: string[],
) {
  const { json } = await call({ ...searchCall(model, fields), as });
  return json["result"] as Record<string, unknown>[];
}
