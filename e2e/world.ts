import { test as base } from "@playwright/test";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createBackend } from "../demo/host/backend.js";
import { createSandbox } from "../demo/sandbox/sandbox.js";
import { callbackUrl, contextOf } from "../server/methods/consent.js";
import { watchOneWayOut } from "./one-way-out.report.js";
import { freePort } from "./real/ground/freePort.js";
import { loopbackFetch } from "./real/ground/loopbackFetch.js";
import { startNginxFront } from "./real/nginxFront.js";
import { startLocalFolder } from "./real/localFolder.js";
import { startOidcProvider } from "./real/oidcProvider.js";
import { startPostgres } from "./real/postgres.js";
import { startTryton } from "./real/tryton.js";
import { startWordpress } from "./real/wordpress.js";

/**
 * Three sites, as in real life: the host on app.localhost, Gangway on widget.localhost, the provider on idp.localhost.
 * The server is the built one, in its own process, with a store and tenants made by the operator's command.
 */
export interface World {
  /** Address of the Gangway server. */
  readonly gangway: string;
  /** The host with React, and the one with a script tag. */
  readonly hosts: Record<"react" | "script", string>;
  readonly sandbox: string;
}

type Running<T extends (...args: never[]) => Promise<unknown>> = Awaited<ReturnType<T>>;
interface Systems {
  world: World;
  tryton: Running<typeof startTryton>;
  /** One that asks for a code besides. */
  trytonWithCode: Running<typeof startTryton>;
  wordpress: Running<typeof startWordpress>;
  postgres: Running<typeof startPostgres>;
  folder: Running<typeof startLocalFolder>;
  /** nginx in front of Tryton, in good order and with every fault. */
  front: Running<typeof startNginxFront>;
  provider: Running<typeof startOidcProvider>;
  gangwayPort: number;
}

const root = new URL("..", import.meta.url).pathname;
const command = join(root, "dist/server/gangway.js");
const slow = { scope: "worker", timeout: 300_000 } as const;

/** A worker-wide real system that is started when a test first asks for it. */
const lasting =
  <T extends { stop(): Promise<void> }>(start: () => Promise<T>) =>
  async ({}, use: (running: T) => Promise<void>) => {
    const running = await start();
    await use(running);
    await running.stop();
  };

export const test = base.extend<object, Systems>({
  tryton: [lasting(() => startTryton()), slow],
  trytonWithCode: [lasting(() => startTryton({ secondFactor: true })), slow],
  wordpress: [lasting(() => startWordpress()), slow],
  postgres: [lasting(() => startPostgres()), slow],
  folder: [lasting(() => startLocalFolder()), slow],
  front: [
    async ({ tryton }, use) => {
      const running = await startNginxFront({ upstream: tryton.url });
      await use(running);
      await running.stop();
    },
    slow,
  ],

  gangwayPort: [async ({}, use) => use(await freePort()), slow],
  provider: [
    async ({ gangwayPort }, use) => {
      const origin = `http://widget.localhost:${gangwayPort}`;
      // As an operator would register them: one for each tenant.
      const redirectUris = ["plant-react", "plant-script"].map((tenant) =>
        callbackUrl(origin, contextOf(tenant, "plant-identity")),
      );
      const provider = await startOidcProvider({ redirectUris });
      await use(provider);
      await provider.stop();
    },
    slow,
  ],
  world: [
    async ({ gangwayPort, provider, folder }, use) => {
      const data = mkdtempSync(join(tmpdir(), "gangway-journey-"));
      const gangway = `http://widget.localhost:${gangwayPort}`;
      const ports = { react: await freePort(), script: await freePort(), sandbox: await freePort() };
      const hosts = { react: `http://app.localhost:${ports.react}`, script: `http://app.localhost:${ports.script}` };
      const watch = watchOneWayOut();
      const environment = {
        ...process.env,
        ...watch.env,
        NODE_ENV: "production",
        HOST: "127.0.0.1",
        PORT: String(gangwayPort),
        GANGWAY_URL: gangway,
        GANGWAY_DATA: data,
        GANGWAY_KEYS: `test:${randomBytes(32).toString("base64")}`,
        GANGWAY_CATALOGUE: entries(data, provider, await freePort()),
        GANGWAY_ALLOW: "127.0.0.1",
        GANGWAY_ROOTS: folder.root,
        GANGWAY_OAUTH_PLANT_IDENTITY_CLIENT_ID: provider.clients.publicCode.id,
        GANGWAY_OAUTH_PLANT_AWAY_CLIENT_ID: "gangway",
        GANGWAY_OAUTH_PLANT_CODE_CLIENT_ID: provider.clients.device.id,
        LOG_LEVEL: "warn",
      };
      const sandbox = createSandbox(`http://app.localhost:${ports.sandbox}`).listen(ports.sandbox, "127.0.0.1");
      const made = (["react", "script"] as const).map((page) => {
        const webhooks = `http://127.0.0.1:${ports[page]}/api/webhooks`;
        const words = ["tenant", "add", `plant-${page}`, "--name", "Plantwise", "--origin", hosts[page]];
        const { stdout, stderr, status } = spawnSync(
          process.execPath,
          [...watch.flags, command, ...words, "--webhook", webhooks, "--json"],
          { env: environment, encoding: "utf8" },
        );
        if (status !== 0) throw new Error(stderr);
        return { page, ...(JSON.parse(stdout) as { key: string; webhookSecret: string }) };
      });
      const server = spawn(process.execPath, [...watch.flags, command, "serve"], {
        env: environment,
        stdio: ["ignore", "inherit", "inherit"],
      });
      await answers(server, `${gangway}/readyz`);
      const backends = await Promise.all(
        made.map(async ({ page, key, webhookSecret }) => {
          const host = await createBackend({
            url: `http://127.0.0.1:${gangwayPort}`,
            publicUrl: gangway,
            tenant: `plant-${page}`,
            key,
            webhookSecret,
            folder: data,
            pages: join(root, "dist/demo"),
            origin: hosts[page],
            page,
          });
          // As hosts do that keep their windows apart: a page that was asked for with ?coop= comes with that policy.
          host.addHook("onSend", async (request, reply) => {
            const policy = new URL(request.url, hosts[page]).searchParams.get("coop");
            if (policy) reply.header("cross-origin-opener-policy", policy);
          });
          await host.listen({ port: ports[page], host: "127.0.0.1" });
          return host;
        }),
      );
      await use({ gangway, hosts, sandbox: `http://app.localhost:${ports.sandbox}` });
      await Promise.all(backends.map((host) => host.close()));
      sandbox.closeAllConnections();
      sandbox.close();
      server.kill("SIGTERM");
      await new Promise((resolve) => server.once("exit", resolve));
      rmSync(data, { recursive: true, force: true });
      watch.end();
    },
    slow,
  ],
});

