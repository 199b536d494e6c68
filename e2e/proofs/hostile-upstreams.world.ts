import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CheckLine, OutcomeLine } from "#contract";
import { watchOneWayOut } from "../one-way-out.report.js";
import type { Command, Look } from "./hostile-upstreams.product.js";

const product = fileURLToPath(new URL("hostile-upstreams.product.ts", import.meta.url));

/** What one person saw of one run, and how long it took. */
export interface Ran {
  readonly lines: readonly CheckLine[];
  readonly outcome: OutcomeLine;
  /** All that her browser was sent: the stream, and the link as it stands afterwards. */
  readonly shown: string;
  readonly seconds: number;
}

/** The product as it runs at an operator's, seen from outside. */
export interface World {
  /** Runs all checks against an address as a new person of a new tenant. Throws where the product does not answer. */
  check(address: string, credentials: { username: string; password: string }): Promise<Ran>;
  look(): Promise<Look>;
  /** Each `host:port` that the product has connected to. */
  reached(): string[];
  /** Everything the product has on disk. */
  stored(): Promise<string>;
  healthy(): Promise<boolean>;
  /** MiB by which the process grew at its highest while `work` was under way. */
  growth<T>(work: () => Promise<T>): Promise<{ result: T; mebibytes: number }>;
  /** Throws where anything went out by another way than `server/net`. */
  close(): Promise<void>;
}

export async function startWorld(options: { ports: readonly number[]; trusted: string }): Promise<World> {
  const watch = watchOneWayOut();
  const flags = ["--expose-gc", "--max-semi-space-size=2", "--import", "tsx", ...watch.flags];
  const child = spawn(process.execPath, [...flags, product], {
    env: {
      ...process.env,
      ...watch.env,
      NODE_EXTRA_CA_CERTS: options.trusted,
      GANGWAY_ALLOW: options.ports.map((port) => `127.0.0.1:${port}`).join(","),
    },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const tell = teller(child);
  const { url, folder, publicUrl } = await readiness(child);

  const ask = async (verb: string, path: string, token: string, body?: unknown, tries = 5): Promise<string> => {
    const response = await fetch(url + path, {
      method: verb,
      headers: {
        origin: publicUrl,
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    // A busy machine: the product says so, and its clients come again.
    if (response.status === 503 && tries > 1) {
      await new Promise((resolve) => setTimeout(resolve, 1000 * Number(response.headers.get("retry-after") ?? 1)));
      return ask(verb, path, token, body, tries - 1);
    }
    if (!response.ok) throw new Error(`${verb} ${path} answered ${response.status}`);
    return text;
  };

  let people = 0;
  return {
    async check(address, credentials) {
      const key = (await tell({ do: "tenant", id: `tenant-${++people}` })) as string;
      const minted = JSON.parse(await ask("POST", "/v1/links", key, { hosted: true, endUser: { id: "anna" } }));
      const opened = JSON.parse(await ask("POST", "/v1/link/open", "", { token: minted.token, origin: null }));
      const began = performance.now();
      const stream = await ask("POST", "/v1/link/checks", opened.session, {
        system: "plant",
        method: "basic",
        values: { address, ...credentials },
      });
      const seconds = (performance.now() - began) / 1000;
      const all = stream
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as CheckLine | OutcomeLine);
      const outcome = all.at(-1);
      if (outcome?.type !== "outcome") throw new Error("the stream has no end");
      const shown = stream + (await ask("GET", "/v1/link", opened.session));
      return { lines: all.filter((line) => line.type === "check"), outcome, shown, seconds };
    },
    look: () => tell({ do: "look" }) as Promise<Look>,
    reached: () => [...new Set(watch.outings().map(({ to }) => to))],
    async stored() {
      const files = await readdir(folder, { recursive: true, withFileTypes: true });
      const texts = files
        .filter((file) => file.isFile())
        .map((file) => readFile(join(file.parentPath, file.name), "latin1"));
      return (await Promise.all(texts)).join("\n");
    },
    healthy: () =>
      fetch(`${url}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      ),
    async growth(work) {
      await tell({ do: "settle" });
      // The kernel forgets the highest mark (proc_pid_clear_refs(5)).
      await writeFile(`/proc/${child.pid}/clear_refs`, "5");
      const before = await statusOf(child, "VmRSS");
      const result = await work();
      return { result, mebibytes: ((await statusOf(child, "VmHWM")) - before) / 1024 };
    },
    async close() {
      if (child.exitCode !== null) return;
      const gone = once(child, "exit");
      child.disconnect();
      await gone;
      watch.end();
    },
  };
}

/** KiB, from proc_pid_status(5). */
async function statusOf({ pid }: ChildProcess, name: string): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1]);
}

async function readiness(child: ChildProcess): Promise<{ url: string; folder: string; publicUrl: string }> {
  const ended = once(child, "exit").then(() => {
    throw new Error("The product did not start.");
  });
  const [message] = (await Promise.race([once(child, "message"), ended])) as [{ ready: never }];
  ended.catch(() => undefined);
  return message.ready;
}

/** Tells the product what to do; each answer comes with the number of its question. */
function teller(child: ChildProcess) {
  const waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>();
  let last = 0;
  child.on("message", ({ id, answer }: { id: number; answer: unknown }) => {
    waiting.get(id)?.resolve(answer);
    waiting.delete(id);
  });
  child.once("exit", () => waiting.forEach(({ reject }) => reject(new Error("The product has ended."))));
  return (command: Command): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      child.send({ id, command });
    });
}
