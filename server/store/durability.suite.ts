import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { openStore, type StoreOptions } from "./open.js";

const writer = fileURLToPath(new URL("./writer.fixture.ts", import.meta.url));

/** A process that writes, and what it says was acknowledged. */
export function startWriter(where: StoreOptions) {
  const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", writer, JSON.stringify(where)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const acknowledged: string[] = [];
  const lines = createInterface({ input: child.stdout! });
  const reached = (count: number) =>
    new Promise<void>((resolve, reject) => {
      lines.on("line", (line) => {
        acknowledged.push(line);
        if (acknowledged.length >= count) resolve();
      });
      lines.once("close", () => reject(new Error("The writer ended by itself.")));
    });
  const kill = async () => {
    const ended = Promise.all([once(child, "exit"), once(lines, "close")]);
    child.kill("SIGKILL");
    await ended;
  };
  return { acknowledged, reached, kill };
}

/** N1: what was acknowledged is there after SIGKILL, each link with its event. */
export async function expectAllKept(where: StoreOptions, acknowledged: readonly string[]): Promise<void> {
  const store = await openStore(where);
  const own = store.tenant("writer");
  const subjects = new Set<string>();
  for (let after: string | undefined; ;) {
    const page = await own.events.list({ after, limit: 100 });
    for (const { subject } of page.items) subjects.add(subject);
    if (page.next === null) break;
    after = page.next;
  }
  for (const id of acknowledged) {
    expect(await own.links.get(id)).toBeDefined();
    expect(subjects).toContain(id);
  }
  await store.close();
}
