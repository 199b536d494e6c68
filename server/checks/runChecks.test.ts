import { createServer as createSecureServer } from "node:https";
import { createServer, type AddressInfo, type Server } from "node:net";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { System } from "#contract";
import { json, pretend, systemWith, type Answer, type Pretend } from "../methods/world.fixture.js";
import { climbed } from "./run.fixture.js";

const secret = "correct-horse-battery";
const probes = {
  recognition: [
    {
      question: { path: "/version" },
      yes: [{ status: 200, json: [{ at: "/product", is: "Pretend" }] }],
      no: [{ when: { status: 410 }, cause: "api_disabled" as const }],
      facts: { version: { at: "/version" } },
    },
    {
      question: { path: "/databases" },
      yes: [{ status: 200, json: [{ at: "/list", type: "array" as const }] }],
      no: [],
      choices: { input: "database", at: "/list" },
    },
  ],
  reads: {
    purchaseOrders: {
      question: { path: "/orders" },
      yes: [{ status: 200, json: [{ at: "/orders", type: "array" as const }] }],
      no: [],
      facts: { count: { at: "/orders", length: true }, first: { at: "/orders/0" } },
    },
  },
};
const use = {
  kind: "basic",
  fields: [{ name: "database", role: "company", public: true, optional: true }],
  signIn: {
    question: { path: "/me" },
    yes: [{ status: 200, json: [{ at: "/me", type: "string" }] }],
    no: [],
    facts: { identity: { at: "/me" } },
  },
};
const system = systemWith(use, probes);
const right = `Basic ${Buffer.from(`anna:${secret}`).toString("base64")}`;

/** A system on its good day. */
const good: Answer = ({ url, headers }, response) => {
  if (url === "/version") return json(response, { product: "Pretend", version: "4.2" });
  if (url === "/databases") return json(response, { list: ["plant", "test"] });
  if (headers.authorization !== right) return void response.writeHead(401).end();
  if (url === "/me") return json(response, { me: "Anna" });
  if (url === "/orders") return json(response, { orders: ["PO-7"] });
  response.writeHead(404).end();
};

let world: Pretend;
let answer: Answer;
const closing: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  world = await pretend((seen, response) => answer(seen, response));
});
beforeEach(() => {
  answer = good;
  world.seen.length = 0;
});
afterEach(async () => void (await Promise.all(closing.splice(0).map((close) => close()))));
afterAll(() => world.stop());

const values = (more: Record<string, string> = {}) => ({
  address: world.url,
  username: "anna",
  password: secret,
  ...more,
});
const run = (more: Record<string, string> = {}, options: Parameters<typeof climbed>[2] = {}, of: System = system) =>
  climbed(of, values(more), options);
/** Whether anything secret ever reached the system. */
const sent = () =>
  JSON.stringify(world.seen).includes(Buffer.from(`anna:${secret}`).toString("base64")) ||
  JSON.stringify(world.seen).includes(secret);
const html: Answer = (_, response) =>
  void response.writeHead(200, { "content-type": "text/html" }).end("<html>hello</html>");

