import { spawn } from "node:child_process";
import { once } from "node:events";
import { openSync, closeSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chownTree, plainEnv, unprivileged } from "./unprivileged.js";

const keeper = fileURLToPath(new URL("keep.sh", import.meta.url));

/** A command that runs in a process group of its own. */
export interface Kept {
  /** Settles when the command has ended, wanted or not, and its directory is gone. */
  ended: Promise<void>;
  hasEnded(): boolean;
  /** Last lines the command wrote, for an error message; empty once the directory is gone. */
  lastWords(): string;
  stop(): Promise<void>;
}

export interface KeepOptions {
  /** Removed together with the process. Its `output.log` takes what the command writes. */
  directory: string;
  env?: Record<string, string>;
  cwd?: string;
  /** What asks this server to end at once; SIGTERM unless it takes that as "when everyone has left". */
  signal?: "TERM" | "INT" | "QUIT";
  /** Root starts servers as `nobody`; `true` keeps root. */
  asRoot?: boolean;
}

/** Starts a command that cannot outlive this process, and whose directory cannot either. */
export function keep(command: readonly string[], options: KeepOptions): Kept {
  const { directory, signal = "TERM" } = options;
  const asUser = options.asRoot ? [] : unprivileged();
  if (asUser.length > 0) chownTree(directory);
  const log = join(directory, "output.log");
  const output = openSync(log, "a");
  const child = spawn("/bin/sh", [keeper, signal, directory, ...asUser, ...command], {
    cwd: options.cwd ?? directory,
    detached: true,
    env: { ...plainEnv, ...options.env },
    stdio: ["pipe", output, output],
  });
  closeSync(output);
  child.stdin?.on("error", () => {});
  let gone = false;
  let words = "";
  const lastWords = () => {
    try {
      words = readFileSync(log, "utf8").split("\n").slice(-15).join("\n");
    } catch {
      // The directory has gone with the process.
    }
    return words;
  };
  const ended = once(child, "exit").then(() => {
    gone = true;
  });
  child.unref();
  return {
    ended,
    hasEnded: () => gone,
    lastWords,
    stop: () => {
      child.ref();
      child.stdin?.end();
      return ended;
    },
  };
}
