import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from "node:http";
import { type AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { SystemFile, type System } from "#contract";
import { hostOrigin, publicUrl, startTrial, type Trial } from "../trial.setup.js";

/** A small OAuth 2 server with a door for each tenant, and behind it an interface that opens with its token. */
let provider: HttpServer;
let trial: Trial;
let origin: string;
const challenges = new Map<string, string>();
const tenant = "acme.onplant.com";

beforeAll(async () => {
  provider = createServer((request, response) => void answer(request, response)).listen(0, "127.0.0.1");
  await new Promise((resolve) => provider.once("listening", resolve));
  const { port } = provider.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
  trial = await startTrial({
    systems: [tenanted(origin)],
    env: { GANGWAY_ALLOW: `127.0.0.1:${port}`, GANGWAY_OAUTH_TENANTED_CLIENT_ID: "gangway" },
  });
});
afterAll(async () => {
  await trial.close();
  provider.close();
});

async function answer(request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? "", origin);
  if (url.pathname === `/${tenant}/authorize`) {
    const code = `code-${challenges.size}`;
    challenges.set(code, url.searchParams.get("code_challenge") ?? "");
    const back = new URL(url.searchParams.get("redirect_uri") ?? "");
    back.search = new URLSearchParams({ code, state: url.searchParams.get("state") ?? "" }).toString();
    return response.writeHead(302, { location: back.href }).end();
  }
  response.setHeader("content-type", "application/json");
  if (url.pathname === `/${tenant}/token`) {
    const asked = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
    const proof = createHash("sha256")
      .update(asked.get("code_verifier") ?? "")
      .digest("base64url");
    if (proof !== challenges.get(asked.get("code") ?? "")) {
      return response.writeHead(400).end(JSON.stringify({ error: "invalid_grant" }));
    }
    return response.end(JSON.stringify({ access_token: "at-acme", token_type: "bearer", expires_in: 3600 }));
  }
  const isIn = url.pathname === `/api/${tenant}/Sandbox/me` && request.headers.authorization === "Bearer at-acme";
  return response.writeHead(isIn ? 200 : 401).end(JSON.stringify(isIn ? { name: "Anna" } : {}));
}

function tenanted(url: string): System {
  const file = SystemFile.parse({
    name: "Tenanted",
    vendor: "",
    popularity: 1,
    summary: { en: "Tenanted" },
    proven: { level: "named", on: "2026-11-24" },
    address: {
      kind: "account",
      url,
      account: { input: "tenant", pattern: "^[a-z0-9-]+(?:\\.[a-z0-9-]+)+$" },
      hosts: ["127.0.0.1"],
      takes: [
        { input: "tenant", from: "path", pattern: "^/([a-z0-9.-]+)" },
        { input: "environment", from: "path", pattern: "^/[a-z0-9.-]+/([A-Za-z]+)" },
      ],
      example: `${url}/acme.onplant.com/Production`,
    },
    methods: [
      {
        kind: "oauth2",
        authorizeUrl: `${url}/{tenant}/authorize`,
        tokenUrl: `${url}/{tenant}/token`,
        clientAuth: "none",
        scopes: ["read"],
        signIn: {
          question: { path: "/api/{tenant}/{environment}/me" },
          yes: [{ status: 200, json: [{ at: "/name", type: "string" }] }],
          no: [{ when: { status: 401 }, cause: "credentials_wrong" }],
          facts: { identity: { at: "/name" } },
        },
      },
    ],
    sources: [{ url: "https://www.rfc-editor.org/rfc/rfc6749.html", read: "2026-11-24" }],
  });
  return { ...file, id: "tenanted", category: "generic" };
}

it("what stood in the pasted address fills the provider's addresses, from consent to connection", async () => {
  const minted = await trial.call("mintLink", { token: trial.key, body: { endUser: { id: "anna" } } });
  const opened = await trial.call("openLink", { body: { token: minted.body.token, origin: hostOrigin } });
  const token = opened.body.session;
  const typed = { system: "tenanted", method: "oauth2", values: { address: `${origin}/${tenant}/Sandbox` } };

  const started = await trial.call("authorize", { token, body: { ...typed, mode: "popup" } });
  const begun = await fetch(`${trial.url}/popup/start`, {
    method: "POST",
    redirect: "manual",
    headers: { origin: publicUrl, "content-type": "application/x-www-form-urlencoded" },
    body: `secret=${started.body.startSecret}`,
  });
  const location = begun.headers.get("location") ?? "";
  expect(location).toMatch(`${origin}/${tenant}/authorize?`);
  const cookie = begun.headers.getSetCookie().find((one) => one.startsWith("__Host-gw-flow-")) ?? "";

  const agreed = await fetch(location, { redirect: "manual" });
  // `fetch` cannot name another host: the server is asked as its proxy would.
  const back = new URL(agreed.headers.get("location") ?? "");
  await trial.server.app.inject({
    method: "GET",
    url: back.pathname + back.search,
    headers: { host: back.host, cookie: cookie.split(";")[0] ?? "" },
  });
  const { body: state } = await trial.call("readAuthorization", { token, params: { id: started.body.flow } });
  expect(state).toEqual({ status: "granted", cause: null });

  const { body: lines } = await trial.call("runChecks", { token, body: typed });
  expect(lines.at(-1)).toMatchObject({ outcome: "connected" });
  // What the run took from the address lies sealed by now, and does not stand in the way of agreeing once more.
  const again = await trial.call("authorize", { token, body: { ...typed, mode: "popup" } });
  expect(again.body).toHaveProperty("startSecret");
  const finished = await trial.call("finishLink", { token, body: { run: lines.at(-1).run } });
  expect(finished.status).toBe(201);
});
