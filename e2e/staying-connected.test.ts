import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OutcomeLine } from "#contract";
import { newToken } from "../server/call/token.js";
import { openStore } from "../server/store/open.js";
import type { Store, TenantStore } from "../server/store/store.js";
import { createVault } from "../server/vault/vault.js";
import { freePort } from "./real/ground/freePort.js";
import { loopbackFetch } from "./real/ground/loopbackFetch.js";
import { whileRunning } from "./real/ground/whileRunning.js";
import { walk } from "./real/oidc/walk.fixture.js";
import { startOidcProvider } from "./real/oidcProvider.js";
import { startPostgres } from "./real/postgres.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const redirect = "http://app.localhost/callback";

describe("two instances on one PostgreSQL, and a provider whose refresh tokens work once", { timeout: 90_000 }, () => {
  const provider = whileRunning(() => startOidcProvider({ redirectUris: [redirect] }));
  const postgres = whileRunning(() => startPostgres());
  const key = randomBytes(32);
  const vault = createVault({ keys: [{ id: "test", key }] });
  const instances: { url: string; process: ChildProcess }[] = [];
  let folder: string;
  let store: Store;
  let database: pg.Client;
  let own: TenantStore;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "gangway-staying-"));
    const { url: databaseUrl } = await postgres().createDatabase();
    store = await openStore({ databaseUrl });
    database = new pg.Client({ connectionString: databaseUrl });
    await database.connect();
    await store.tenants.add({ id: "acme", name: "Acme" });
    own = store.tenant("acme");
    mkdirSync(join(folder, "systems/erp"), { recursive: true });
    writeFileSync(
      join(folder, "systems/erp/orders.json"),
      JSON.stringify(orders(provider().url, provider().orderScope)),
    );
    for (let n = 0; n < 2; n++) {
      const port = await freePort();
      const environment = {
        ...process.env,
        HOST: "127.0.0.1",
        PORT: String(port),
        DATABASE_URL: databaseUrl,
        GANGWAY_URL: "https://connect.gangway.example",
        GANGWAY_KEYS: `test:${key.toString("base64")}`,
        GANGWAY_DATA: folder,
        GANGWAY_CATALOGUE: join(folder, "systems"),
        GANGWAY_ALLOW: "127.0.0.1",
        LOG_LEVEL: "warn",
      };
      instances.push({
        url: `http://127.0.0.1:${port}`,
        process: spawn(process.execPath, ["--import", "tsx", join(root, "server/cli.ts"), "serve"], {
          cwd: root,
          env: environment,
          stdio: ["ignore", "ignore", "inherit"],
        }),
      });
    }
    await Promise.all(instances.map(({ url, process }) => ready(process, url)));
  });
  afterAll(async () => {
    for (const { process } of instances) {
      process.kill("SIGTERM");
      await once(process, "exit");
    }
    await database.end();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A claimed connection of Anna's, and its access token. `left`: milliseconds until its access token is over. */
  async function connected(left: number) {
    const link = await own.links.create({ endUser: { id: "anna", name: null }, expiresAt: Date.now() + 60_000 });
    const connection = await own.connections.create({
      link: link.id,
      system: "orders",
      systemName: "Orders",
      method: "oauth2",
      methodId: "oauth2",
      address: provider().url,
      identity: null,
      product: null,
      endUser: { id: "anna", name: null },
      organization: null,
      metadata: {},
      data: ["purchaseOrders"],
      values: { clientId: provider().clients.code.id },
      trust: null,
      warnings: [],
    });
    await own.connections.update(connection.id, { status: "healthy" });
    const { token, hash } = newToken("access");
    await own.tokens.addAccess({ hash, connection: connection.id });
    await seal(connection.id, {
      clientSecret: provider().clients.code.secret,
      ...(await agreed(provider())),
      expiresAt: String(Date.now() + left),
    });
    return { id: connection.id, token };
  }
  const seal = (id: string, values: Record<string, string>) =>
    own.sealed.put(
      Object.entries(values).map(([field, value]) =>
        vault.seal({ tenant: "acme", ownerKind: "connection", owner: id, field, version: 1 }, value),
      ),
    );
  const sealed = async (id: string, field: string) =>
    vault.open((await own.sealed.get("connection", id, field))!).reveal();
  const planned = async (id: string) => {
    const { rows } = await database.query<{ renew_at: string; renew_tries: number }>(
      "select renew_at, renew_tries from connections where id = $1",
      [id],
    );
    return rows[0]!;
  };
  const check = async (instance: number, token: string) => {
    const answer = await fetch(`${instances[instance % 2]!.url}/v1/connection/checks`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: "{}",
    });
    return ((await answer.json()) as { outcome: OutcomeLine }).outcome;
  };

  it("lose nothing when both want to renew at once, again and again", async () => {
    const { id, token } = await connected(-1);
    for (let round = 0; round < 3; round++) {
      const before = await sealed(id, "refreshToken");
      // The worker of each wants it, and so does everybody who asks.
      await own.renewals.plan(id, Date.now());
      const outcomes = await Promise.all(Array.from({ length: 8 }, (_, n) => check(n, token)));
      expect(outcomes.map(({ outcome, cause }) => cause ?? outcome)).toEqual(outcomes.map(() => "connected"));
      expect(await sealed(id, "refreshToken")).not.toBe(before);
      await seal(id, { expiresAt: String(Date.now() - 1) });
    }
    expect((await own.connections.get(id))?.status).toBe("healthy");
  });

  it("renew before the end, though nobody asks", async () => {
    const { id } = await connected(20_000);
    const before = await sealed(id, "accessToken");
    await own.renewals.plan(id, Date.now());
    await expect.poll(() => sealed(id, "accessToken"), { timeout: 60_000 }).not.toBe(before);
    // Half of sixty seconds before the end.
    const { renew_at: at } = await planned(id);
    expect(Math.abs(Number(await sealed(id, "expiresAt")) - Number(at) - 30_000)).toBeLessThan(5_000);
  });

  it("ask for repair, once, when consent is gone", async () => {
    const { id } = await connected(20_000);
    await seal(id, { refreshToken: "of-yesterday" });
    await own.renewals.plan(id, Date.now());
    await expect.poll(async () => (await own.connections.get(id))?.status, { timeout: 60_000 }).toBe("needs_repair");
    expect((await own.connections.get(id))?.cause).toBe("consent_expired");
    const told = (await own.events.list({ limit: 100 })).items.filter(
      ({ type, subject }) => type === "connection.needs_repair" && subject === id,
    );
    expect(told).toHaveLength(1);
  });

  it("try again later when the provider is away, and call nothing broken", async () => {
    const { id } = await connected(20_000);
    // Nobody listens there.
    await own.connections.update(id, { address: "http://idp.localhost:65000" });
    await own.renewals.plan(id, Date.now());
    await expect.poll(async () => (await planned(id)).renew_tries, { timeout: 60_000 }).toBeGreaterThan(0);
    expect(Number((await planned(id)).renew_at)).toBeGreaterThan(Date.now());
    expect((await own.connections.get(id))?.status).toBe("healthy");
  });
});

