import { once } from "node:events";
import type { IncomingHttpHeaders } from "node:http";
import type { Socket } from "node:net";
import { afterAll, describe, expect, test } from "vitest";
import { makeAuthority } from "./authority.fixture.js";
import { createNet, type NetStep } from "./index.js";
import { codeOf, createLocalNet, createServers, failureOf } from "./servers.fixture.js";

const servers = createServers();
const net = createLocalNet();
afterAll(servers.stop);

const tenant = "acme";
const at = (port: number, path = "/") => `http://erp.example.com:${port}${path}`;

describe("an answer", () => {
  test("comes with what is known of it", async () => {
    const port = await servers.http((request, response) => {
      response.setHeader("set-cookie", ["a=1", "b=2"]);
      response.end(`${request.method} ${request.headers.host} ${request.headers["x-api-key"]}`);
    });
    const steps: NetStep[] = [];
    const answer = await net.request({
      url: at(port, "/x?y=1#z"),
      method: "post",
      headers: { "X-Api-Key": "k" },
      body: "hello",
      tenant,
      onStep: (step) => steps.push(step),
    });
    expect(answer).toMatchObject({ status: 200, address: "127.0.0.1", httpVersion: "1.1", url: at(port, "/x?y=1#z") });
    expect(answer.body.toString()).toBe(`POST erp.example.com:${port} k`);
    expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(steps.map(({ step }) => step)).toEqual(["name", "reach", "answer"]);
    expect(steps[0]?.facts).toEqual({ host: "erp.example.com", addresses: ["127.0.0.1"] });
  });

  test("of an address with an @ behind its path", async () => {
    const port = await servers.http((request, response) => response.end(request.url));
    expect((await net.request({ url: at(port, "/@acme?a=b@c"), tenant })).body.toString()).toBe("/@acme?a=b@c");
  });

  test("over IPv6", async () => {
    const port = await servers.http((_request, response) => response.end("six"), "::1");
    const answer = await net.request({ url: `http://[::1]:${port}/`, tenant });
    expect(answer.address).toBe("::1");
  });

  test("by an IPv4-mapped literal, as the IPv4 it is", async () => {
    const port = await servers.http((_request, response) => response.end());
    const answer = await net.request({ url: `http://[::ffff:127.0.0.1]:${port}/`, tenant });
    expect(answer.address).toBe("127.0.0.1");
  });

  test("from the second address, when the first is closed", async () => {
    const port = await servers.http((_request, response) => response.end());
    const two = createNet({
      resolve: async () => ["127.0.0.2", "127.0.0.1"],
      rules: { exact: [{ address: "127.0.0.1" }, { address: "127.0.0.2" }] },
    });
    expect((await two.request({ url: at(port), tenant })).address).toBe("127.0.0.1");
  });
});

describe("refused before anything is sent", () => {
  const nowhere = createNet({ resolve: () => Promise.reject(new Error("asked")) });
  test.each([
    ["ftp://erp.example.com/", "scheme_forbidden"],
    ["https://u:p@erp.example.com/", "userinfo_forbidden"],
    ["https://@erp.example.com/", "userinfo_forbidden"],
    ["https:\\\\:@erp.example.com/", "userinfo_forbidden"],
    ["https://erp.exa\nmple.com/", "url_invalid"],
    ["erp.example.com", "url_invalid"],
    ["https://erp.example.com:22/", "port_forbidden"],
    ["https://printer/", "name_forbidden"],
    ["http://127.0.0.1/", "address_forbidden"],
    ["http://[::ffff:169.254.169.254]/", "address_forbidden"],
  ])("%j: %s", async (url, code) => {
    expect(await codeOf(nowhere.request({ url, tenant }))).toBe(code);
  });

  test.each([
    ["content-length", "1"],
    ["host", "other.example.com"],
    ["authorization", "Bearer a\r\nb"],
    ["x-key", "\u20ac"],
  ])("a header that cannot be sent: %s", async (name, value) => {
    const call = nowhere.request({ url: "https://erp.example.com/", headers: { [name]: value }, tenant });
    const { code, facts } = await failureOf(call);
    expect([code, facts.header]).toEqual(["request_invalid", name]);
  });

  test("one forbidden answer among good ones", async () => {
    const mixed = createNet({ resolve: async () => ["93.184.216.34", "10.0.0.1"] });
    expect(await codeOf(mixed.request({ url: "https://erp.example.com/", tenant }))).toBe("address_forbidden");
  });
});

describe("no connection", () => {
  const failing = (code: string) => createNet({ resolve: () => Promise.reject(Object.assign(new Error(), { code })) });
  test.each([
    ["ENOTFOUND", "name_not_found"],
    ["ENODATA", "name_not_found"],
    ["ETIMEOUT", "name_timed_out"],
    ["ESERVFAIL", "name_failed"],
  ])("%s: %s", async (dns, code) => {
    expect(await codeOf(failing(dns).request({ url: "https://erp.example.com/", tenant }))).toBe(code);
  });

  test("name_timed_out: a resolver that never answers", async () => {
    const silent = createNet({ resolve: () => new Promise(() => undefined) });
    const call = silent.request({ url: "https://erp.example.com/", tenant, deadlines: { name: 20 } });
    expect(await codeOf(call)).toBe("name_timed_out");
  });

  test("connection_refused, with what was tried", async () => {
    const port = await servers.http(() => undefined);
    await servers.stop();
    const { code, facts } = await failureOf(net.request({ url: at(port), tenant }));
    expect(code).toBe("connection_refused");
    expect(facts).toMatchObject({ host: "erp.example.com", port, addresses: ["127.0.0.1"] });
  });
});

