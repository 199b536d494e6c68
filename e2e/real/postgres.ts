import { randomBytes } from "node:crypto";
import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { cached, copyTree, temporary } from "./ground/cache.js";
import { makeCertificates, type Certificates } from "./ground/certificates.js";
import { freePort } from "./ground/freePort.js";
import { keep } from "./ground/keep.js";
import { installPackages } from "./ground/packages.js";
import { chownTree, runUnprivileged } from "./ground/unprivileged.js";
import { untilAnswers } from "./ground/untilAnswers.js";
import type { Account, RealSystem, Running } from "./realSystem.js";

const packages = ["postgresql-15"];
const bin = "/usr/lib/postgresql/15/bin";
const database = "plant";
const accounts = {
  owner: { user: "gangway", password: "plant-owner-7", what: "superuser" },
  buyer: { user: "buyer", password: "plant-buyer-7", what: "may read purchase_orders" },
  clerk: { user: "clerk", password: "plant-clerk-7", what: "signs in, has no right on purchase_orders" },
  expired: { user: "leaver", password: "plant-leaver-7", what: "right password, expired in 2020" },
} satisfies Record<string, Account>;

const schema = `
create table purchase_orders (
  number text primary key, supplier text not null, ordered_on date not null, total numeric(12,2) not null, currency text not null);
insert into purchase_orders values
  ('PO-1001', 'Kugel & Lager GmbH', '2026-03-02', 936.88, 'EUR'),
  ('PO-1002', 'Västra Tätningar AB', '2026-03-09', 340.00, 'EUR'),
  ('PO-1003', 'Kugel & Lager GmbH', '2026-03-16', 172.00, 'EUR');
create user buyer password '${accounts.buyer.password}';
create user clerk password '${accounts.clerk.password}';
create user leaver password '${accounts.expired.password}' valid until '2020-01-01';
grant select on purchase_orders to buyer;`;

/** One line of postgresql.conf each. fsync stays on: what is measured here must hold elsewhere. */
const settings = `listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 200
timezone = 'UTC'
`;

export interface PostgresOptions {
  /** Take TLS with a certificate for localhost from a private CA, and refuse connections without. */
  tls?: boolean;
}

export interface RunningPostgres extends Running {
  database: string;
  accounts: typeof accounts;
  certificates?: Certificates;
  /** A new, empty database of the superuser; dropped with the server. */
  createDatabase(): Promise<{ url: string }>;
}

/** PostgreSQL 15 with SCRAM passwords, and a database `plant` that has a table `purchase_orders`. */
export async function startPostgres(options: PostgresOptions = {}): Promise<RunningPostgres> {
  await installPackages(packages);
  const prepared = await cached("postgres", [schema, settings, JSON.stringify(accounts)], prepare);
  const directory = temporary("postgres");
  const data = join(directory, "data");
  copyTree(join(prepared, "data"), data);
  const port = await freePort();
  const certificates = options.tls ? demandTls(directory, data) : undefined;
  const kept = serve(directory, data, port);
  const address = (name: string) => addressOf(port, name);
  const admin = { connectionString: address("postgres"), ssl: certificates && { ca: certificates.ca } };
  await untilAnswers(kept, () => run(admin, "select 1"));
  return {
    name: "postgres",
    host: "localhost",
    port,
    url: `postgres://localhost:${port}/${database}`,
    database,
    accounts,
    certificates,
    notes: { database, table: "purchase_orders", ...(certificates && { "CA file": certificates.caFile }) },
    createDatabase: async () => {
      const name = `gangway_${randomBytes(6).toString("hex")}`;
      await run(admin, `create database ${name}`);
      return { url: address(name) };
    },
    stop: kept.stop,
  };
}

async function prepare(directory: string): Promise<void> {
  const data = join(directory, "data");
  const passwordFile = join(directory, "password");
  writeFileSync(passwordFile, accounts.owner.password);
  chownTree(directory);
  const login = ["-U", accounts.owner.user, `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
  await runUnprivileged([`${bin}/initdb`, "-D", data, ...login, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
  appendFileSync(join(data, "postgresql.conf"), settings);
  const port = await freePort();
  // The keeper removes its directory when the server ends, so it gets one of its own.
  const kept = serve(temporary("postgres-log"), data, port);
  const connect = (name: string) => ({ connectionString: addressOf(port, name) });
  await untilAnswers(kept, () => run(connect("postgres"), "select 1"));
  await run(connect("postgres"), `create database ${database}`);
  await run(connect(database), schema);
  await run(connect(database), "checkpoint");
  await kept.stop();
}

function serve(directory: string, data: string, port: number) {
  // SIGINT is PostgreSQL's "fast" shutdown; SIGTERM would wait for every client to leave.
  return keep([`${bin}/postgres`, "-D", data, "-p", `${port}`], { directory, signal: "INT" });
}

function demandTls(directory: string, data: string): Certificates {
  const certificates = makeCertificates(join(directory, "tls"));
  const { chain, key } = certificates.server;
  appendFileSync(join(data, "postgresql.conf"), `ssl = on\nssl_cert_file = '${chain}'\nssl_key_file = '${key}'\n`);
  writeFileSync(join(data, "pg_hba.conf"), "hostssl all all 127.0.0.1/32 scram-sha-256\n");
  chownTree(directory);
  return certificates;
}

function addressOf(port: number, name: string): string {
  return `postgres://${accounts.owner.user}:${accounts.owner.password}@localhost:${port}/${name}`;
}

async function run(config: ConstructorParameters<typeof Client>[0], sql: string): Promise<true> {
  const client = new Client(config);
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query(sql);
    return true;
  } finally {
    await client.end().catch(() => {});
  }
}

export const postgres: RealSystem<PostgresOptions, RunningPostgres> = {
  name: "postgres",
  what: "PostgreSQL 15 (SCRAM, optionally TLS)",
  packages,
  start: startPostgres,
};
