import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import type { System } from "#contract";
import { json, systemWith, type Answer } from "../methods/world.fixture.js";
import { good, right, Stage, system, use } from "./stage.fixture.js";

const stage = new Stage();

const html: Answer = (_, response) =>
  void response.writeHead(200, { "content-type": "text/html" }).end("<html>hello</html>");

describe("recognition", () => {
  it("looks at each parent of what was pasted, and goes on from where it found it", async () => {
    stage.answer = (seen, response) => {
      if (!seen.url.startsWith("/erp/")) return void response.writeHead(404).end();
      good({ ...seen, url: seen.url.slice(4) }, response);
    };
    const ran = await stage.run({ address: `${stage.world.url}/erp/web/page` });
    expect(ran).toMatchObject({ address: `${stage.world.url}/erp`, line: { outcome: "connected" } });
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
    stage.answer = (seen, response) =>
      seen.url === "/other" ? json(response, { other: true }) : json(response, { product: "x" });
    const ran = await stage.run({}, { systems: [system, other] });
    expect(ran.story.at(-1)).toBe("failed:wrong_product");
    expect(ran.lines.at(-2)).toMatchObject({
      check: "recognise",
      answer: "no",
      field: "address",
      facts: [{ kind: "product", value: other.name }],
    });
    expect(ran.lines.at(-1)).toMatchObject({ system: { id: "other", name: other.name } });
  });

  const noes: [string, Answer, string][] = [
    ["other JSON", (_, response) => json(response, { product: "other" }), "wrong_product"],
    ["a web page", html, "web_page"],
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
      "parked_domain",
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
    ["an answer that nobody understands", (_, r) => void r.writeHead(418).end(), "answer_not_understood"],
    [
      "broken JSON",
      (_, r) => void r.writeHead(200, { "content-type": "application/json" }).end("{"),
      "answer_not_understood",
    ],
    ["a redirect to nowhere", (_, r) => void r.writeHead(302).end(), "answer_not_understood"],
    ["a dropped connection", (_, r) => void r.socket!.destroy(), "connection_lost"],
  ];
  it.each(noes)("sends no credentials to %s", async (_, other, cause) => {
    stage.answer = other;
    const ran = await stage.run();
    expect(ran.story.at(-1)).toBe(`failed:${cause}`);
    expect(ran.story.some((line) => line.startsWith("signIn"))).toBe(false);
    expect(stage.sent()).toBe(false);
  });

  it("goes on where a door hides what is behind it: that is no no", async () => {
    stage.answer = (seen, response) =>
      seen.headers.authorization ? good(seen, response) : void response.writeHead(401).end();
    expect((await stage.run()).line.outcome).toBe("connected");
  });
});

describe("an entry that only knows that it is another product", () => {
  const posting = systemWith(use, {
    recognition: [
      {
        question: { method: "POST", path: "/", json: { method: "version" } },
        yes: [{ status: 200, json: [{ at: "/result", exists: true }] }],
        no: [
          { when: { status: [404, 405] }, cause: "wrong_product", field: "address" },
          { when: { status: 200, contentType: "text/html" }, cause: "wrong_product", field: "address" },
        ],
      },
    ],
  });
  const page = (response: ServerResponse, body: string) =>
    void response.writeHead(200, { "content-type": "text/html" }).end(`<html>${body}`);

  it.each([
    ["a server that nobody has set up", "Welcome to nginx!", "parked_domain"],
    ["a log-in page", '<input type="password">', "login_page"],
    ["an ordinary page", "Bearings", "web_page"],
  ])("says that the front page is %s", async (_, body, cause) => {
    stage.answer = ({ method }, response) =>
      method === "GET" ? page(response, body) : void response.writeHead(405).end();
    expect((await stage.run({}, {}, posting)).story.at(-1)).toBe(`failed:${cause}`);
  });

  it("does not blame the address for the page of a web filter", async () => {
    stage.answer = (_, response) => page(response, "blocked by your administrator");
    expect((await stage.run({}, {}, posting)).story.at(-1)).toBe("failed:proxy_page");
  });

  it("stays with it where there is no page", async () => {
    stage.answer = (_, response) => void response.writeHead(405).end();
    expect((await stage.run({}, {}, posting)).story.at(-1)).toBe("failed:wrong_product");
  });
});

describe("an entry without recognition", () => {
  const generic = systemWith(use);
  const bare = systemWith({ kind: "basic" });

  it("is asked without credentials first, and gets none where nobody speaks http", async () => {
    stage.answer = (_, response) => void response.socket!.destroy();
    const ran = await stage.run({}, {}, generic);
    expect(ran.story.at(-1)).toBe("failed:connection_lost");
    expect(stage.sent()).toBe(false);
  });

  it("is connected by its sign-in question", async () => {
    expect((await stage.run({}, {}, generic)).story).toEqual([
      "address:yes",
      "name:yes",
      "reach:yes",
      "secure:yes:plain_http",
      "signIn:yes",
      "connected",
    ]);
  });

  it("without any question is connected only where the same place was closed before", async () => {
    stage.answer = ({ headers }, response) =>
      headers.authorization === right ? json(response, {}) : void response.writeHead(401).end();
    expect((await stage.run({}, {}, bare)).story.at(-1)).toBe("connected");
    stage.answer = (_, response) => json(response, {});
    expect((await stage.run({}, {}, bare)).story.at(-1)).toBe("failed:answer_not_understood");
  });
});