describe("the run ends", () => {
  const silent = () => servers.raw((socket) => socket.resume());

  test("answer_timed_out", async () => {
    const call = net.request({ url: at(await silent()), tenant, deadlines: { answer: 50 } });
    expect(await codeOf(call)).toBe("answer_timed_out");
  });

  test("answer_timed_out: headers drip", async () => {
    const port = await servers.raw((socket) => drip(socket, "HTTP/1.1 200 OK\r\nx: ", "y"));
    expect(await codeOf(net.request({ url: at(port), tenant, deadlines: { answer: 80 } }))).toBe("answer_timed_out");
  });

  test("deadline_exceeded: body drips", async () => {
    const port = await servers.raw((socket) => drip(socket, "HTTP/1.1 200 OK\r\n\r\n", "y"));
    expect(await codeOf(net.request({ url: at(port), tenant, deadlines: { whole: 80 } }))).toBe("deadline_exceeded");
  });

  test("cancelled by the caller, and the other side sees it", async () => {
    const caller = new AbortController();
    let closed: Promise<unknown> | undefined;
    const port = await servers.raw((socket) => {
      closed = once(socket, "close");
      socket.once("data", () => caller.abort());
    });
    expect(await codeOf(net.request({ url: at(port), tenant, signal: caller.signal }))).toBe("cancelled");
    await closed;
  });

  test("cancelled before it began", async () => {
    expect(await codeOf(net.request({ url: at(443), tenant, signal: AbortSignal.abort() }))).toBe("cancelled");
  });

  test("deadline_exceeded, when the caller's signal says so", async () => {
    const call = net.request({ url: at(await silent()), tenant, signal: AbortSignal.timeout(50) });
    expect(await codeOf(call)).toBe("deadline_exceeded");
  });
});

describe("redirects", () => {
  /** A server that sends everybody to `to`, and one that tells what it got. */
  async function pair(status: number) {
    const got: { method?: string; headers: IncomingHttpHeaders }[] = [];
    const end = await servers.http((request, response) => {
      got.push({ method: request.method, headers: request.headers });
      response.end("end");
    });
    const start = await servers.http((request, response) => {
      if (request.url === "/here") return void response.end(`${request.method} ${request.headers.authorization}`);
      response.writeHead(status, { location: request.url === "/near" ? "/here" : at(end, "/there") }).end();
    });
    return { start, end, got };
  }
  const headers = { authorization: "Bearer s", "x-api-key": "s", cookie: "s=1", accept: "application/json" };

  test("are handed back", async () => {
    const { start, end, got } = await pair(302);
    const answer = await net.request({ url: at(start), headers, tenant });
    expect(answer).toMatchObject({ status: 302, redirectTo: at(end, "/there") });
    expect(got).toEqual([]);
  });

  test("are followed when asked, and another origin gets no credentials", async () => {
    const { start, end, got } = await pair(302);
    const answer = await net.request({ url: at(start), headers, tenant, redirect: "follow" });
    expect(answer).toMatchObject({ status: 200, url: at(end, "/there") });
    expect(got[0]?.headers).toMatchObject({ accept: "application/json" });
    expect(JSON.stringify(got)).not.toMatch(/Bearer|x-api-key|s=1/);
  });

  test("keep credentials on the same origin", async () => {
    const { start } = await pair(307);
    const options = { headers, tenant, redirect: "follow", method: "POST", body: "x" } as const;
    const answer = await net.request({ url: at(start, "/near"), ...options });
    expect(answer.body.toString()).toBe("POST Bearer s");
  });

  test("never carry a body to another origin", async () => {
    const { start, got } = await pair(307);
    const call = net.request({ url: at(start), tenant, redirect: "follow", method: "POST", body: "secret" });
    expect(await codeOf(call)).toBe("redirect_forbidden");
    expect(got).toEqual([]);
  });

  test("are judged anew", async () => {
    const port = await servers.http((_request, response) =>
      response.writeHead(302, { location: "http://169.254.169.254/" }).end(),
    );
    const { code, facts } = await failureOf(net.request({ url: at(port), tenant, redirect: "follow" }));
    expect(code).toBe("address_forbidden");
    expect(facts).toMatchObject({ host: "169.254.169.254", addressKind: "metadata" });
  });

  test.each([
    ["http://@erp.example.com/", "userinfo_forbidden"],
    ["//u:p@erp.example.com/", "url_invalid"],
  ])("lead to no user, not even an empty one: %s", async (location, code) => {
    const port = await servers.http((_request, response) => response.writeHead(302, { location }).end());
    expect(await codeOf(net.request({ url: at(port), tenant, redirect: "follow" }))).toBe(code);
  });

  test("never lead from https to http", async () => {
    const authority = await makeAuthority();
    const pairOfKeys = await authority.issue({}, authority.root);
    const port = await servers.https(pairOfKeys, (_request, response) =>
      response.writeHead(302, { location: "http://erp.example.com/" }).end(),
    );
    const trust = { ca: authority.root.cert };
    const url = `https://erp.example.com:${port}/`;
    expect(await codeOf(net.request({ url, trust, tenant, redirect: "follow" }))).toBe("redirect_forbidden");
    await authority.remove();
  });

  test("come to an end", async () => {
    let asked = 0;
    const port = await servers.http((_request, response) => {
      response.writeHead(302, { location: `/${++asked}` }).end();
    });
    expect(await codeOf(net.request({ url: at(port), tenant, redirect: "follow" }))).toBe("redirect_loop");
    expect(asked).toBe(6);
  });
});

function drip(socket: Socket, first: string, then: string): void {
  socket.write(first);
  const timer = setInterval(() => socket.write(then), 10);
  socket.once("close", () => clearInterval(timer));
}
