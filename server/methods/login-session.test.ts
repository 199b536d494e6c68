import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { asked, reads } from "./http.suite.js";
import { login } from "./login.js";
import type { Values, Visit } from "./method.js";
import { renewalTime } from "./renewal.js";
import { json, pretend, systemWith, visitTo, type Pretend } from "./world.fixture.js";

let world: Pretend;
/** Sessions that are open. */
let open: string[] = [];
let made = 0;
beforeAll(async () => {
  world = await pretend(({ url, body, headers }, response) => {
    const session = headers.authorization?.replace("Session ", "") ?? "";
    const { password, code } = (body ? JSON.parse(body) : {}) as Record<string, string>;
    if (url === "/bye") {
      open = open.filter((one) => one !== session);
      return json(response, {});
    }
    if (url === "/session" && password !== "right") return void response.writeHead(403).end();
    if (url === "/session" && code === "") return json(response, { ask: "Code?" });
    if (url === "/session") {
      open.push(`s-${++made}`);
      return json(response, { session: `s-${made}` });
    }
    if (!open.includes(session)) return void response.writeHead(401).end();
    json(response, url === "/orders" ? { orders: [] } : { me: "Anna" });
  });
});
beforeEach(() => {
  open = [];
  made = 0;
  world.seen.length = 0;
});
afterAll(() => world.stop());

const request = { method: "POST", path: "/session", json: { password: "{password}", user: "{username}" } };
const use = {
  kind: "login",
  request,
  yes: [{ json: [{ at: "/session", type: "string" }] }],
  no: [{ when: { status: 403 }, cause: "credentials_wrong", field: "password" }],
  takes: { session: { at: "/session" } },
  carry: { header: { name: "Authorization", prefix: "Session ", value: "{session}" } },
  logout: { method: "POST", path: "/bye" },
  lives: 3600,
  ...asked,
};
const withCode = { ...request, json: { ...request.json, code: "{code}" } };
const prompting = {
  ...use,
  fields: [{ name: "code" }],
  request: withCode,
  prompts: [{ when: { json: [{ at: "/ask", exists: true }] }, field: "code", request: withCode }],
};

function someone(how: object = use) {
  const system = systemWith(how, reads);
  let kept: Values = {};
  const visit = (values: Values = {}, more: Partial<Visit> = {}) =>
    visitTo(system, { username: "anna", password: "right", ...kept, ...values }, world.url, {
      keep: (found) => Promise.resolve(void (kept = { ...kept, ...found })),
      ...more,
    });
  return {
    kept: () => kept,
    press: (values?: Values, more?: Partial<Visit>) => login.signIn(visit(values, more) as never),
    renew: () => login.renew!(visit() as never),
  };
}
const logIns = () => world.seen.filter(({ url }) => url === "/session").length;
const good = { answer: "yes", facts: [{ kind: "identity", value: "Anna" }] };

describe("a session that lives", () => {
  it("is used again, and not given back, while what it came to is kept", async () => {
    const { press } = someone();
    await (await press()).signedIn!.close(true);
    const second = await press();
    expect(second.finding).toMatchObject(good);
    await second.signedIn!.close(false);
    expect([logIns(), open]).toEqual([1, ["s-1"]]);
  });

  it("is given back where nothing came of it, and forgotten", async () => {
    const { press, kept } = someone();
    await (await press()).signedIn!.close(false);
    expect(open).toEqual([]);
    expect(kept()).toEqual({ $session: "" });
    expect((await press()).finding).toMatchObject(good);
    expect(logIns()).toBe(2);
  });

  it("is given back where nobody keeps it", async () => {
    await (await someone().press({}, { keep: undefined })).signedIn!.close(true);
    expect(open).toEqual([]);
  });

  it("is begun anew, once, where the system has ended it", async () => {
    const { press } = someone();
    await press();
    open = [];
    expect((await press()).finding).toMatchObject(good);
    expect([logIns(), open]).toEqual([2, ["s-2"]]);
  });

  it("is begun anew before its end", async () => {
    const { press } = someone();
    await press();
    vi.setSystemTime(Date.now() + 3590_000);
    try {
      expect((await press()).finding).toMatchObject(good);
    } finally {
      vi.useRealTimers();
    }
    expect(logIns()).toBe(2);
  });

  it("vouches for no other password", async () => {
    const { press } = someone();
    await press();
    expect((await press({ password: "wrong" })).finding).toMatchObject({
      cause: "credentials_wrong",
      field: "password",
    });
  });

  it("is taken from whoever was quicker", async () => {
    const { press, kept } = someone();
    await press();
    const refused = { ...kept() };
    open = [];
    await press();
    const { finding } = await press(refused, { alone: (renew) => renew(kept()) });
    expect(finding).toMatchObject(good);
    expect(logIns()).toBe(2);
  });

  it("is the same on another day, where the log-in names a date", async () => {
    const dated = { ...use, request: { ...request, path: "/session", headers: { "x-until": "{until}" } } };
    const { press } = someone({ ...dated, derives: { until: { inDays: 1 } } });
    await press({ until: "2026-11-27" });
    await press({ until: "2026-11-28" });
    expect(logIns()).toBe(1);
  });

  it("need not be looked after by anybody", async () => {
    const { press, kept } = someone();
    await press();
    expect(renewalTime(kept(), Date.now())).toBeNull();
  });
});

describe("a session that took a code", () => {
  it("stays open whatever came of the visit, for the code is used up", async () => {
    const { press } = someone(prompting);
    expect((await press()).finding).toMatchObject({ cause: "answer_needed", field: "code" });
    await (await press({ code: "1" })).signedIn!.close(false);
    expect((await press()).finding).toMatchObject(good);
    expect([logIns(), open]).toEqual([2, ["s-1"]]);
  });

  it("is due at its end, and then only a person can begin another", async () => {
    const { press, kept, renew } = someone(prompting);
    await press({ code: "1" });
    const left = (renewalTime(kept(), Date.now()) ?? 0) - Date.now();
    expect(left).toBeGreaterThan(3500_000);
    expect(left).toBeLessThan(3600_000);
    expect(await renew()).toMatchObject({ answer: "no", cause: "answer_needed", field: "code" });
  });

  it("that was ended sends nobody a code while nobody is there to answer", async () => {
    const { press } = someone(prompting);
    await press({ code: "1" });
    open = [];
    const { finding } = await press({}, { unattended: true });
    expect(finding).toMatchObject({ answer: "no", cause: "answer_needed", field: "code" });
    expect(logIns()).toBe(1);
  });
});
