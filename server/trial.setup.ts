import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomBytes } from "node:crypto";
import { endpoints, type EndpointName, Problem } from "#contract";
import { newToken } from "./call/token.js";
import { createServer, type Server, type ServerOptions } from "./server.js";
import { createLog } from "./call/log.js";
import { readSettings } from "./settings.js";
import { openStore } from "./store/open.js";
import type { Store } from "./store/store.js";

/** A whole server on a free port with SQLite in a folder of its own, and one tenant with a key. For tests. */
export interface Trial {
  server: Server;
  store: Store;
  /** Where its data lies. */
  folder: string;
  /** Where it listens. */
  url: string;
  /** What it calls itself. */
  publicUrl: string;
  tenant: string;
  key: string;
  /** The clock: moved forward by hand. */
  clock: { ahead: number };
  logged: () => string;
  /** Calls an endpoint and holds the answer against the contract: status and body, or a right problem. */
  call(name: EndpointName, asked?: Asked): Promise<Answered>;
  close(): Promise<void>;
}
export interface Asked {
  token?: string | null;
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
}
export interface Answered {
  status: number;
  // Tests look into answers of every kind.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
  headers: Headers;
}

export const hostOrigin = "https://app.acme.example";
export const publicUrl = "https://connect.gangway.example";

export async function startTrial(
  options: Partial<ServerOptions> & { env?: Record<string, string> } = {},
): Promise<Trial> {
  const folder = await mkdtemp(join(tmpdir(), "gangway-trial-"));
  const clock = { ahead: 0 };
  const store = await openStore({ folder, now: () => Date.now() + clock.ahead });
  const settings = readSettings({
    GANGWAY_URL: publicUrl,
    GANGWAY_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    GANGWAY_DATA: folder,
    PORT: "0",
    ...options.env,
  });
  const lines: string[] = [];
  const log = createLog("debug", { write: (line: string) => void lines.push(line) });
  const server = await createServer({ store, log, ...options, settings });
  const { key } = await addTenant(store, "acme", [hostOrigin]);
  const url = await server.listen();
  return {
    server,
    store,
    folder,
    url,
    publicUrl,
    tenant: "acme",
    key,
    clock,
    logged: () => lines.join(""),
    call: (name, asked = {}) => call(url, name, asked),
    async close() {
      await server.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function addTenant(
  store: Store,
  id: string,
  origins: string[] = [],
): Promise<{ key: string; keyId: string }> {
  await store.tenants.add({ id, name: `Tenant ${id}` });
  for (const origin of origins) await store.tenant(id).origins.add(origin);
  const { token, hash } = newToken("key");
  const record = await store.tenant(id).keys.add({ hash, label: "" });
  return { key: token, keyId: record.id };
}

async function call(url: string, name: EndpointName, asked: Asked): Promise<Answered> {
  const endpoint = endpoints[name];
  const path = endpoint.path.replace(/:(\w+)/g, (_, part: string) => encodeURIComponent(asked.params?.[part] ?? ""));
  const query = asked.query ? `?${new URLSearchParams(asked.query)}` : "";
  const body = asked.body === undefined ? undefined : JSON.stringify(asked.body);
  const person = endpoint.caller === "person" || endpoint.caller === "anyone";
  const response = await patiently(url + path + query, {
    method: endpoint.verb,
    headers: {
      ...(asked.token && { authorization: `Bearer ${asked.token}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(person && { origin: publicUrl }),
      ...asked.headers,
    },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  const answer = { status: response.status, body: bodyOf(response, text), headers: response.headers };
  if (!response.ok) Problem.parse(answer.body);
  else if (response.status !== endpoint.status) throw new Error(`${name} answered ${response.status}`);
  else
    for (const line of "stream" in endpoint ? (answer.body as unknown[]) : [answer.body]) endpoint.answer.parse(line);
  return answer;
}

/** On a busy machine the server asks to come again, as a client of ours would. */
async function patiently(url: string, init: RequestInit, tries = 20): Promise<Response> {
  const response = await fetch(url, init);
  if (response.status !== 503 || tries === 0) return response;
  await response.arrayBuffer();
  await new Promise((resolve) => setTimeout(resolve, 100));
  return patiently(url, init, tries - 1);
}

const bodyOf = (response: Response, text: string): unknown =>
  response.headers.get("content-type")?.startsWith("application/x-ndjson")
    ? text.split("\n").flatMap((line) => (line === "" ? [] : JSON.parse(line)))
    : JSON.parse(text);