describe("the ladder", () => {
  it("tells each rung as it is climbed, and ends connected", async () => {
    const ran = await run({}, { data: ["purchaseOrders"] });
    expect(ran.story).toEqual([
      "address:yes",
      "name:yes",
      "reach:yes",
      "secure:yes",
      "recognise:yes",
      "signIn:yes",
      "read:purchaseOrders:yes",
      "record:purchaseOrders:yes",
      "connected",
    ]);
    expect(ran).toMatchObject({ address: world.url, identity: "Anna", product: "Pretend 4.2" });
    const firsts = ran.lines.filter((line) => line.type === "check" && line.answer === "running");
    expect(firsts).toHaveLength(8);
  });

  it("asks nothing twice, and signs in once", async () => {
    await run({}, { data: ["purchaseOrders"] });
    expect(world.seen.map(({ url }) => url)).toEqual(["/version", "/databases", "/me", "/orders"]);
  });

  it("offers what can be chosen, at its field", async () => {
    const { lines } = await run();
    const line = lines.find((one) => one.type === "check" && one.check === "recognise" && one.answer === "yes");
    expect(line).toMatchObject({ field: "database" });
    expect(line).toHaveProperty("facts", expect.arrayContaining([{ kind: "choices", value: "plant, test" }]));
  });

  it("stops before credentials where it was told to, and does not say connected", async () => {
    const ran = await run({ username: "", password: "" }, { upTo: "recognise" });
    expect(ran.story.at(-2)).toBe("recognise:yes");
    expect(ran.line.outcome).toBe("failed");
    expect(sent()).toBe(false);
  });

  it("is connected with warnings where data may not be read, or nobody says how", async () => {
    answer = (seen, response) => (seen.url === "/orders" ? void response.writeHead(403).end() : good(seen, response));
    const ran = await run({}, { data: ["purchaseOrders", "items"] });
    expect(ran.line).toMatchObject({
      outcome: "warnings",
      warnings: [
        { cause: "permission_missing", dataSet: "purchaseOrders" },
        { cause: "data_not_described", dataSet: "items" },
      ],
    });
  });

  it("warns where there is nothing to read", async () => {
    answer = (seen, response) => (seen.url === "/orders" ? json(response, { orders: [] }) : good(seen, response));
    const ran = await run({}, { data: ["purchaseOrders"] });
    expect(ran.story.slice(-2)).toEqual(["record:purchaseOrders:unknown:data_missing", "warnings"]);
  });

  it("points a wrong password at its field", async () => {
    const ran = await run({ password: "wrong-password" });
    expect(ran.story.slice(-2)).toEqual(["signIn:no:credentials_wrong", "failed:credentials_wrong"]);
    expect(ran.line.field).toBe("password");
    expect(world.seen.filter(({ url }) => url === "/me")).toHaveLength(1);
  });

  it("says that a method is not built, instead of failing", async () => {
    const ran = await run({}, {}, systemWith({ kind: "wsse" }));
    expect(ran.story).toEqual(["failed:method_not_built"]);
  });
});

describe("recognition", () => {
  it("looks at each parent of what was pasted, and goes on from where it found it", async () => {
    answer = (seen, response) => {
      if (!seen.url.startsWith("/erp/")) return void response.writeHead(404).end();
      good({ ...seen, url: seen.url.slice(4) }, response);
    };
    const ran = await run({ address: `${world.url}/erp/web/page` });
    expect(ran).toMatchObject({ address: `${world.url}/erp`, line: { outcome: "connected" } });
  });

  const other: System = {
    ...systemWith(
      { kind: "basic" },
      {
        name: "Other",
        recognition: [
          { question: { path: "/other" }, yes: [{ status: 200, json: [{ at: "/other", is: true }] }], no: [] },
        ],
      },
    ),
    id: "other",
  };

  it("names the product that answers instead", async () => {
    answer = (seen, response) =>
      seen.url === "/other" ? json(response, { other: true }) : json(response, { product: "x" });
    const ran = await run({}, { systems: [system, other] });
    expect(ran.story.at(-1)).toBe("failed:wrong_product");
    expect(ran.lines.at(-2)).toMatchObject({
      check: "recognise",
      answer: "no",
      field: "address",
      facts: [{ kind: "product", value: "other" }],
    });
  });

  const noes: [string, Answer, string][] = [
    ["other JSON", (_, response) => json(response, { product: "other" }), "wrong_product"],
    ["a web page", html, "login_page"],
    [
      "a log-in page",
      (_, r) => void r.writeHead(200, { "content-type": "text/html" }).end("<input type='password'>"),
      "login_page",
    ],
    ["a redirect to a log-in", (_, r) => void r.writeHead(302, { location: "/login" }).end(), "login_page"],
    [
      "a redirect to somewhere else",
      (_, r) => void r.writeHead(302, { location: "http://elsewhere.example/" }).end(),
      "redirected_elsewhere",
    ],
    ["a redirect to itself", (s, r) => void r.writeHead(302, { location: s.url }).end(), "redirect_loop"],
    ["404 everywhere", (_, r) => void r.writeHead(404).end(), "unknown_path"],
    ["a proxy that wants a log-in", (_, r) => void r.writeHead(407).end(), "proxy_page"],
    [
      "a parked domain",
      (_, r) => void r.writeHead(200, { "content-type": "text/html" }).end("Buy this domain"),
      "wrong_product",
    ],
    ["what the entry knows as no", (_, r) => void r.writeHead(410).end(), "api_disabled"],
    [
      "a guard that wants a client certificate",
      (_, r) => void r.writeHead(400).end("No required SSL certificate was sent"),
      "client_certificate_required",
    ],
    ["trouble of its own", (_, r) => void r.writeHead(500).end(), "server_error"],
    ["maintenance", (_, r) => void r.writeHead(503).end(), "maintenance"],
    ["too many questions", (_, r) => void r.writeHead(429, { "retry-after": "3600" }).end(), "rate_limited"],
    [
      "a guard in front",
      (_, r) => void r.writeHead(403, { "content-type": "text/html", server: "cloudflare" }).end("<html>"),
      "address_not_allowed",
    ],
    ["a dropped connection", (_, r) => void r.socket!.destroy(), "connection_lost"],
  ];
  it.each(noes)("sends no credentials to %s", async (_, other, cause) => {
    answer = other;
    const ran = await run();
    expect(ran.story.at(-1)).toBe(`failed:${cause}`);
    expect(ran.story.some((line) => line.startsWith("signIn"))).toBe(false);
    expect(sent()).toBe(false);
  });

  it("goes on where a door hides what is behind it: that is no no", async () => {
    answer = (seen, response) =>
      seen.headers.authorization ? good(seen, response) : void response.writeHead(401).end();
    expect((await run()).line.outcome).toBe("connected");
  });
});

