import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A connection, datagram, look-up or child process that a watched process began. */
export interface Outing {
  /** Told by `server/net` before, one of the few that need not be, or neither. */
  way: "announced" | "allowed" | "strange";
  kind: "socket" | "datagram" | "name" | "fetch" | "process";
  to: string;
  /** Of a strange one: whoever began it. */
  stack?: string;
}

/** A watch over Node processes to be started: `spawn(process.execPath, [...watch.flags, …], { env: { …, ...watch.env } })`. */
export interface Watch {
  readonly flags: readonly string[];
  readonly env: { readonly ONE_WAY_OUT_REPORT: string };
  /** Until now. Throws where no process was watched: nothing seen by nobody proves nothing. */
  outings(): Outing[];
  /** Throws, naming whoever did it, where anything left that `server/net` did not announce. Ends the watch. */
  end(): void;
}

const preload = new URL("one-way-out.mjs", import.meta.url).href;

export function watchOneWayOut(): Watch {
  const folder = mkdtempSync(join(tmpdir(), "one-way-out-"));
  const report = join(folder, "report");
  const outings = () => {
    const lines = readFileSync(report, "utf8").trimEnd().split("\n");
    return lines.map((line) => JSON.parse(line) as Outing | Watching).filter((line) => line.way !== "watching");
  };
  return {
    flags: ["--import", preload],
    env: { ONE_WAY_OUT_REPORT: report },
    outings,
    end() {
      const strange = outings().filter(({ way }) => way === "strange");
      rmSync(folder, { recursive: true, force: true });
      if (strange.length === 0) return;
      const told = strange.map(({ kind, to, stack }) => `${kind} to ${to}, begun by\n${stack}`);
      throw new Error(`Left by another way than server/net:\n${told.join("\n\n")}`);
    },
  };
}

interface Watching {
  way: "watching";
}
