import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo } from "node:net";
import { afterEach, expect, expectTypeOf, test } from "vitest";
import { endpoints, problems, type Answer, type ProblemCode } from "#contract";
import { createClient, type Client } from "./client.js";
import { GangwayError } from "./gangway-error.js";

type Reply = (request: IncomingMessage, response: ServerResponse) => void;
interface Seen {
  line: string;
  headers: IncomingMessage["headers"];
  body: string;
}

let end = () => {};
afterEach(() => end());

/** A server that gives these replies one after another, the last one for ever. */
async function serve(...replies: Reply[]) {
  const seen: Seen[] = [];
  const pauses: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      seen.push({
        line: `${request.method} ${request.url}`,
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      });
      (replies[seen.length - 1] ?? replies.at(-1)!)(request, response);
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  end = () => {
    server.closeAllConnections();
    server.close();
  };
  const gangway = createClient({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    key: "gw_key_test",
    wait: async (ms) => pauses.push(ms),
    random: () => 0,
  });
  return { gangway, seen, pauses };
}
const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Reply =>
  (_, response) =>
    void response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
const problem = (code: ProblemCode, headers: Record<string, string> = {}) => {
  const { status, title, now, culprit } = problems[code];
  return json(status, { code, status, title, detail: `${title}. ${now}`, culprit, request_id: "req_1" }, headers);
};
const reset: Reply = (request) => void request.socket.destroy();
const minted = {
  id: "lnk_1",
  token: "gw_link_x",
  url: "https://x/",
  expiresAt: "2026-01-01T00:00:00Z",
  resumed: false,
};

async function failure(work: Promise<unknown>): Promise<GangwayError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(GangwayError);
  return error as GangwayError;
}

test("there is a method for each endpoint of a host and of a connection, and for no other", async () => {
  const { gangway } = await serve(json(200, {}));
  const of = (caller: string) =>
    Object.entries(endpoints).flatMap(([name, endpoint]) => (endpoint.caller === caller ? [name] : []));
  expect(Object.keys(gangway).sort()).toEqual([...of("host"), "connection"].sort());
  expect(Object.keys(gangway.connection("gw_access_x")).sort()).toEqual(of("connection").sort());
  expectTypeOf<Client["exchange"]>().returns.resolves.toEqualTypeOf<Answer<"exchange">>();
  expectTypeOf<Client["getConnection"]>().parameter(0).toEqualTypeOf<{ id: string }>();
});

test("members go where the endpoint declares them", async () => {
  const { gangway, seen } = await serve(json(200, { items: [], next: null }));
  await gangway.mintLink({ endUser: { id: "anna" } });
  await gangway.getConnection({ id: "a/b?c" });
  await gangway.listEvents();
  await gangway.listEvents({ after: "7", limit: "10" });
  await gangway.rotateAccessToken({ id: "con_1" });
  await gangway.connection("gw_access_x").readConnection();
  expect(seen.map(({ line, body }) => `${line} ${body}`.trim())).toEqual([
    'POST /v1/links {"endUser":{"id":"anna"}}',
    "GET /v1/connections/a%2Fb%3Fc",
    "GET /v1/events",
    "GET /v1/events?after=7&limit=10",
    "POST /v1/connections/con_1/access-token {}",
    "GET /v1/connection",
  ]);
  expect(seen[0]?.headers).toMatchObject({ authorization: "Bearer gw_key_test", "content-type": "application/json" });
  expect(seen[5]?.headers.authorization).toBe("Bearer gw_access_x");
});

test("a problem becomes an error with code, culprit, request id and fields, and is not repeated", async () => {
  const { gangway, seen } = await serve(problem("token_used"));
  const error = await failure(gangway.exchange({ publicToken: "gw_public_x" }));
  expect(error).toMatchObject({ code: "token_used", status: 410, culprit: "caller", requestId: "req_1", tries: 1 });
  expect(error.message).toContain("request req_1");
  expect(error.message).not.toContain("gw_");
  expect(seen).toHaveLength(1);
});

test.each<[string, Reply]>([
  ["no answer", reset],
  ["429", problem("rate_limited")],
  ["500", problem("internal")],
  ["503", problem("overloaded")],
  ["still in progress", problem("in_progress")],
  ["a proxy's 502", (_, response) => void response.writeHead(502).end("<html>")],
])("a write is repeated with the same Idempotency-Key after %s", async (_, reply) => {
  const { gangway, seen, pauses } = await serve(reply, reply, json(201, minted));
  expect(await gangway.mintLink({ endUser: { id: "anna" } })).toEqual(minted);
  expect(new Set(seen.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
  expect(seen).toHaveLength(3);
  expect(pauses).toEqual([250, 500]);
});

test("each call has a key of its own, or the one it is given", async () => {
  const { gangway, seen } = await serve(json(201, minted));
  await gangway.mintLink({ endUser: { id: "anna" } });
  await gangway.mintLink({ endUser: { id: "anna" } });
  await gangway.mintLink({ endUser: { id: "anna" } }, { idempotencyKey: "mine" });
  const [first, second, third] = seen.map(({ headers }) => headers["idempotency-key"]);
  expect(first).not.toBe(second);
  expect(third).toBe("mine");
});

test("Retry-After is waited for; a long one is the caller's to decide", async () => {
  const { gangway, pauses } = await serve(problem("overloaded", { "retry-after": "7" }), json(200, { items: [] }));
  await gangway.listConnections();
  expect(pauses).toEqual([7000]);
  const long = await serve(problem("rate_limited", { "retry-after": "3600" }));
  const error = await failure(long.gangway.listConnections());
  expect(error).toMatchObject({ code: "rate_limited", retryAfter: 3600, tries: 1 });
});

test("it gives up after four tries and shows the request id", async () => {
  const { gangway, seen } = await serve(problem("internal"));
  const error = await failure(gangway.listConnections());
  expect(seen).toHaveLength(4);
  expect(error.message).toMatch(/\(internal, request req_1, 4 tries\)$/);
});

test("what is not Gangway is named, and a redirect is not followed with the key", async () => {
  const page = await serve((_, response) => void response.writeHead(200).end("<html>"));
  expect(await failure(page.gangway.listConnections())).toMatchObject({ code: "answer_not_understood", tries: 1 });
  const elsewhere = await serve((_, response) => void response.writeHead(302, { location: "/stolen" }).end());
  expect(await failure(elsewhere.gangway.listConnections())).toMatchObject({ code: "no_answer" });
  expect(elsewhere.seen.every(({ line }) => line === "GET /v1/connections")).toBe(true);
});

test("a caller who gives up gets his own reason", async () => {
  const { gangway } = await serve(() => undefined);
  const giveUp = new AbortController();
  const call = gangway.listConnections({}, { signal: giveUp.signal });
  giveUp.abort(new Error("changed my mind"));
  await expect(call).rejects.toThrow("changed my mind");
});

test("it is refused without a usable url or key", () => {
  expect(() => createClient({ url: "connect.example.com", key: "gw_key_x" })).toThrow(/url/);
  expect(() => createClient({ url: "https://connect.example.com", key: "gw_access_x" })).toThrow(/gw_key_/);
});
