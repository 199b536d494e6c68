import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort } from "../real/ground/freePort.js";
import { untilEnd } from "./leftovers.js";

export const command = new URL("../../dist/server/gangway.js", import.meta.url).pathname;
const longestStart = 30_000;
const longestStop = 20_000;

/** The built server with one tenant, to be started as its own process as often as wanted. */
export interface Served {
  readonly url: string;
  readonly folder: string;
  readonly key: string;
  /** Another key of the tenant: each may ask so often a minute. */
  newKey(): Promise<string>;
  /** Another tenant, and its key. Before the start, for that is faster. */
  newTenant(id: string): Promise<string>;
  /** Ends when it can work. With words for Node itself, the process can be spoken to. */
  start(...node: string[]): Promise<ChildProcess>;
  remove(): void;
}

/** `more` are further settings. */
export async function serve(more: Record<string, string> = {}): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), "gangway-bench-"));
  const remove = untilEnd(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
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
    ...more,
  };
  const keyFrom = async (...words: string[]): Promise<string> => {
    const options = { env, timeout: longestStart };
    const { stdout } = await promisify(execFile)(process.execPath, [command, ...words, "--json"], options);
    return (JSON.parse(stdout) as { key: string }).key;
  };
  const newTenant = (id: string) => keyFrom("tenant", "add", id, "--name", id);
  return {
    url,
    folder,
    key: await newTenant("bench"),
    newKey: () => keyFrom("key", "new", "bench"),
    newTenant,
    async start(...node) {
      const child = spawn(process.execPath, [...node, command, "serve"], {
        env,
        stdio: ["ignore", "inherit", "inherit", ...(node.length > 0 ? (["ipc"] as const) : [])],
      });
      bindToUs(child);
      await untilOk(child, `${url}/readyz`);
      return child;
    },
    remove,
  };
}

/** A child that ends with us at the latest. */
export function bindToUs(child: ChildProcess): void {
  const end = untilEnd(() => child.kill("SIGKILL"));
  child.once("exit", end);
}

export async function untilOk(child: ChildProcess, url: string): Promise<void> {
  const deadline = performance.now() + longestStart;
  while (performance.now() < deadline) {
    if (hasEnded(child)) throw new Error(`The process at ${url} has ended.`);
    const answer = await fetch(url, { signal: AbortSignal.timeout(longestStart) }).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
  throw new Error(`The process at ${url} did not answer within ${longestStart} ms.`);
}

/** Asks it to end, and makes it end where it does not. */
export async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const impatience = setTimeout(() => child.kill("SIGKILL"), longestStop);
  await ended;
  clearTimeout(impatience);
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;
