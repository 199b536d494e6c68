import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporary } from "./ground/cache.js";
import { makeCertificates, type Certificates } from "./ground/certificates.js";
import { freePort } from "./ground/freePort.js";
import { keep } from "./ground/keep.js";
import { installPackages } from "./ground/packages.js";
import { writePlantFiles } from "./ground/plantFiles.js";
import { chownTree } from "./ground/unprivileged.js";
import { untilListening } from "./ground/untilAnswers.js";
import type { Account, RealSystem, Running } from "./realSystem.js";
import { accountFiles } from "./vsftpd/accountFiles.js";

const packages = ["vsftpd", "libnss-wrapper", "libpam-wrapper", "openssl"];
const accounts = {
  anna: { user: "anna", password: "plant-anna-7", what: "files lie in her folder `export`" },
} satisfies Record<string, Account>;

export interface VsftpdOptions {
  /**
   * explicit (unless told): TLS when it is asked for, and nobody is let in without · implicit: TLS before the first word ·
   * none: it knows no TLS.
   */
  tls?: "explicit" | "implicit" | "none";
  /** Tells an address of somebody else where its data are to be fetched. */
  elsewhere?: boolean;
}

export interface RunningVsftpd extends Running {
  accounts: typeof accounts;
  certificates: Certificates;
  folders: {
    files: string;
    /** Mode 000. */
    locked: string;
    /** The same files, by their whole path. */
    absolute: string;
  };
}

/**
 * vsftpd, with TLS by a private CA; connections of data must take up the session of the one that commands. Only root can
 * start it, for it locks itself into an empty folder before anybody has signed in. Nobody is added to this machine.
 */
export async function startVsftpd(options: VsftpdOptions = {}): Promise<RunningVsftpd> {
  await installPackages(packages);
  const directory = temporary("vsftpd");
  const home = join(directory, "home");
  const certificates = makeCertificates(join(directory, "tls"));
  writeHome(home);
  const port = await freePort();
  const conf = join(directory, "vsftpd.conf");
  writeFileSync(conf, [...configuration(directory, port), ...encryption(certificates, options), ""].join("\n"));
  const lookUp = accountFiles(directory, home, "gangway", Object.values(accounts));
  chownTree(home);
  mkdirSync(join(directory, "empty"));
  chmodSync(directory, 0o755);
  const kept = keep(["env", ...lookUp, "/usr/sbin/vsftpd", conf], { directory, asRoot: true });
  await untilListening(kept, port);
  return {
    name: "vsftpd",
    host: "localhost",
    port,
    url: `ftp://localhost:${port}`,
    accounts,
    certificates,
    folders: { files: "export", locked: "locked", absolute: join(home, "export") },
    notes: { "CA file": certificates.caFile, folder: "export" },
    stop: kept.stop,
  };
}

function writeHome(home: string): void {
  const files = join(home, "export");
  writePlantFiles(files);
  writeFileSync(join(files, "large.txt"), "0123456789".repeat(200_000));
  symlinkSync("archive/receipts.csv", join(files, "receipts.csv"));
  symlinkSync("nowhere", join(files, "gone.csv"));
  symlinkSync("archive", join(files, "older"));
  mkdirSync(join(home, "locked"));
  chmodSync(join(home, "locked"), 0);
}

const configuration = (directory: string, port: number) => [
  "background=NO",
  "listen=YES",
  "listen_address=127.0.0.1",
  `listen_port=${port}`,
  "anonymous_enable=NO",
  "local_enable=YES",
  "pam_service_name=gangway",
  "check_shell=NO",
  "session_support=NO",
  "seccomp_sandbox=NO",
  "isolate=NO",
  "isolate_network=NO",
  "xferlog_enable=NO",
  `secure_chroot_dir=${directory}/empty`,
  "pasv_min_port=20000",
  "pasv_max_port=31999",
];

function encryption({ server }: Certificates, { tls = "explicit", elsewhere = false }: VsftpdOptions): string[] {
  const away = elsewhere ? ["pasv_address=192.0.2.1"] : [];
  if (tls === "none") return away;
  const files = [`rsa_cert_file=${server.chain}`, `rsa_private_key_file=${server.key}`];
  return ["ssl_enable=YES", "ssl_ciphers=HIGH", ...files, ...(tls === "implicit" ? ["implicit_ssl=YES"] : []), ...away];
}

export const vsftpd: RealSystem<VsftpdOptions, RunningVsftpd> = {
  name: "vsftpd",
  what: "vsftpd, FTP over TLS by a private CA (asked for, or before the first word)",
  packages,
  start: startVsftpd,
};
