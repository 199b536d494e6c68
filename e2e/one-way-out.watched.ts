import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { text } from "node:stream/consumers";
import { freePort } from "./real/ground/freePort.js";
import { type Watch, watchOneWayOut } from "./one-way-out.report.js";

const root = fileURLToPath(new URL("..", import.meta.url));

/** A whole server by its settings, in a process that is watched, and a tenant made by the operator's command. */
export interface WatchedServer {
  readonly url: string;
  readonly key: string;
  readonly watch: Watch;
  stop(): Promise<void>;
}

/** `entry` is an entry of the catalogue beside the sandbox's. */
export async function startWatchedServer(options: { entry: object; webhook: string }): Promise<WatchedServer> {
  const folder = mkdtempSync(join(tmpdir(), "gangway-watched-"));
  const watch = watchOneWayOut();
  const url = `http://127.0.0.1:${await freePort()}`;
  const environment = {
    ...process.env,
    ...watch.env,
    NODE_ENV: "production",
    HOST: "127.0.0.1",
    PORT: new URL(url).port,
    GANGWAY_URL: "https://connect.gangway.example",
    GANGWAY_DATA: join(folder, "data"),
    GANGWAY_KEYS: `test:${randomBytes(32).toString("base64")}`,
    GANGWAY_CATALOGUE: entriesIn(folder, options.entry),
    GANGWAY_ALLOW: "127.0.0.1",
    LOG_LEVEL: "warn",
  };
  const run = (...words: string[]) =>
    spawn(process.execPath, ["--import", "tsx", ...watch.flags, join(root, "server/cli.ts"), ...words], {
      cwd: root,
      env: environment,
      stdio: ["ignore", "pipe", "inherit"],
    });
  const server = run("serve");
  await ready(server, url);
  // While the server runs, the command goes through its socket.
  const made = run("tenant", "add", "acme", "--name", "Acme", "--webhook", options.webhook, "--json");
  const { key } = JSON.parse(await text(made.stdout)) as { key: string };
  return {
    url,
    key,
    watch,
    async stop() {
      server.kill("SIGTERM");
      await once(server, "exit");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function entriesIn(folder: string, entry: object): string {
  const systems = join(folder, "systems");
  cpSync(join(root, "demo/sandbox/systems"), systems, { recursive: true });
  mkdirSync(join(systems, "generic"));
  writeFileSync(join(systems, "generic", "plant-identity.json"), JSON.stringify(entry));
  return systems;
}

async function ready(server: ChildProcess, url: string): Promise<void> {
  while (server.exitCode === null) {
    const ok = await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("The server ended before it was ready.");
}
