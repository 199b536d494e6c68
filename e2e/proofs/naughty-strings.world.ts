import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer } from "#server";
import { createLog } from "../../server/call/log.js";
import { runCommand } from "../../server/operator/run.js";
import { openStore } from "../../server/store/open.js";
import { readSettings } from "../../server/settings.js";
import { addTenant, publicUrl } from "../../server/trial.setup.js";
import { systems } from "./naughty-strings.systems.js";
import { startUpstream, type Upstream } from "./naughty-strings.upstream.js";

export interface Answer {
  status: number;
  text: string;
  // Read by the fields, each of which knows what it asked for.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  json: any;
}

/** A whole listening server, the system it asks, and everything that either has let out. */
export interface World {
  upstream: Upstream;
  ask(verb: string, path: string, token: string, body?: unknown): Promise<Answer>;
  command(command: object): Promise<unknown>;
  /** The host's key. */
  key: string;
  /** A new link, opened by a person: her session. */
  person(): Promise<string>;
  /** What was logged since the last look. */
  logged(): string;
  close(): Promise<void>;
}

export async function startWorld(databaseUrl?: string): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), "gangway-naughty-"));
  const upstream = await startUpstream();
  const store = await openStore({ folder, ...(databaseUrl && { databaseUrl }) });
  let log = "";
  const settings = readSettings({
    GANGWAY_URL: publicUrl,
    GANGWAY_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    GANGWAY_DATA: folder,
    GANGWAY_ALLOW: `127.0.0.1:${upstream.port}`,
    PORT: "0",
  });
  const server = await createServer({
    settings,
    store,
    systems,
    log: createLog("debug", { write: (line: string) => void (log += line) }),
    limits: { host: 1e9, person: 1e9, anyone: 1e9 },
  });
  const { key } = await addTenant(store, "acme");
  const url = await server.listen();

  const ask = async (verb: string, path: string, token: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(url + path, {
      method: verb,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        origin: publicUrl,
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const type = response.headers.get("content-type") ?? "";
    if (response.status >= 500) throw new Error(`${verb} ${path} answered ${response.status}`);
    if (!/^application\/(?:json|problem\+json|x-ndjson)\b/.test(type)) throw new Error(`answered as ${type}`);
    const json: unknown = type.includes("ndjson")
      ? text
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line) as unknown)
      : JSON.parse(text);
    return { status: response.status, text, json };
  };
  let people = 0;
  return {
    upstream,
    key,
    ask,
    command: (command) => runCommand({ store, vault: server.house.vault, publicUrl }, command as never),
    async person() {
      const minted = await ask("POST", "/v1/links", key, { hosted: true, endUser: { id: `person ${++people}` } });
      const opened = await ask("POST", "/v1/link/open", "", { token: minted.json.token, origin: null });
      return opened.json.session as string;
    },
    logged() {
      const since = log;
      log = "";
      return since;
    },
    async close() {
      await server.close();
      await store.close();
      upstream.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
