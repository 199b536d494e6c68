import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../../server/store/open.js";
import type { Store } from "../../server/store/store.js";
import { createVault, type Vault } from "../../server/vault/vault.js";
import { freePort } from "../real/ground/freePort.js";
import { startPostgres } from "../real/postgres.js";
import { type Bench, quantile, type Row } from "./bench.js";
import { untilEnd } from "./leftovers.js";
import { serve, stop } from "./served.js";

const connections = 10_000;
const minute = 60_000;
/** From when a renewal is due until the access token is over. */
const left = 30_000;
const batch = 250;

/** Connections that all fall due within one minute, renewed by one built server; late is what was over by then. */
export const renewals: Bench = async () => {
  const postgres = await startPostgres();
  const rows = [
    await on("SQLite", {}),
    await on("PostgreSQL", { DATABASE_URL: (await postgres.createDatabase()).url }),
  ];
  await postgres.stop();
  return rows;
};

async function on(engine: string, where: { DATABASE_URL?: string }): Promise<Row> {
  const key = randomBytes(32);
  const provider = await startProvider();
  const served = await serve({
    ...where,
    GANGWAY_ALLOW: "127.0.0.1",
    GANGWAY_CATALOGUE: entryOf(provider.url),
    GANGWAY_KEYS: `bench:${key.toString("base64")}`,
  });
  const store = await openStore(where.DATABASE_URL ? { databaseUrl: where.DATABASE_URL } : { folder: served.folder });
  const ids = await connect(store, createVault({ keys: [{ id: "bench", key }] }), provider.url);
  const begin = Date.now() + 10_000;
  const due = new Map(ids.map((id, at) => [id, begin + Math.floor((at * minute) / connections)]));
  for (const some of inBatches(ids))
    await store.transaction(async (tx) => {
      for (const id of some) await tx.tenant("bench").renewals.plan(id, due.get(id)!);
    });
  await store.close();
  const child = await served.start();
  const renewedAt = await provider.allOf(ids);
  await stop(child);
  served.remove();
  provider.stop();
  const lateness = ids.map((id) => renewedAt.get(id)! - due.get(id)!);
  return {
    what: `renewals due in a minute on ${engine}, of ${connections} late`,
    is: String(lateness.filter((ms) => ms > left).length),
    target: "0",
    of: `renewed after it was due: p50 ${quantile(lateness, 0.5)} ms, p99 ${quantile(lateness, 0.99)} ms, at most ${Math.max(...lateness)} ms; an access token lives ${left} ms longer`,
  };
}

async function connect(store: Store, vault: Vault, address: string): Promise<string[]> {
  const own = store.tenant("bench");
  const person = { id: "anna", name: null };
  const link = await own.links.create({ endUser: person, expiresAt: Date.now() + minute });
  const ids: string[] = [];
  for (const some of inBatches(Array.from({ length: connections }, (_, at) => at)))
    await store.transaction(async (tx) => {
      const { connections, sealed } = tx.tenant("bench");
      for (const _ of some) {
        const { id } = await connections.create({
          ...{ link: link.id, system: "orders", systemName: "Orders", method: "oauth2", methodId: "oauth2" },
          ...{ address, identity: null, product: null, endUser: person, organization: null, metadata: {}, data: [] },
          ...{ values: { clientId: "app" }, trust: null, warnings: [] },
        });
        await connections.update(id, { status: "healthy" });
        const place = { tenant: "bench", ownerKind: "connection" as const, owner: id, version: 1 };
        const kept = { accessToken: "at", refreshToken: id, expiresAt: String(Date.now() + minute) };
        await sealed.put(Object.entries(kept).map(([field, value]) => vault.seal({ ...place, field }, value)));
        ids.push(id);
      }
    });
  return ids;
}

function* inBatches<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += batch) yield all.slice(at, at + batch);
}

/** A token endpoint that remembers when each refresh token came. It stands in for providers: what is measured is ours. */
async function startProvider() {
  const seen = new Map<string, number>();
  let wake = () => {};
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      const refreshToken = new URLSearchParams(body).get("refresh_token") ?? "";
      seen.set(refreshToken, Date.now());
      response.setHeader("content-type", "application/json");
      const fresh = { access_token: `${refreshToken}-new`, refresh_token: `${refreshToken}-next`, expires_in: 86_400 };
      response.end(JSON.stringify({ ...fresh, token_type: "Bearer" }));
      wake();
    });
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const stop = untilEnd(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${port}`,
    stop,
    allOf: (ids: readonly string[]) =>
      new Promise<ReadonlyMap<string, number>>((resolve) => {
        wake = () => {
          if (seen.size >= ids.length) resolve(seen);
        };
        wake();
      }),
  };
}

function entryOf(url: string): string {
  const folder = mkdtempSync(join(tmpdir(), "gangway-bench-systems-"));
  untilEnd(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "erp"));
  const entry = {
    name: "Orders",
    vendor: "Bench",
    popularity: 1,
    summary: { en: "Orders", de: "Bestellungen" },
    proven: { level: "named", on: "2026-11-26" },
    address: { kind: "fixed", url, example: url },
    methods: [
      {
        kind: "oauth2",
        client: "person",
        clientAuth: "none",
        authorizeUrl: `${url}/authorize`,
        tokenUrl: `${url}/token`,
      },
    ],
    sources: [{ url: "package:none@1", read: "2026-11-26" }],
  };
  writeFileSync(join(folder, "erp/orders.json"), JSON.stringify(entry));
  return folder;
}