/** A folder of entries for this run: the sandbox's, and one for the provider, whose address is pinned as it must be. */
function entries(data: string, provider: Running<typeof startOidcProvider>, closedPort: number): string {
  const folder = join(data, "systems");
  cpSync(join(root, "demo/sandbox/systems"), folder, { recursive: true });
  const reads = (path: string) => ({
    question: { path },
    yes: [{ status: 200 }],
    no: [{ when: { status: 403 }, cause: "permission_missing" }],
  });
  const entry = {
    name: "Plant Identity",
    vendor: "Our tests",
    popularity: 90,
    summary: { en: "An OpenID provider of these tests", de: "Ein OpenID-Anbieter dieser Tests" },
    proven: { level: "observed", on: "2026-11-24" },
    address: { kind: "fixed", url: provider.url, example: provider.url },
    methods: [
      {
        kind: "oauth2",
        issuer: provider.url,
        clientAuth: "none", // a secret would go only where https and the entry pin the place
        scopes: ["openid", "offline_access", provider.orderScope],
        authorizeParams: { prompt: "consent" },
        steps: [{ text: { en: "Sign in there and allow access.", de: "Melden Sie sich dort an und stimmen Sie zu." } }],
        signIn: { ...reads("/api/me"), no: [{ when: { status: 401 }, cause: "credentials_revoked" }] },
      },
    ],
    reads: { purchaseOrders: reads("/api/purchase-orders") },
    sources: [{ url: "package:oidc-provider@9.13.3", read: "2026-11-24" }],
  };
  mkdirSync(join(folder, "generic"));
  writeFileSync(join(folder, "generic", "plant-identity.json"), JSON.stringify(entry));
  // The same by a code that is entered there.
  const byCode = {
    ...entry,
    name: "Plant Code",
    methods: entry.methods.map((method) => ({ ...method, grant: "device", authorizeParams: {} })),
  };
  writeFileSync(join(folder, "generic", "plant-code.json"), JSON.stringify(byCode));
  // The same where nobody is at home.
  const nowhere = `http://idp.localhost:${closedPort}`;
  const away = {
    ...entry,
    name: "Plant Away",
    address: { kind: "fixed", url: nowhere, example: nowhere },
    methods: entry.methods.map((method) => ({ ...method, issuer: nowhere })),
  };
  writeFileSync(join(folder, "generic", "plant-away.json"), JSON.stringify(away));
  return folder;
}

async function answers(server: ChildProcess, url: string): Promise<void> {
  while (server.exitCode === null) {
    const ok = await loopbackFetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("The server ended before it was ready.");
}
