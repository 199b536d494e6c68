import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { createServer as createSocketServer, type AddressInfo, type Server as SocketServer } from "node:net";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FinishedLink, OpenedLink, OutcomeLine } from "#contract";
import { createSandbox } from "../demo/sandbox/sandbox.js";
import { createClient } from "../server/client/client.js";
import { startNameServer } from "../server/net/name-server.fixture.js";
import { type Watch, watchOneWayOut } from "./one-way-out.report.js";
import { startWatchedServer, type WatchedServer } from "./one-way-out.watched.js";
import { whileRunning } from "./real/ground/whileRunning.js";
import { startOidcProvider } from "./real/oidcProvider.js";
import { startPostgres } from "./real/postgres.js";

const origin = "https://connect.gangway.example";
const tsx = ["--import", "tsx"];
const run = promisify(execFile);
const listen = async (server: SocketServer) => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  return (server.address() as AddressInfo).port;
};

const reachedBy = (watch: Watch, port: number) =>
  watch.outings().filter(({ way, to }) => way === "announced" && to.endsWith(`:${port}`)).length;

describe("a whole server opens no socket beside server/net", () => {
  const provider = whileRunning(() => startOidcProvider());
  const postgres = whileRunning(() => startPostgres());
  const sandbox = createSandbox("http://127.0.0.1");
  let sandboxPort: number;
  let webhookPort: number;
  let server: WatchedServer;
  let told: () => Promise<unknown>;

  const receiver = createServer((_request, response) => response.end());
  beforeAll(async () => {
    [sandboxPort, webhookPort] = await Promise.all([listen(sandbox), listen(receiver)]);
    const first = once(receiver, "request");
    told = () => first;
    server = await startWatchedServer({
      entry: identity(provider().url),
      webhook: `http://127.0.0.1:${webhookPort}/webhooks`,
    });
  });
  afterAll(async () => {
    await server.stop();
    for (const each of [sandbox, receiver]) each.close().closeAllConnections();
  });

  it("while it checks, discovers, signs in, knocks, connects, tells the host and asks again", async () => {
    const { machine } = provider().clients;
    const { user, password } = postgres().accounts.buyer;
    const erp = await connect(server, "pretend-erp", "apiKey", {
      address: `http://127.0.0.1:${sandboxPort}/erp`,
      apiKey: "pretend-key-1234",
    });
    await connect(server, "plant-identity", "oauth2", { clientId: machine.id, clientSecret: machine.secret });
    await connect(server, "postgresql", "database", {
      address: `127.0.0.1:${postgres().port}`,
      database: postgres().database,
      username: user,
      password,
    });
    const before = reachedBy(server.watch, sandboxPort);
    const again = await createClient(server).connection(erp.accessToken).checkConnection();
    expect(again.outcome.outcome).toBe("connected");
    await told();

    const reached = [sandboxPort, provider().port, postgres().port, webhookPort].map((port) =>
      reachedBy(server.watch, port),
    );
    expect(Math.min(...reached)).toBeGreaterThan(0);
    expect(reachedBy(server.watch, sandboxPort)).toBeGreaterThan(before);
    expect(() => server.watch.end()).not.toThrow();
  });
});

