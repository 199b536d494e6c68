import { createHash, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { loopbackFetch } from "./ground/loopbackFetch.js";
import { whileRunning } from "./ground/whileRunning.js";
import { startOidcProvider } from "./oidcProvider.js";
import { walk, type Visitor } from "./oidc/walk.fixture.js";

const redirectUri = "http://app.localhost/callback";
const provider = whileRunning(() => startOidcProvider({ redirectUris: [redirectUri] }));
const at = (path: string) => provider().url + path;

it("describes itself", async () => {
  const answer = await loopbackFetch(at("/.well-known/openid-configuration"));
  expect(await answer.json()).toMatchObject({
    issuer: provider().url,
    code_challenge_methods_supported: ["S256"],
    authorization_response_iss_parameter_supported: true,
  });
});

describe("client credentials", () => {
  const ask = (id: string, secret: string, scope: string) =>
    token({ grant_type: "client_credentials", scope }, { id, secret });

  it("gives 60 seconds to a machine, which may then read purchase orders", async () => {
    const { id, secret } = provider().clients.machine;
    const { status, json } = await ask(id, secret, provider().orderScope);
    expect(status).toBe(200);
    expect(json).toMatchObject({ expires_in: 60, scope: provider().orderScope });
    expect(await read("/api/purchase-orders", json["access_token"])).toMatchObject({ status: 200, json: { count: 3 } });
  });

  it("refuses a bad secret, an unknown client, another scope, another grant", async () => {
    const { machine, code } = provider().clients;
    expect(await ask(machine.id, "no", provider().orderScope)).toMatchObject({
      status: 401,
      json: { error: "invalid_client" },
    });
    expect(await ask("nobody", "no", provider().orderScope)).toMatchObject({
      status: 401,
      json: { error: "invalid_client" },
    });
    expect(await ask(machine.id, machine.secret, "email")).toMatchObject({
      status: 400,
      json: { error: "invalid_scope" },
    });
    expect(await ask(code.id, code.secret, "email")).toMatchObject({ status: 400, json: { error: "invalid_request" } });
  });
});

describe("code with PKCE", () => {
  it("signs in by name and password, asks for consent, comes back with code, state and iss", async () => {
    const { verifier, answer } = await authorize({ as: "anna" });
    expect(answer).toMatchObject({ state: "s1", iss: provider().url, code: expect.any(String) as string });
    const { json } = await exchange(answer["code"], verifier);
    expect(json).toMatchObject({ expires_in: 60, refresh_token: expect.any(String) as string });
    expect(await read("/api/me", json["access_token"])).toMatchObject({
      status: 200,
      json: { user: "anna@plant.example" },
    });
    expect(await read("/me", json["access_token"])).toMatchObject({ status: 200, json: { sub: "anna@plant.example" } });
    expect(await read("/api/purchase-orders", json["access_token"])).toMatchObject({ status: 200 });
  });

  it("lets Carl sign in, and refuses him the purchase orders", async () => {
    const { verifier, answer } = await authorize({ as: "carl" });
    const { json } = await exchange(answer["code"], verifier);
    expect(await read("/api/me", json["access_token"])).toMatchObject({ status: 200 });
    expect(await read("/api/purchase-orders", json["access_token"])).toMatchObject({
      status: 403,
      json: { error: "insufficient_scope" },
    });
  });

  it("takes no other password", async () => {
    const { page } = await authorize({ as: "anna", password: "no" });
    expect(page).toContain("do not fit");
  });

  it("says access_denied when refused, at the sign-in and at the consent", async () => {
    for (const refuse of ["login", "consent"] as const) {
      expect((await authorize({ as: "anna", refuse })).answer).toMatchObject({ error: "access_denied", state: "s1" });
    }
  });

  it("demands PKCE, a registered redirect and the right verifier", async () => {
    expect((await authorize({ as: "anna", change: { code_challenge: "" } })).answer).toMatchObject({
      error: "invalid_request",
    });
    expect((await authorize({ as: "anna", change: { redirect_uri: "http://evil.example/" } })).page).toContain(
      "redirect_uri",
    );
    const { answer } = await authorize({ as: "anna" });
    expect((await exchange(answer["code"], randomBytes(32).toString("base64url"))).json).toMatchObject({
      error: "invalid_grant",
    });
  });

  it("kills the grant when a rotated refresh token is used again", async () => {
    const { verifier, answer } = await authorize({ as: "anna" });
    const first = (await exchange(answer["code"], verifier)).json;
    const second = (await refresh(first["refresh_token"])).json;
    expect(second["refresh_token"]).not.toBe(first["refresh_token"]);
    expect((await refresh(first["refresh_token"])).json).toMatchObject({ error: "invalid_grant" });
    expect((await refresh(second["refresh_token"])).json).toMatchObject({ error: "invalid_grant" });
    expect(await read("/api/me", second["access_token"])).toMatchObject({ status: 401 });
  });
});

it("starts a device flow and asks to wait", async () => {
  const client_id = provider().clients.device.id;
  const started = await post("/device/auth", { client_id, scope: "openid" });
  expect(started).toMatchObject({ status: 200, json: { user_code: expect.any(String) as string } });
  const poll = { client_id, device_code: `${started.json["device_code"]}` };
  const grant_type = "urn:ietf:params:oauth:grant-type:device_code";
  expect(await post("/token", { ...poll, grant_type })).toMatchObject({
    status: 400,
    json: { error: "authorization_pending" },
  });
});

async function authorize({
  as,
  change = {},
  ...how
}: Visitor & { as: "anna" | "carl"; change?: Record<string, string> }) {
  const verifier = randomBytes(32).toString("base64url");
  const query = new URLSearchParams({
    client_id: provider().clients.code.id,
    response_type: "code",
    redirect_uri: redirectUri,
    scope: `openid offline_access ${provider().orderScope}`,
    prompt: "consent",
    state: "s1",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    ...change,
  });
  const { user, password } = provider().accounts[as];
  const end = await walk(`${at("/auth")}?${query}`, { login: user, password, ...how });
  const answer = end.leftTo ? Object.fromEntries(new URL(end.leftTo).searchParams) : {};
  return { verifier, answer, page: end.page };
}

const exchange = (code: string | undefined, code_verifier: string) =>
  token({ grant_type: "authorization_code", code: code ?? "", redirect_uri: redirectUri, code_verifier });
const refresh = (refreshToken: unknown) => token({ grant_type: "refresh_token", refresh_token: `${refreshToken}` });

function token(form: Record<string, string>, client: { id: string; secret: string } = provider().clients.code) {
  return post("/token", form, `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString("base64")}`);
}

async function post(path: string, form: Record<string, string>, authorization?: string) {
  const headers = authorization ? { authorization } : {};
  return result(await loopbackFetch(at(path), { method: "POST", headers, body: new URLSearchParams(form) }));
}

async function read(path: string, accessToken: unknown) {
  return result(await loopbackFetch(at(path), { headers: { authorization: `Bearer ${accessToken}` } }));
}

async function result(response: Awaited<ReturnType<typeof loopbackFetch>>) {
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}
