import type { IncomingMessage, ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeAuthority } from "../net/authority.fixture.js";
import { createServers, createLocalNet } from "../net/servers.fixture.js";
import { asked, reads } from "./http.suite.js";
import type { Method, Values, Visit } from "./method.js";
import { methodOf } from "./methods.js";
import { json, pretend, systemWith, visitTo, type Pretend } from "./world.fixture.js";

const servers = createServers();
let authority: Awaited<ReturnType<typeof makeAuthority>>;
/** The address that was entered, and the vendor's further hosts on ports of this machine. */
let ports: { door: number; api: number };
/** An address within the operator's network, where nobody has any business. */
let inside: Pretend;
let seen: string[] = [];
/** What the door says of where the interface is. */
let told: unknown;

beforeAll(async () => {
  authority = await makeAuthority();
  const names = "DNS:erp.example.com,DNS:eu.vendor.com,DNS:us.vendor.com";
  const { cert, key } = await authority.issue({ names }, authority.root);
  const answer = (at: string) => (request: IncomingMessage, response: ServerResponse) => {
    const { url = "", headers } = request;
    seen.push(`${at} ${headers.host?.split(":")[0]} ${url} ${headers.authorization ?? ""}`.trim());
    request.resume();
    if (url === "/session" || url === "/who") return json(response, { session: "s1", me: "anna", ...(told as object) });
    if (url === "/token") return json(response, { access_token: "at1", token_type: "Bearer", ...(told as object) });
    if (url === "/companies") return json(response, { list: told });
    json(response, { me: "anna", orders: [] });
  };
  ports = {
    door: await servers.https({ cert, key }, answer("door")),
    api: await servers.https({ cert, key }, answer("api")),
  };
  inside = await pretend((_, response) => json(response, { me: "anna", orders: [] }));
});
afterAll(async () => {
  await servers.stop();
  await inside.stop();
  await authority.remove();
});
beforeEach(() => {
  seen = [];
  inside.seen.length = 0;
});

const hosts = () => [`{region}.vendor.com:${ports.api}`];
const login = (more: object = {}) => ({
  kind: "login",
  request: { method: "POST", path: "/session", json: { user: "{username}", password: "{password}" } },
  yes: [{ json: [{ at: "/session", type: "string" }] }],
  no: [{ when: { status: 401 }, cause: "credentials_wrong" }],
  takes: { session: { at: "/session" }, server: { at: "/server" } },
  carry: { header: { name: "Authorization", value: "{session}" } },
  base: { url: "{server}/v1", hosts: hosts() },
  ...asked,
  ...more,
});
const typed = { username: "anna", password: "correct horse" };
const visit = (use: object, values: Values = typed, more: Partial<Visit> = {}) =>
  visitTo(systemWith(use, reads), values, `https://erp.example.com:${ports.door}`, {
    net: createLocalNet(),
    trust: { ca: authority.root.cert },
    ...more,
  });
const signIn = (one: Visit) => (methodOf(one.use) as Method).signIn(one);

