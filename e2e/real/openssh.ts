import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporary } from "./ground/cache.js";
import { freePort } from "./ground/freePort.js";
import { keep } from "./ground/keep.js";
import { installPackages } from "./ground/packages.js";
import { writePlantFiles } from "./ground/plantFiles.js";
import { untilGreeting } from "./ground/untilAnswers.js";
import { accountFiles } from "./openssh/accountFiles.js";
import { makeKeys, type Keys } from "./openssh/keys.js";
import type { Account, RealSystem, Running } from "./realSystem.js";

const packages = ["openssh-server", "libnss-wrapper", "openssl"];
const accounts = {
  anna: { user: "anna", password: "plant-anna-7", what: "by password or by key; files lie in her folder `export`" },
  robot: { user: "robot", password: "plant-robot-7", what: "is let in by key only" },
  carl: { user: "carl", password: "plant-carl-7", what: "needs both key and password" },
} satisfies Record<string, Account>;

export interface OpensshOptions {
  /** Where another one was before: the same address with another host key. */
  port?: number;
}

export interface RunningOpenssh extends Running {
  accounts: typeof accounts;
  keys: Keys;
  /** Of the host key, as `ssh-keygen -l` prints it. Each start makes another. */
  fingerprint: string;
  folders: {
    /** Of the plant's files, from where one arrives. */
    files: string;
    /** Mode 000. */
    locked: string;
    /** The same files, by their whole path. */
    absolute: string;
  };
}

/**
 * OpenSSH's own server, for SFTP only. Its accounts are looked up in files of ours by nss_wrapper, so that nobody is
 * added to this machine and it runs as whoever servers run as here; all accounts are that user.
 */
export async function startOpenssh(options: OpensshOptions = {}): Promise<RunningOpenssh> {
  await installPackages(packages);
  const directory = temporary("openssh");
  const home = join(directory, "home");
  const keys = makeKeys(directory);
  writeHome(home, keys);
  const port = options.port ?? (await freePort());
  const conf = join(directory, "sshd_config");
  writeFileSync(conf, configuration(directory, port));
  const lookUp = accountFiles(directory, home, Object.values(accounts));
  chmodSync(directory, 0o755);
  const kept = keep(["env", ...lookUp, "/usr/sbin/sshd", "-D", "-e", "-f", conf], { directory });
  await untilGreeting(kept, port);
  const fingerprint = fingerprintOf(join(directory, "host.pub"));
  return {
    name: "openssh",
    host: "localhost",
    port,
    url: `sftp://localhost:${port}`,
    accounts,
    keys,
    fingerprint,
    folders: { files: "export", locked: "locked", absolute: join(home, "export") },
    notes: { "host key": fingerprint, folder: "export" },
    stop: kept.stop,
  };
}

function writeHome(home: string, { authorized }: Keys): void {
  mkdirSync(join(home, ".ssh"), { recursive: true });
  writeFileSync(join(home, ".ssh/authorized_keys"), authorized);
  const files = join(home, "export");
  writePlantFiles(files);
  symlinkSync("../export/archive/receipts.csv", join(files, "receipts.csv"));
  symlinkSync("nowhere", join(files, "gone.csv"));
  symlinkSync("archive", join(files, "older"));
  mkdirSync(join(home, "locked"));
  chmodSync(join(home, "locked"), 0);
}

const configuration = (directory: string, port: number) => `Port ${port}
ListenAddress 127.0.0.1
HostKey ${directory}/host
PidFile none
UsePAM no
StrictModes no
KbdInteractiveAuthentication no
AuthorizedKeysFile ${directory}/home/.ssh/authorized_keys
Subsystem sftp internal-sftp
ForceCommand internal-sftp
DisableForwarding yes
Match User ${accounts.robot.user}
  PasswordAuthentication no
Match User ${accounts.carl.user}
  AuthenticationMethods publickey,password
`;

function fingerprintOf(file: string): string {
  return execFileSync("ssh-keygen", ["-l", "-f", file], { encoding: "utf8" }).split(" ")[1]!;
}

export const openssh: RealSystem<OpensshOptions, RunningOpenssh> = {
  name: "openssh",
  what: "OpenSSH 9, for SFTP (password, keys)",
  packages,
  start: startOpenssh,
};
