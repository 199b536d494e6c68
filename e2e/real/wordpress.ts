import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cached, copyTree, temporary } from "./ground/cache.js";
import { freePort } from "./ground/freePort.js";
import { keep } from "./ground/keep.js";
import { installPackages } from "./ground/packages.js";
import { chownTree, runUnprivileged } from "./ground/unprivileged.js";
import { untilAnswers } from "./ground/untilAnswers.js";
import { emptyMariadb, mariadbPackages, serveMariadb } from "./mariadb.js";
import type { Account, RealSystem, Running } from "./realSystem.js";

const packages = ["wordpress", "php-cli", "php-mysql", ...mariadbPackages];
const source = (name: string) => fileURLToPath(new URL(`wordpress/${name}`, import.meta.url));
const owner = "plant-owner-7";
const logins = { admin: "plant-admin-7", subscriber: "plant-subscriber-7" };

export interface WordpressOptions {
  /**
   * `local` (default) takes application passwords over plain http.
   * `production` does not, and `/wp-json/` then says `"authentication":[]`.
   */
  environment?: "local" | "production";
}

export interface RunningWordpress extends Running {
  url: string;
  accounts: Record<"admin" | "adminLogin" | "subscriber", Account>;
}

/** WordPress 6.1 on MariaDB. Without WooCommerce, which Debian does not carry. */
export async function startWordpress(options: WordpressOptions = {}): Promise<RunningWordpress> {
  await installPackages(packages);
  const ready = await cached(
    "wordpress",
    [...["install.php", "wp-config.php"].map(read), owner, JSON.stringify(logins)],
    prepare,
  );
  const base = temporary("wordpress-mariadb");
  const directory = temporary("wordpress");
  copyTree(join(ready, "data"), join(base, "data"));
  copyTree(join(ready, "site"), join(directory, "site"));
  const [mariadb, port] = await Promise.all([serveMariadb(base, join(base, "data")), freePort()]);
  const url = `http://localhost:${port}`;
  const php = keep(["php", "-S", `127.0.0.1:${port}`, "-t", join(directory, "site")], {
    directory,
    env: { ...siteEnv(mariadb.port, url, options.environment ?? "local"), PHP_CLI_SERVER_WORKERS: "4" },
  });
  await untilAnswers(php, async () => (await fetch(`${url}/wp-json/`)).ok);
  const passwords = JSON.parse(readFileSync(join(ready, "passwords.json"), "utf8")) as typeof logins;
  return {
    name: "wordpress",
    host: "localhost",
    port,
    url,
    accounts: {
      admin: { user: "admin", password: passwords.admin, what: "administrator, application password" },
      adminLogin: { user: "admin", password: logins.admin, what: "administrator, log-in password: no API password" },
      subscriber: { user: "subscriber", password: passwords.subscriber, what: "lowest role, application password" },
    },
    notes: { "log-in page": `${url}/wp-login.php` },
    stop: async () => {
      await php.stop();
      await mariadb.kept.stop();
    },
  };
}

async function prepare(directory: string): Promise<void> {
  const site = join(directory, "site");
  copyTree("/usr/share/wordpress", site);
  rmSync(join(site, ".htaccess"), { force: true });
  cpSync(source("wp-config.php"), join(site, "wp-config.php"));
  mkdirSync(join(site, "wp-content", "uploads"));
  const data = join(directory, "data");
  copyTree(await emptyMariadb(), data);
  chownTree(directory);
  const { kept, port } = await serveMariadb(temporary("wordpress-log"), data);
  try {
    const env = siteEnv(port, "http://localhost", "local");
    const create = `(new mysqli('127.0.0.1', 'gangway', '${owner}', '', ${port}))->query('create database wordpress');`;
    await runUnprivileged(["php", "-r", create]);
    const install = ["php", "--", logins.admin, logins.subscriber];
    const said = await runUnprivileged(install, { ...env, GANGWAY_SITE: site }, read("install.php"));
    writeFileSync(join(directory, "passwords.json"), said.trim().split("\n").at(-1) ?? "");
  } finally {
    await kept.stop();
  }
}

function siteEnv(databasePort: number, url: string, environment: string): Record<string, string> {
  return {
    GANGWAY_DB_PORT: `${databasePort}`,
    GANGWAY_DB_PASSWORD: owner,
    GANGWAY_URL: url,
    GANGWAY_ENVIRONMENT: environment,
  };
}

function read(name: string): string {
  return readFileSync(source(name), "utf8");
}

export const wordpress: RealSystem<WordpressOptions, RunningWordpress> = {
  name: "wordpress",
  what: "WordPress 6.1 on MariaDB (application password)",
  packages,
  start: startWordpress,
};