describe("where a log-in says that its interface is", () => {
  it("is where everything after it is asked", async () => {
    told = { server: `https://eu.vendor.com:${ports.api}/` };
    const { finding, signedIn } = await signIn(visit(login()));
    expect(finding).toMatchObject({ answer: "yes" });
    await signedIn!.read("purchaseOrders");
    expect(seen).toEqual([
      "door erp.example.com /session",
      "api eu.vendor.com /v1/me s1",
      "api eu.vendor.com /v1/orders s1",
    ]);
  });

  const strangers = (): [string, string][] => [
    ["an address inside", inside.url],
    ["the same by https", inside.url.replace("http:", "https:")],
    ["metadata of a cloud", "https://169.254.169.254/"],
    ["plain http", `http://eu.vendor.com:${ports.api}`],
    ["another port", `https://eu.vendor.com:${ports.door}`],
    ["no port", "https://eu.vendor.com"],
    ["a user before the host", `https://eu.vendor.com:${ports.api}@evil.example/`],
    ["a user on the right host", `https://x@eu.vendor.com:${ports.api}`],
    ["a host below", `https://a.eu.vendor.com:${ports.api}`],
    ["a host that ends alike", `https://eu.evilvendor.com:${ports.api}`],
    ["a host that begins alike", `https://eu.vendor.com.evil.example:${ports.api}`],
    ["a dot at the end", `https://eu.vendor.com.:${ports.api}`],
    ["a query", `https://eu.vendor.com:${ports.api}/?x=1`],
    ["nothing", ""],
    ["a path", "/v1"],
    ["ten thousand signs", "x".repeat(10_000)],
  ];
  it("is nowhere but where the entry allows: nothing goes there, and the answer was not what was expected", async () => {
    for (const [name, server] of strangers()) {
      seen = [];
      told = { server };
      const { finding, signedIn } = await signIn(visit(login()));
      expect([name, finding.cause, signedIn, seen]).toEqual([
        name,
        "answer_not_understood",
        undefined,
        ["door erp.example.com /session"],
      ]);
      expect(inside.seen).toEqual([]);
      if (server !== "") expect(JSON.stringify(finding)).not.toContain(server);
    }
  });

  it("may be one label of a host that the entry names, and no more than that", async () => {
    const use = () => login({ base: { url: `https://{server}.vendor.com:${ports.api}` } });
    told = { server: "US" };
    expect((await signIn(visit(use()))).finding.answer).toBe("yes");
    expect(seen.at(-1)).toBe("api us.vendor.com /me s1");
    told = { server: "evil.example/" };
    expect((await signIn(visit(use()))).finding).toMatchObject({ answer: "unknown", cause: "answer_not_understood" });
  });
});

describe("where another answer says so", () => {
  it("a sign-in tells it for what comes after, and is asked at the address itself", async () => {
    told = { at: `https://us.vendor.com:${ports.api}` };
    const use = {
      kind: "basic",
      signIn: { ...asked.signIn, question: { path: "/who" }, takes: { server: { at: "/at" } } },
      base: { url: "{server}", hosts: hosts() },
    };
    const { signedIn } = await signIn(visit(use));
    await signedIn!.read("purchaseOrders");
    expect(seen.map((one) => one.split(" ").slice(0, 3).join(" "))).toEqual([
      "door erp.example.com /who",
      "api us.vendor.com /orders",
    ]);
    told = {};
    expect((await signIn(visit(use))).finding).toMatchObject({ cause: "answer_not_understood" });
  });

  const choosing = () => ({
    kind: "basic",
    ...asked,
    fields: [{ name: "company", role: "company", public: true, optional: true }],
    choose: {
      question: { path: "/companies" },
      yes: [{ json: [{ at: "/list", type: "array" }] }],
      no: [{ when: { status: 403 }, cause: "permission_missing" }],
      choices: { input: "company", at: "/list", item: "/id", label: "/name", takes: { server: "/at" } },
    },
    base: { url: "{server}/of/{company}", hosts: hosts() },
  });
  const companies = () => [
    { id: "1", name: "North", at: `https://eu.vendor.com:${ports.api}` },
    { id: "2", name: "South", at: `https://us.vendor.com:${ports.api}` },
  ];
  const last = async (values: Values) => {
    const { finding, signedIn } = await signIn(visit(choosing(), { ...typed, ...values }));
    await signedIn?.read("purchaseOrders");
    return { finding, signedIn, at: seen.at(-1)?.split(" ").slice(0, 3).join(" ") };
  };

  it("each company may have its own, whoever chose it", async () => {
    told = companies().slice(0, 1);
    const only = await last({});
    expect([only.signedIn?.chosen, only.at]).toEqual([{ company: "1" }, "api eu.vendor.com /of/1/orders"]);
    told = companies();
    expect((await last({})).finding).toMatchObject({ cause: "choice_needed", field: "company" });
    const picked = await last({ company: "2" });
    expect([picked.signedIn?.chosen, picked.at]).toEqual([undefined, "api us.vendor.com /of/2/orders"]);
  });

  it("a company that is not in the list any more is told so, with those that are", async () => {
    told = companies();
    const { finding } = await last({ company: "3" });
    expect(finding).toMatchObject({ cause: "company_unknown", field: "company", choices: { field: "company" } });
  });

  it("a company that is said to be inside is asked nothing", async () => {
    told = [{ id: "1", at: inside.url }];
    expect((await last({})).finding).toMatchObject({ answer: "unknown", cause: "answer_not_understood" });
    expect(inside.seen).toEqual([]);
  });
});

