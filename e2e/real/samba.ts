import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporary } from "./ground/cache.js";
import { freePort } from "./ground/freePort.js";
import { keep } from "./ground/keep.js";
import { installPackages } from "./ground/packages.js";
import { writePlantFiles } from "./ground/plantFiles.js";
import { chownTree, serverUser } from "./ground/unprivileged.js";
import { untilListening } from "./ground/untilAnswers.js";
import type { Account, RealSystem, Running } from "./realSystem.js";
import { accountFiles, addAccounts, type State } from "./samba/accountFiles.js";

const packages = ["samba", "smbclient", "libnss-wrapper"];
const accounts = {
  anna: { user: "anna", password: "plant-änna-7", what: "reads the shares; files lie in the folder `export`" },
  jürgen: { user: "jürgen", password: "plant-jürgen-7", what: "the same, by a name with an umlaut" },
  off: { user: "off", password: "plant-off-7", what: "is switched off", state: "D" },
  locked: { user: "locked", password: "plant-locked-7", what: "is locked after many tries", state: "L" },
} satisfies Record<string, Account & { state?: State }>;

export interface SambaOptions {
  /** Lines of the section for the whole server. */
  settings?: readonly string[];
}

export interface RunningSamba extends Running {
  accounts: typeof accounts;
  /** With its log, and all that it keeps. */
  directory: string;
  shares: {
    /** The plant's files, in `export`. */
    files: string;
    /** The same, with an umlaut and a blank. */
    named: string;
    /** The same, and whoever does not encrypt is refused. */
    sealed: string;
    /** The same, for others only. */
    forbidden: string;
    /** The same, open to everybody. */
    open: string;
    /** Its only folder, `away`, lies on another server (DFS). */
    elsewhere: string;
    printer: string;
  };
  folders: {
    files: string;
    /** Mode 000. */
    locked: string;
    /** Many files, more than a list has in one answer, and invoices of two million bytes. */
    many: string;
  };
}

const folders = { files: "export", locked: "locked", many: "many" };
const shares = {
  files: "files",
  named: "Büro Süd",
  sealed: "sealed",
  forbidden: "forbidden",
  open: "open",
  elsewhere: "elsewhere",
  printer: "print$",
};

/**
 * Samba's file server, with accounts and state of its own. Its users are looked up in files of ours by nss_wrapper, so that
 * nobody is added to this machine, and it runs as whoever servers run as here; all accounts are that user.
 */
export async function startSamba({ settings = [] }: SambaOptions = {}): Promise<RunningSamba> {
  await installPackages(packages);
  const directory = temporary("samba");
  const home = join(directory, "home");
  writeHome(home);
  mkdirSync(join(directory, "elsewhere"));
  symlinkSync("msdfs:files.plant.test\\files", join(directory, "elsewhere", "away"));
  for (const name of ["private", "state", "lock", "cache", "pid", "ncalrpc"]) mkdirSync(join(directory, name));
  const port = await freePort();
  const conf = join(directory, "smb.conf");
  writeFileSync(conf, configuration(directory, home, port, settings));
  const env = accountFiles(directory, Object.values(accounts));
  chmodSync(directory, 0o755);
  chownTree(directory);
  await addAccounts(conf, env, Object.values(accounts));
  const smbd = ["smbd", "--foreground", "--no-process-group", "--debug-stdout", "-s", conf];
  const kept = keep(smbd, { directory, env });
  await untilListening(kept, port);
  return {
    name: "samba",
    host: "localhost",
    port,
    url: `smb://localhost:${port}`,
    accounts,
    directory,
    shares,
    folders,
    notes: { share: shares.files, folder: folders.files },
    stop: kept.stop,
  };
}

function writeHome(home: string): void {
  const files = join(home, folders.files);
  writePlantFiles(files);
  writeFileSync(join(files, "Thumbs.db"), "hidden by the server");
  symlinkSync("archive/receipts.csv", join(files, "receipts.csv"));
  symlinkSync("nowhere", join(files, "gone.csv"));
  symlinkSync("archive", join(files, "older"));
  mkdirSync(join(home, folders.locked));
  chmodSync(join(home, folders.locked), 0);
  mkdirSync(join(home, folders.many));
  for (let number = 0; number < 1_500; number++) {
    writeFileSync(join(home, folders.many, `Übergabe Werk ${String(number).padStart(4, "0")}.csv`), "");
  }
  const invoices = `number,total\n${"INV-2026-00001,1.00\n".repeat(100_000)}`;
  writeFileSync(join(home, folders.many, "invoices.csv"), invoices);
}

function configuration(directory: string, home: string, port: number, settings: readonly string[]): string {
  const places = ["lock", "cache", "pid"].map((name) => `${name} directory = ${directory}/${name}`);
  const share = (name: string, ...more: string[]) => [`[${name}]`, `path = ${home}`, ...more];
  return [
    "[global]",
    "server role = standalone server",
    "netbios name = PLANT",
    "workgroup = WERK",
    "interfaces = 127.0.0.1/8",
    "bind interfaces only = yes",
    `smb ports = ${port}`,
    `private dir = ${directory}/private`,
    `state directory = ${directory}/state`,
    `ncalrpc dir = ${directory}/ncalrpc`,
    ...places,
    "passdb backend = tdbsam",
    `guest account = ${serverUser().name}`,
    "map to guest = bad user",
    "load printers = no",
    "printcap name = /dev/null",
    "disable spoolss = yes",
    "host msdfs = yes",
    "hide files = /Thumbs.db/",
    "log level = 1 auth_audit:3",
    ...settings,
    ...share(shares.files),
    ...share(shares.named),
    ...share(shares.sealed, "smb encrypt = required"),
    ...share(shares.forbidden, `valid users = ${accounts.jürgen.user}`),
    ...share(shares.open, "guest ok = yes"),
    ...share(shares.elsewhere, `path = ${directory}/elsewhere`, "msdfs root = yes"),
    ...share(shares.printer, "printable = yes"),
    "",
  ].join("\n");
}

export const samba: RealSystem<SambaOptions, RunningSamba> = {
  name: "samba",
  what: "Samba 4.17, for files over SMB 2.1 to 3.1.1",
  packages,
  start: startSamba,
};