describe("an entry without recognition", () => {
  const generic = systemWith(use);
  const bare = systemWith({ kind: "basic" });

  it("is asked without credentials first, and gets none where nobody speaks http", async () => {
    answer = (_, response) => void response.socket!.destroy();
    const ran = await run({}, {}, generic);
    expect(ran.story.at(-1)).toBe("failed:connection_lost");
    expect(sent()).toBe(false);
  });

  it("is connected by its sign-in question", async () => {
    expect((await run({}, {}, generic)).story).toEqual([
      "address:yes",
      "name:yes",
      "reach:yes",
      "secure:yes",
      "signIn:yes",
      "connected",
    ]);
  });

  it("without any question is connected only where the same place was closed before", async () => {
    answer = ({ headers }, response) =>
      headers.authorization === right ? json(response, {}) : void response.writeHead(401).end();
    expect((await run({}, {}, bare)).story.at(-1)).toBe("connected");
    answer = (_, response) => json(response, {});
    expect((await run({}, {}, bare)).story.at(-1)).toBe("failed:answer_not_understood");
  });
});

describe("what is secret", () => {
  it("does not travel with a redirect", async () => {
    answer = (seen, response) => {
      if (seen.url !== "/me") return good(seen, response);
      response.writeHead(307, { location: `${world.url}/elsewhere` }).end();
    };
    expect((await run()).story.at(-1)).toBe("failed:redirected_elsewhere");
    expect(world.seen.some(({ url }) => url === "/elsewhere")).toBe(false);
  });

  it("is in no line, even where a system sends it back", async () => {
    answer = (seen, response) => {
      if (seen.url === "/me") return json(response, { me: `hello ${secret}` });
      if (seen.url === "/orders") return json(response, { orders: [secret] });
      good(seen, response);
    };
    const ran = await run({}, { data: ["purchaseOrders"] });
    expect(ran.line.outcome).toBe("connected");
    expect(JSON.stringify(ran.lines)).not.toContain(secret);
  });

  it("leaves facts short and clean", async () => {
    answer = (seen, response) =>
      seen.url === "/me" ? json(response, { me: `A\u202e\n\u0000${"é".repeat(500)}` }) : good(seen, response);
    const line = (await run()).lines.find(
      (one) => one.type === "check" && one.check === "signIn" && one.answer === "yes",
    );
    const [fact] = (line as { facts: { value: string }[] }).facts;
    expect(fact!.value).toMatch(/^A é+$/);
    expect(fact!.value.length).toBeLessThanOrEqual(200);
  });
});