const orders = (issuer: string, scope: string) => ({
  name: "Orders",
  vendor: "Plant",
  popularity: 1,
  summary: { en: "Orders", de: "Bestellungen" },
  proven: { level: "observed", on: "2026-11-26" },
  address: { kind: "fixed", url: issuer, example: issuer },
  methods: [
    {
      kind: "oauth2",
      issuer: "{address}",
      client: "person",
      scopes: ["openid", "offline_access", scope],
      signIn: {
        question: { path: "/api/me" },
        yes: [{ status: 200, json: [{ at: "/user", type: "string" }] }],
        no: [{ when: { status: 403 }, cause: "permission_missing" }],
      },
    },
  ],
  reads: {
    purchaseOrders: {
      question: { path: "/api/purchase-orders" },
      yes: [{ status: 200, json: [{ at: "/count", type: "number" }] }],
      no: [{ when: { status: 403 }, cause: "scope_missing" }],
    },
  },
  sources: [{ url: "package:oidc-provider@9.13.3", read: "2026-11-26" }],
});

/** Tokens that Anna has agreed to, by the provider's own pages. */
async function agreed(provider: Awaited<ReturnType<typeof startOidcProvider>>): Promise<Record<string, string>> {
  const verifier = randomBytes(32).toString("base64url");
  const authorize = new URL(`${provider.url}/auth`);
  authorize.search = new URLSearchParams({
    client_id: provider.clients.code.id,
    response_type: "code",
    redirect_uri: redirect,
    scope: `openid offline_access ${provider.orderScope}`,
    prompt: "consent",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  }).toString();
  const { user, password } = provider.accounts.anna;
  const { leftTo } = await walk(authorize.href, { login: user, password });
  const answer = await loopbackFetch(`${provider.url}/token`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code: new URL(leftTo!).searchParams.get("code") ?? "",
      redirect_uri: redirect,
      client_id: provider.clients.code.id,
      client_secret: provider.clients.code.secret,
      code_verifier: verifier,
    }),
  });
  const tokens = (await answer.json()) as { access_token: string; refresh_token: string };
  return { accessToken: tokens.access_token, refreshToken: tokens.refresh_token };
}

async function ready(server: ChildProcess, url: string): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error("The server ended before it was ready.");
    const ok = await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
