import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Endpoint, type EndpointName, endpoints } from "#contract";
import { addTenant, hostOrigin, publicUrl, startTrial, type Trial } from "../trial.setup.js";

/** Every endpoint that the contract declares, and everything wrong that can be sent to it: a coded answer, nothing changed. */
let trial: Trial;
let session: string;
let link: string;
const all = (Object.entries(endpoints) as [EndpointName, Endpoint][]).map(([name, endpoint]) => ({ name, endpoint }));
const withBody = all.filter(({ endpoint }) => endpoint.body);
const withToken = all.filter(({ endpoint }) => endpoint.caller !== "anyone");

beforeAll(async () => {
  trial = await startTrial({ limits: { anyone: 1e6, host: 1e6, person: 1e6 } });
  const minted = await trial.call("mintLink", { token: trial.key, body: { endUser: { id: "anna" } } });
  link = minted.body.id as string;
  session = (await trial.call("openLink", { body: { token: minted.body.token, origin: hostOrigin } })).body.session;
});
afterAll(() => trial.close());

/** A token that the endpoint takes. Nobody has a connection here: what is to be refused is refused before. */
const tokenFor = ({ caller }: Endpoint): string | undefined =>
  ({ host: trial.key, person: session, connection: "", anyone: undefined })[caller];

async function send(
  endpoint: Endpoint,
  { body, headers = {}, token = tokenFor(endpoint), query = "" }: Sent,
): Promise<Got> {
  const url = trial.url + endpoint.path.replace(":id", "nothing") + query;
  const response = await fetch(url, {
    method: endpoint.verb,
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...(endpoint.caller !== "host" && { origin: publicUrl }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  });
  return {
    status: response.status,
    type: response.headers.get("content-type"),
    problem: JSON.parse(await response.text()) as Got["problem"],
  };
}
interface Sent {
  body?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
  token?: string | undefined;
  query?: string;
}
interface Got {
  status: number;
  type: string | null;
  problem: { code: string; request_id: string; culprit: string };
}

async function untouched(): Promise<void> {
  const { body } = await trial.call("getLink", { token: trial.key, params: { id: link } });
  expect(body).toMatchObject({ status: "open", step: "pick", system: null });
  expect((await trial.call("listEvents", { token: trial.key })).body.items).toEqual([]);
}

function isRefusal({ status, type, problem }: Got, statuses: number[]): void {
  expect(statuses).toContain(status);
  expect(type).toBe("application/problem+json");
  expect(problem).toMatchObject({ code: expect.any(String), request_id: expect.any(String), culprit: "caller" });
}

describe.each(withBody)("$name refuses a body", ({ endpoint }) => {
  // Where there is no valid token to be had here, the token is refused first.
  const refused = endpoint.caller === "connection" ? [401] : [400, 415];
  it.each([
    ["with an unknown member", '{"surprise":1}'],
    ["of another type", "[]"],
    ["that is text", '"text"'],
    ["that is null", "null"],
    ["that is cut", '{"a":'],
    ["that is empty", ""],
    ["with a member twice", '{"a":1,"a":2}'],
    ["with __proto__", '{"__proto__":{"admin":true}}'],
    ["with half of a pair", '{"token":"\\ud800"}'],
    ["with NUL", '{"token":"\\u0000"}'],
    ["with a byte order mark", "\ufeff{}"],
    ["nested deep", "[".repeat(1000) + "]".repeat(1000)],
    ["that is not UTF-8", new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ])("%s", async (why, body) => {
    // `{}` is a right body for some; a member nobody knows never is.
    if (why === "that is empty" && endpoint.body?.safeParse({}).success) return;
    isRefusal(await send(endpoint, { body }), refused);
    await untouched();
  });

  it("of another content type", async () => {
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "application/json; charset=utf-16",
      "application/json\t;x",
    ])
      isRefusal(
        await send(endpoint, { body: "{}", headers: { "content-type": type } }),
        endpoint.caller === "connection" ? [401] : [415],
      );
  });

  it("that is packed", async () => {
    isRefusal(
      await send(endpoint, { body: "{}", headers: { "content-encoding": "gzip" } }),
      endpoint.caller === "connection" ? [401] : [415],
    );
  });

  it("of more than 64 KiB", async () => {
    const body = JSON.stringify({ text: "a".repeat(70_000) });
    isRefusal(await send(endpoint, { body }), endpoint.caller === "connection" ? [401] : [413]);
  });
});

describe.each(withToken)("$name refuses a token", ({ endpoint }) => {
  it.each([
    ["that is missing", ""],
    [
      "that nobody has",
      `gw_${{ host: "key", person: "session", connection: "access", anyone: "" }[endpoint.caller]}_${"A".repeat(43)}`,
    ],
    ["of another kind", endpoint.caller === "host" ? "session" : "key"],
    ["that is something else", "🔑".repeat(3)],
  ])("%s", async (_, given) => {
    const token = given === "session" ? session : given === "key" ? trial.key : given;
    const headers: Record<string, string> = token.startsWith("🔑") ? { authorization: "Bearer %F0%9F" } : {};
    const got = await send(endpoint, {
      token: token.startsWith("🔑") ? "" : token,
      headers,
      ...(endpoint.body && { body: "{}" }),
    });
    isRefusal(got, [401]);
    expect(got.problem.code).toBe("unauthorized");
  });
});

describe.each(all.filter(({ endpoint }) => endpoint.query && endpoint.caller !== "connection"))(
  "$name refuses a query",
  ({ endpoint }) => {
    it.each([
      "?surprise=1",
      "?__proto__.admin=1",
      "?constructor[prototype][admin]=1",
      "?limit=-1&after=x&surprise=",
      "?after=a&after=b",
    ])("%s", async (query) => {
      isRefusal(await send(endpoint, { query }), [400]);
      expect(({} as { admin?: unknown }).admin).toBeUndefined();
    });
  },
);

describe("somebody else's id is not there", () => {
  it.each(["getLink", "cancelLink", "getConnection", "removeConnection", "rotateAccessToken"] as const)(
    "%s",
    async (name) => {
      const other = await addTenant(trial.store, `other-${name.toLowerCase()}`);
      const body = endpoints[name] === endpoints.rotateAccessToken ? { body: {} } : {};
      const got = await trial.call(name, { token: other.key, params: { id: link }, ...body });
      expect([got.status, got.body.code]).toEqual([404, "not_found"]);
      await untouched();
    },
  );
});

it("an address that is nowhere, another verb, a bad escape: coded answers", async () => {
  const asked = async (path: string, method = "GET") => {
    const response = await fetch(trial.url + path, { method });
    return [response.status, ((await response.json()) as { code: string }).code];
  };
  expect(await asked("/v1/nowhere")).toEqual([404, "not_found"]);
  expect(await asked("/v1/links", "PUT")).toEqual([405, "method_not_allowed"]);
  expect(await asked("/v1/links/%E0%A4%A")).toEqual([400, "invalid_request"]);
});

it("headers that are too large are told so", async () => {
  const response = await fetch(`${trial.url}/healthz`, { headers: { "x-large": "a".repeat(20_000) } });
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([431, "headers_too_large"]);
});

it("answers a caller's request id where it is harmless, its own otherwise", async () => {
  const idFor = async (id: string) =>
    (await fetch(`${trial.url}/healthz`, { headers: { "x-request-id": id } })).headers.get("x-request-id");
  expect(await idFor("order-4711")).toBe("order-4711");
  expect(await idFor('"}evil')).toMatch(/^req_/);
});
