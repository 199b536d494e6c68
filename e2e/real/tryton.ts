import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cached, copyTree, temporary } from "./ground/cache.js";
import { makeCertificates, type Certificates } from "./ground/certificates.js";
import { freePort } from "./ground/freePort.js";
import { keep } from "./ground/keep.js";
import { installPackages } from "./ground/packages.js";
import { chownTree, runUnprivileged } from "./ground/unprivileged.js";
import { untilListening } from "./ground/untilAnswers.js";
import type { Account, RealSystem, Running } from "./realSystem.js";

const packages = [
  "tryton-server",
  "tryton-modules-purchase",
  "tryton-modules-stock",
  "tryton-modules-party",
  "tryton-modules-product",
  "tryton-modules-authentication-sms",
  "tryton-proteus",
];
const seedScript = fileURLToPath(new URL("tryton/seed.py", import.meta.url));
const database = "tryton";
const accounts = {
  admin: { user: "admin", password: "plant-admin-7", what: "may do everything" },
  buyer: { user: "buyer", password: "plant-buyer-7", what: "group Purchase: reads and writes purchase orders" },
  clerk: { user: "clerk", password: "plant-clerk-7", what: "signs in, may not read purchase orders" },
} satisfies Record<string, Account>;

export interface TrytonOptions {
  /** Serve https with a certificate for localhost from a private CA. */
  tls?: boolean;
  /** Answer `common.db.list` (default), or refuse it with 403. */
  listDatabases?: boolean;
  /** After the password ask for a code by text message, by Tryton's own module. Messages end in a file, as `messages` has them. */
  secondFactor?: boolean;
}

export interface RunningTryton extends Running {
  url: string;
  database: string;
  accounts: typeof accounts;
  /** Text messages that were sent, oldest first: `number: text`. */
  messages: () => string[];
  /** With `tls`: the CA to trust, as PEM, and its file. */
  certificates?: Certificates;
}

/** Tryton 6.0, an ERP, with purchase and stock: three purchase orders of two suppliers, four lines. */
export async function startTryton(options: TrytonOptions = {}): Promise<RunningTryton> {
  await installPackages(packages);
  const ingredients = [readFileSync(seedScript, "utf8"), JSON.stringify(accounts)];
  const plain = await cached("tryton", ingredients, seed);
  const seeded = options.secondFactor
    ? await cached("tryton-second-factor", [...ingredients, giveMobile, mobile], (directory) =>
        addSecondFactor(plain, directory),
      )
    : plain;
  const directory = temporary("tryton");
  copyTree(join(seeded, "data"), join(directory, "data"));
  const port = await freePort();
  const certificates = options.tls ? makeCertificates(join(directory, "tls")) : undefined;
  const conf = writeConf(directory, {
    web: { listen: `127.0.0.1:${port}` },
    database: { list: options.listDatabases === false ? "False" : "True" },
    ...(options.secondFactor && {
      session: { authentications: "password+sms" },
      authentication_sms: { function: "plant_sms.send" },
    }),
    ...(certificates && { ssl: { certificate: certificates.server.chain, privatekey: certificates.server.key } }),
  });
  const outbox = join(directory, "messages");
  writeFileSync(join(directory, "plant_sms.py"), sendScript(outbox));
  writeFileSync(outbox, "");
  const kept = keep(["/usr/bin/trytond", "-c", conf], { directory, env: { PYTHONPATH: directory } });
  await untilListening(kept, port);
  return {
    name: "tryton",
    host: "localhost",
    port,
    url: `${options.tls ? "https" : "http"}://localhost:${port}`,
    database,
    accounts,
    messages: () => readFileSync(outbox, "utf8").split("\n").slice(0, -1),
    certificates,
    notes: { database, ...(certificates && { "CA file": certificates.caFile }) },
    stop: kept.stop,
  };
}

/** About 30 s: activates the modules in an empty database, then has the modules' own scenario tools fill it. */
async function seed(directory: string): Promise<void> {
  mkdirSync(join(directory, "data"));
  writeFileSync(join(directory, "data", `${database}.sqlite`), "");
  const passwordFile = join(directory, "password");
  writeFileSync(passwordFile, accounts.admin.password);
  chmodSync(directory, 0o755);
  const conf = writeConf(directory, {});
  chownTree(directory);
  const activate = [
    "-d",
    database,
    "-u",
    "purchase",
    "stock",
    "--activate-dependencies",
    "--email",
    "admin@plant.example",
  ];
  await runUnprivileged(["/usr/bin/trytond-admin", "-c", conf, ...activate], { TRYTONPASSFILE: passwordFile });
  await runUnprivileged(
    ["/usr/bin/python3", "-", accounts.buyer.password, accounts.clerk.password],
    {
      DB_NAME: database,
      TRYTOND_CONFIG: conf,
    },
    readFileSync(seedScript, "utf8"),
  );
}

/** What Tryton calls to send a text message. */
const sendScript = (outbox: string) => `def send(text, to, from_=None):
    with open(${JSON.stringify(outbox)}, "a") as outbox:
        outbox.write(to + ": " + text.replace("\\n", " ") + "\\n")
`;

const mobile = "+49 170 555 0100";
const giveMobile = `import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as database:
    database.execute("update res_user set mobile = ? where login = ?", sys.argv[2:4])
`;

async function addSecondFactor(seeded: string, directory: string): Promise<void> {
  copyTree(join(seeded, "data"), join(directory, "data"));
  chmodSync(directory, 0o755);
  const conf = writeConf(directory, {});
  chownTree(directory);
  await runUnprivileged(["/usr/bin/trytond-admin", "-c", conf, "-d", database, "-u", "authentication_sms"]);
  const file = join(directory, "data", `${database}.sqlite`);
  await runUnprivileged(["/usr/bin/python3", "-", file, mobile, accounts.buyer.user], {}, giveMobile);
}

function writeConf(directory: string, sections: Record<string, Record<string, string>>): string {
  const all = { ...sections, database: { uri: "sqlite://", path: join(directory, "data"), ...sections.database } };
  const text = Object.entries(all).map(
    ([section, values]) =>
      `[${section}]\n${Object.entries(values)
        .map(([key, value]) => `${key} = ${value}\n`)
        .join("")}`,
  );
  const file = join(directory, "trytond.conf");
  writeFileSync(file, text.join("\n"));
  return file;
}

export const tryton: RealSystem<TrytonOptions, RunningTryton> = {
  name: "tryton",
  what: "Tryton 6.0, an ERP with purchase orders (JSON-RPC, session or Basic)",
  packages,
  start: startTryton,
};