describe("the way there", () => {
  it("is closed: nothing listens", async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    expect((await run({ address: `http://localhost:${port}` })).story.slice(-2)).toEqual([
      "reach:no:connection_refused",
      "failed:connection_refused",
    ]);
  });

  it("has no such name", async () => {
    const { story } = await run({ address: "https://nothing.invalid" });
    expect(story.at(-2)).toMatch(/^(?:name|address):no:(?:name_not_found|address_not_understood)$/);
  });

  it("is forbidden without a rule of the operator", async () => {
    const { createNet } = await import("../net/index.js");
    const ran = await run({}, { net: createNet() });
    expect(ran.story.at(-1)).toBe("failed:address_forbidden");
    expect(world.seen).toEqual([]);
  });

  it("is offered secure before anything is sent, where http leads to https", async () => {
    answer = ({ headers }, r) => void r.writeHead(301, { location: `https://${headers.host!}/` }).end();
    const ran = await run();
    expect(ran.story.slice(-2)).toEqual(["secure:no:tls_required", "failed:tls_required"]);
    expect(ran.lines.at(-2)).toMatchObject({
      field: "address",
      facts: [{ kind: "address", value: world.url.replace("http:", "https:") }],
    });
    expect(sent()).toBe(false);
  });

  describe("over TLS", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "gangway-tls-"));
    const file = (name: string) => path.join(folder, name);
    beforeAll(() => {
      const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
      execFileSync(
        "openssl",
        [
          "req",
          "-x509",
          "-newkey",
          "ec",
          "-pkeyopt",
          "ec_paramgen_curve:P-256",
          "-nodes",
          "-days",
          "30",
          "-keyout",
          file("key"),
          "-out",
          file("cert"),
          ...subject,
        ],
        { stdio: "ignore" },
      );
    });
    afterAll(() => rmSync(folder, { recursive: true }));
    const secureServer = async () => {
      const requests: string[] = [];
      const server = createSecureServer(
        { key: readFileSync(file("key")), cert: readFileSync(file("cert")) },
        (request, response) => {
          requests.push(request.url ?? "");
          response.end();
        },
      );
      server.on("tlsClientError", () => undefined);
      return { requests, port: await listen(server) };
    };

    it("shows a certificate that it does not trust, and sends nothing", async () => {
      const { port, requests } = await secureServer();
      const ran = await run({ address: `https://localhost:${port}` });
      expect(ran.story.slice(-3)).toEqual([
        "reach:yes",
        "secure:no:certificate_self_signed",
        "failed:certificate_self_signed",
      ]);
      expect(JSON.stringify(ran.lines.at(-2))).toMatch(/SHA-256 [0-9a-f]{64}/);
      expect(requests).toEqual([]);
    });

    it("is told to use https where a TLS port was asked by http", async () => {
      const { port } = await secureServer();
      const ran = await run({ address: `http://localhost:${port}` });
      expect(ran.story.slice(-2)).toEqual(["secure:no:tls_required", "failed:tls_required"]);
    });

    it("goes to a trusted one", async () => {
      const { port } = await secureServer();
      const ran = await run(
        { address: `https://localhost:${port}` },
        { trust: { ca: readFileSync(file("cert"), "utf8") }, upTo: "secure" },
      );
      expect(ran.story.at(-2)).toBe("secure:yes");
    });

    it("is told where plain http answers on the https address", async () => {
      const ran = await run({ address: world.url.replace("http:", "https:") });
      expect(ran.story.slice(-2)).toEqual(["secure:no:tls_not_spoken", "failed:tls_not_spoken"]);
    });
  });
});

describe("time", () => {
  it("is over at the deadline, and the run says so", async () => {
    answer = () => undefined;
    const ran = await run({}, { deadlineMs: 150 });
    expect(ran.story.at(-1)).toBe("failed:deadline_exceeded");
  });

  it("ends at once for a run that is cancelled, and nothing is told after its end", async () => {
    const cancelled = new AbortController();
    answer = (seen, response) => {
      if (seen.url === "/me") return cancelled.abort();
      good(seen, response);
    };
    const ran = await run({}, { signal: cancelled.signal });
    expect(ran.story.slice(-2)).toEqual(["signIn:unknown:cancelled", "failed:cancelled"]);
    const count = ran.lines.length;
    await new Promise((resolve) => setImmediate(resolve));
    expect(ran.lines).toHaveLength(count);
  });
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}
