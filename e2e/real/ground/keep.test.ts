import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, it, vi } from "vitest";

const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const parent = fileURLToPath(new URL("keep.fixture.ts", import.meta.url));

it.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)(
  "ends a server and removes its directory when its parent dies of %s",
  async (signal) => {
    const child = spawn(process.execPath, ["--import", tsx, parent], { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    const { directory, port } = JSON.parse(line.toString()) as { directory: string; port: number };
    expect(existsSync(directory)).toBe(true);
    child.kill(signal);
    await vi.waitFor(() => expect(existsSync(directory)).toBe(false), { timeout: 15_000 });
    const [error] = (await once(connect(port, "127.0.0.1"), "error").catch((reason: unknown) => [reason])) as [unknown];
    expect(error).toMatchObject({ code: "ECONNREFUSED" });
  },
  30_000,
);
