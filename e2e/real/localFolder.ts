import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporary } from "./ground/cache.js";
import { keep } from "./ground/keep.js";
import { orders, vendors } from "./ground/plantFiles.js";
import type { RealSystem, Running } from "./realSystem.js";

export interface RunningLocalFolder extends Running {
  /** What an operator would allow. Holds `purchase_orders.csv` and `archive/vendors.csv`. */
  root: string;
  /** Beside the root, not in it: nobody may reach it through the root. */
  outside: string;
  /** Inside the root, each a way to go wrong. */
  traps: {
    /** A link to `outside/salaries.csv`. */
    linkOut: string;
    /** A link to the folder `outside`. */
    folderLinkOut: string;
    /** A link to itself: nobody can open it (ELOOP), root neither. */
    linkLoop: string;
    /** Mode 000: opening is refused (EACCES), except to root, who may read everything. */
    locked: string;
  };
}

/** A folder with purchase orders, and with things in it that must not be followed or cannot be read. */
export async function startLocalFolder(): Promise<RunningLocalFolder> {
  const base = temporary("local-folder");
  const root = join(base, "share");
  const outside = join(base, "private");
  const inRoot = (name: string) => join(root, name);
  mkdirSync(inRoot("archive"), { recursive: true });
  mkdirSync(outside);
  writeFileSync(inRoot("purchase_orders.csv"), orders);
  writeFileSync(inRoot("archive/vendors.csv"), vendors);
  writeFileSync(join(outside, "salaries.csv"), "name,salary\nanna,1\n");
  const traps = {
    linkOut: inRoot("salaries.csv"),
    folderLinkOut: inRoot("private"),
    linkLoop: inRoot("loop.csv"),
    locked: inRoot("locked.csv"),
  };
  symlinkSync(join(outside, "salaries.csv"), traps.linkOut);
  symlinkSync(outside, traps.folderLinkOut);
  symlinkSync("loop.csv", traps.linkLoop);
  writeFileSync(traps.locked, orders);
  chmodSync(traps.locked, 0);
  // Nothing to serve; the keeper removes the folder even when this process is killed.
  const kept = keep(["sleep", "infinity"], { directory: base, asRoot: true });
  chmodSync(base, 0o755);
  return {
    name: "local-folder",
    host: "",
    port: 0,
    root,
    outside,
    traps,
    accounts: {},
    notes: { root, "must not be reached": outside },
    stop: kept.stop,
  };
}

export const localFolder: RealSystem<void, RunningLocalFolder> = {
  name: "local-folder",
  what: "a plain folder with purchase_orders.csv",
  packages: [],
  start: () => startLocalFolder(),
};