describe("the watch", () => {
  /** Runs a few lines in a process of its own, and watches it. */
  const watched = async (lines: string, env: Record<string, string> = {}): Promise<Watch> => {
    const watch = watchOneWayOut();
    const flags = [...(lines.includes(".ts") ? tsx : []), ...watch.flags, "--input-type=module", "--eval", lines];
    await run(process.execPath, flags, { cwd: import.meta.dirname, env: { ...process.env, ...env, ...watch.env } });
    return watch;
  };

  it.each([
    ["a socket", `import { connect } from "node:net"; connect(PORT, "127.0.0.1", function () { this.destroy(); });`],
    ["TLS", `import { connect } from "node:tls"; connect(PORT, "127.0.0.1").on("error", () => {}).destroy();`],
    ["http", `import { get } from "node:http"; get("http://127.0.0.1:PORT").on("error", () => {}).destroy();`],
    ["fetch", `const end = AbortSignal.abort(); fetch("http://127.0.0.1:PORT", { signal: end }).catch(() => {});`],
    [
      "a datagram",
      `import { createSocket } from "node:dgram"; const socket = createSocket("udp4"); socket.send("x", PORT, "127.0.0.1", () => socket.close());`,
    ],
    ["a look-up", `import { lookup } from "node:dns/promises"; lookup("name.localhost").catch(() => {});`],
    [
      "a question to name servers",
      `import { Resolver } from "node:dns"; const one = new Resolver(); one.setServers(["127.0.0.1:PORT"]); one.resolve4("name.example", () => {}); one.cancel();`,
    ],
    ["a child process", `import { spawn } from "node:child_process"; spawn("true");`],
  ])("catches %s", async (_, lines) => {
    const server = createSocketServer((socket) => socket.destroy());
    const watch = await watched(lines.replaceAll("PORT", String(await listen(server))));
    server.close();
    expect(() => watch.end()).toThrow("Left by another way than server/net");
  });

  it("names whoever did it", async () => {
    const watch = await watched(`import { connect } from "node:net";
      const stranger = () => connect(1, "127.0.0.1").on("error", () => {});
      stranger();`);
    expect(() => watch.end()).toThrow(/socket to 127\.0\.0\.1:1, begun by[^]*at stranger/);
  });

  it("lets the store's own database be, and no other at its place", async () => {
    const watch = await watched(
      `import { connect } from "node:net";
      for (const port of [1, 2]) connect(port, "127.0.0.1").on("error", () => {});`,
      { DATABASE_URL: "postgres://gangway:secret@127.0.0.1:1/gangway" },
    );
    expect(watch.outings().map(({ way, to }) => [way, to])).toEqual([
      ["allowed", "127.0.0.1:1"],
      ["strange", "127.0.0.1:2"],
    ]);
  });

  it("knows the names that server/net asks for", async () => {
    const names = await startNameServer({ a: [Buffer.from([127, 0, 0, 1])], aaaa: [] });
    const resolve = new URL("../server/net/resolve.ts", import.meta.url).href;
    const watch = await watched(`const { askNameServers } = await import(${JSON.stringify(resolve)});
      await askNameServers("erp.example.com", new AbortController().signal, ["${names.address}"]);`);
    names.stop();
    expect(watch.outings().map(({ way, kind, to }) => [way, kind, to])).toEqual([
      ["announced", "name", "erp.example.com"],
      ["announced", "name", "erp.example.com"],
    ]);
  });

  it("proves nothing where nobody was watched", () => {
    expect(() => watchOneWayOut().end()).toThrow();
  });
});

/** Goes with a person from mint to exchange. */
async function connect(server: WatchedServer, system: string, method: string, values: Record<string, string>) {
  const host = createClient(server);
  const ask = async (path: string, token: string, body: unknown) => {
    const headers = { "content-type": "application/json", origin, ...(token && { authorization: `Bearer ${token}` }) };
    const answer = await fetch(server.url + path, { method: "POST", headers, body: JSON.stringify(body) });
    return answer.text();
  };
  const { token } = await host.mintLink({ endUser: { id: "anna" }, hosted: true });
  const { session } = JSON.parse(await ask("/v1/link/open", "", { token, origin: null })) as OpenedLink;
  const stream = await ask("/v1/link/checks", session, { system, method, values });
  const outcome = JSON.parse(stream.trim().split("\n").at(-1)!) as OutcomeLine;
  expect(outcome).toMatchObject({ type: "outcome", outcome: "connected" });
  const finished = JSON.parse(await ask("/v1/link/finish", session, { run: outcome.run })) as FinishedLink;
  return host.exchange({ publicToken: finished.publicToken! });
}

/** A provider where an application signs in for itself: discovery, then its token. */
const identity = (url: string) => ({
  name: "Plant Identity",
  vendor: "Our tests",
  popularity: 1,
  summary: { en: "An OpenID provider of these tests", de: "Ein OpenID-Anbieter dieser Tests" },
  proven: { level: "observed", on: "2026-11-24" },
  address: { kind: "fixed", url, example: url },
  methods: [
    {
      kind: "oauth2",
      grant: "clientCredentials",
      issuer: "{address}",
      client: "person",
      scopes: ["purchase_orders:read"],
      signIn: { question: { path: "/api/purchase-orders" }, yes: [{ status: 200 }], no: [] },
    },
  ],
  sources: [{ url: "package:oidc-provider@9.13.3", read: "2026-11-24" }],
});
