import { join } from "node:path";
import { cached, copyTree, temporary } from "./ground/cache.js";
import { makeCertificates, type Certificates } from "./ground/certificates.js";
import { freePort } from "./ground/freePort.js";
import { keep, type Kept } from "./ground/keep.js";
import { installPackages } from "./ground/packages.js";
import { chownTree, runUnprivileged } from "./ground/unprivileged.js";
import { untilGreeting } from "./ground/untilAnswers.js";
import type { Account, RealSystem, Running } from "./realSystem.js";

export const mariadbPackages = ["mariadb-server", "openssl"];
const database = "plant";
const accounts = {
  owner: { user: "gangway", password: "plant-owner-7", what: "all rights" },
  buyer: { user: "buyer", password: "plant-buyer-7", what: "may read purchase_orders" },
  clerk: { user: "clerk", password: "plant-clerk-7", what: "signs in, has no right on purchase_orders" },
  writer: { user: "writer", password: "plant-writer-7", what: "may write purchase_orders and not read them" },
  expired: { user: "sleeper", password: "plant-sleeper-7", what: "right password, which must be changed" },
  modern: { user: "modern", password: "plant-modern-7", what: "signs in by ed25519, which few clients know" },
  strict: { user: "strict", password: "plant-strict-7", what: "reads all of plant, by TLS only" },
  locked: { user: "leaver", password: "plant-leaver-7", what: "right password, account locked" },
} satisfies Record<string, Account>;

const schema = `
flush privileges;
alter user root@localhost identified by '${accounts.owner.password}';
create database ${database} character set utf8mb4;
use ${database};
create table purchase_orders (number varchar(20) primary key, supplier varchar(100) not null,
  ordered_on date not null, total decimal(12,2) not null, currency char(3) not null);
insert into purchase_orders values
  ('PO-1001', 'Kugel & Lager GmbH', '2026-03-02', 936.88, 'EUR'),
  ('PO-1002', 'Västra Tätningar AB', '2026-03-09', 340.00, 'EUR'),
  ('PO-1003', 'Kugel & Lager GmbH', '2026-03-16', 172.00, 'EUR');
create user gangway@'%' identified by '${accounts.owner.password}';
create user buyer@'%' identified by '${accounts.buyer.password}';
create user clerk@'%' identified by '${accounts.clerk.password}';
create user writer@'%' identified by '${accounts.writer.password}';
create user sleeper@'%' identified by '${accounts.expired.password}' password expire;
create user strict@'%' identified by '${accounts.strict.password}' require ssl;
create user leaver@'%' identified by '${accounts.locked.password}' account lock;
grant all on *.* to gangway@'%' with grant option;
grant select on ${database}.purchase_orders to buyer@'%';
grant usage on *.* to clerk@'%';
grant insert on ${database}.purchase_orders to writer@'%';
grant select on ${database}.* to strict@'%';
install soname 'auth_ed25519';
create user modern@'%' identified via ed25519 using password('${accounts.modern.password}');
`;

export interface MariadbOptions {
  /** Take TLS with a certificate for localhost from a private CA, and refuse connections without. */
  tls?: boolean;
}

export interface RunningMariadb extends Running {
  database: string;
  accounts: typeof accounts;
  certificates?: Certificates;
}

/** MariaDB 10.11, and a database `plant` that has a table `purchase_orders`. */
export async function startMariadb(options: MariadbOptions = {}): Promise<RunningMariadb> {
  const directory = temporary("mariadb");
  const data = join(directory, "data");
  copyTree(await emptyMariadb(), data);
  const certificates = options.tls ? makeCertificates(join(directory, "tls")) : undefined;
  const { kept, port } = await serveMariadb(directory, data, certificates && demandTls(certificates));
  return {
    name: "mariadb",
    host: "localhost",
    port,
    url: `mysql://localhost:${port}/${database}`,
    database,
    accounts,
    ...(certificates && { certificates }),
    notes: { database, table: "purchase_orders", ...(certificates && { "CA file": certificates.caFile }) },
    stop: kept.stop,
  };
}

const demandTls = ({ server }: Certificates) => [
  `--ssl-cert=${server.chain}`,
  `--ssl-key=${server.key}`,
  "--require-secure-transport=on",
];

/** The data directory of a server with our accounts and the `plant` database, to be copied. */
export async function emptyMariadb(): Promise<string> {
  await installPackages(mariadbPackages);
  const prepared = await cached("mariadb", [schema, tuning.join(" ")], async (directory) => {
    const data = join(directory, "data");
    chownTree(directory);
    const login = ["--auth-root-authentication-method=normal", "--skip-test-db"];
    await runUnprivileged(["mariadb-install-db", "--no-defaults", `--datadir=${data}`, ...login, ...tuning]);
    await runUnprivileged(
      ["mariadbd", "--no-defaults", `--datadir=${data}`, "--bootstrap", ...tuning],
      {},
      oneLine(schema),
    );
  });
  return join(prepared, "data");
}

/** Serves `data` on a free port; `directory` is removed when it ends. */
export async function serveMariadb(
  directory: string,
  data: string,
  more: readonly string[] = [],
): Promise<{ kept: Kept; port: number }> {
  const port = await freePort();
  const socket = join(directory, "mariadb.sock");
  const where = [`--datadir=${data}`, `--socket=${socket}`, "--bind-address=127.0.0.1", `--port=${port}`];
  chownTree(data);
  const kept = keep(["mariadbd", "--no-defaults", ...where, ...tuning, ...more], { directory });
  await untilGreeting(kept, port);
  return { kept, port };
}

/** Small files, so that a copy is quick. */
const tuning = ["--innodb-log-file-size=8M", "--innodb-buffer-pool-size=32M", "--character-set-server=utf8mb4"];

/** In bootstrap mode each line is one statement. */
function oneLine(sql: string): string {
  return sql.replace(/\n/g, " ").replace(/; /g, ";\n");
}

export const mariadb: RealSystem<MariadbOptions, RunningMariadb> = {
  name: "mariadb",
  what: "MariaDB 10.11 (passwords, optionally TLS)",
  packages: mariadbPackages,
  start: startMariadb,
};