describe("where a token answer says so", () => {
  const use = () => ({
    kind: "oauth2",
    grant: "clientCredentials",
    client: "person",
    tokenUrl: "{address}/token",
    takes: { token: { server: "/api_domain" } },
    base: { url: "{server}/v1", hosts: hosts() },
    ...asked,
  });
  const app = { clientId: "c", clientSecret: "s-1" };

  it("is asked there, and again whenever the connection is checked, with what was kept", async () => {
    told = { api_domain: `https://eu.vendor.com:${ports.api}` };
    const kept: Record<string, string> = {};
    const keep = (renewed: Values) => Promise.resolve(void Object.assign(kept, renewed));
    expect((await signIn(visit(use(), app, { keep }))).finding.answer).toBe("yes");
    expect(seen.at(-1)).toBe("api eu.vendor.com /v1/me Bearer at1");
    seen = [];
    expect((await signIn(visit(use(), { ...app, ...kept }))).finding.answer).toBe("yes");
    expect(seen).toEqual(["api eu.vendor.com /v1/me Bearer at1"]);
  });

  it("gets no token where it is inside, neither at once nor from what was kept", async () => {
    told = { api_domain: inside.url };
    expect((await signIn(visit(use(), app))).finding).toMatchObject({ cause: "answer_not_understood" });
    const kept = { accessToken: "at1", server: inside.url };
    expect((await signIn(visit(use(), { ...app, ...kept }))).finding).toMatchObject({ cause: "answer_not_understood" });
    expect(inside.seen).toEqual([]);
  });
});

describe("a method of its own place", () => {
  it("asks there, with data sets of its own", async () => {
    const own = { question: { path: "/po" }, yes: [{ json: [{ at: "/orders", type: "array" }] }], no: [] };
    const use = {
      kind: "bearer",
      ...asked,
      base: { url: `https://eu.vendor.com:${ports.api}/v2` },
      reads: { purchaseOrders: own },
    };
    const { signedIn } = await signIn(visit(use, { token: "t1" }));
    expect((await signedIn!.read("purchaseOrders")).finding.answer).toBe("yes");
    expect(seen).toEqual(["api eu.vendor.com /v2/me Bearer t1", "api eu.vendor.com /v2/po Bearer t1"]);
  });

  it("is another path of the address, or what a choice of the entry brings", async () => {
    const below = { kind: "bearer", ...asked, base: { url: "{address}/{site}/api" }, fields: [{ name: "site" }] };
    await signIn(visit(below, { token: "t", site: "a/b" }));
    expect(seen.at(-1)).toBe("door erp.example.com /a%2Fb/api/me Bearer t");
    const region = {
      name: "region",
      kind: "choice",
      public: true,
      choices: [{ value: "us", sets: { api: `https://us.vendor.com:${ports.api}` } }],
    };
    const chosen = { kind: "bearer", ...asked, base: { url: "{api}/v3" }, fields: [region] };
    // What somebody typed by the name of a choice's own input is not taken for it.
    await signIn(visit(chosen, { token: "t", region: "us", api: inside.url }));
    expect(seen.at(-1)).toBe("api us.vendor.com /v3/me Bearer t");
    expect((await signIn(visit(chosen, { token: "t", region: "xx", api: inside.url }))).finding.answer).not.toBe("yes");
    expect(inside.seen).toEqual([]);
  });

  it("is not held to the certificate that was pinned for the address", async () => {
    const use = { kind: "bearer", ...asked, base: { url: `https://eu.vendor.com:${ports.api}` } };
    const pinned = { trust: { pin: "0".repeat(64) } };
    const error = await signIn(visit(use, { token: "t" }, pinned)).catch((thrown: unknown) => thrown);
    // Judged by the public authorities, which know nothing of this one.
    expect(error).toMatchObject({ code: "certificate_unknown_issuer" });
  });
});
