import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../real/ground/freePort.js";

const command = new URL("../../dist/server/gangway.js", import.meta.url).pathname;

/** The built server with one tenant, to be started as its own process as often as wanted. */
export interface Served {
  readonly url: string;
  readonly folder: string;
  readonly key: string;
  /** Another key of the tenant: each may ask so often a minute. */
  newKey(): string;
  /** Ends when it can work. */
  start(): Promise<ChildProcess>;
  remove(): void;
}

export async function serve(databaseUrl?: string): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), "gangway-bench-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    NODE_ENV: "production",
    PORT: String(port),
    GANGWAY_URL: url,
    GANGWAY_DATA: folder,
    GANGWAY_KEYS: `bench:${randomBytes(32).toString("base64")}`,
    LOG_LEVEL: "warn",
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
  };
  const keyFrom = (...words: string[]): string => {
    const made = spawnSync(process.execPath, [command, ...words, "--json"], { env, encoding: "utf8" });
    if (made.status !== 0) throw new Error(made.stderr);
    return (JSON.parse(made.stdout) as { key: string }).key;
  };
  return {
    url,
    folder,
    key: keyFrom("tenant", "add", "bench", "--name", "Bench"),
    newKey: () => keyFrom("key", "new", "bench"),
    async start() {
      const child = spawn(process.execPath, [command, "serve"], { env, stdio: ["ignore", "inherit", "inherit"] });
      await untilOk(child, `${url}/readyz`);
      return child;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export async function untilOk(child: ChildProcess, url: string): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The process at ${url} has ended.`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
}

export async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}
