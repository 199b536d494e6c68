import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { serverUser } from "../ground/unprivileged.js";
import type { Account } from "../realSystem.js";

const matrix = "/usr/lib/x86_64-linux-gnu/pam_wrapper/pam_matrix.so";

/**
 * Writes passwd, group and passwords of our own; gives back the environment by which nss_wrapper(1) and pam_wrapper(1)
 * answer from them. All accounts are the user whom servers run as here.
 */
export function accountFiles(directory: string, home: string, service: string, accounts: readonly Account[]): string[] {
  const { name, group, uid, gid } = serverUser();
  const entry = (user: string, place: string) => `${user}:x:${uid}:${gid}::${place}:/bin/sh\n`;
  const write = (file: string, lines: readonly string[]) => {
    writeFileSync(join(directory, file), lines.join(""));
    return join(directory, file);
  };
  const passwd = write("passwd", [entry(name, "/nonexistent"), ...accounts.map(({ user }) => entry(user, home))]);
  const groups = write("group", [`${group}:x:${gid}:\n`]);
  const passwords = write(
    "passwords",
    accounts.map(({ user, password }) => `${user}:${password}:${service}\n`),
  );
  mkdirSync(join(directory, "pam"));
  const rules = ["auth", "account", "session"].map((kind) => `${kind} required ${matrix} passdb=${passwords}\n`);
  // PAM wants to know what holds for any other service, too.
  for (const one of [service, "other"]) write(join("pam", one), rules);
  return [
    "LD_PRELOAD=libpam_wrapper.so:libnss_wrapper.so",
    `NSS_WRAPPER_PASSWD=${passwd}`,
    `NSS_WRAPPER_GROUP=${groups}`,
    "PAM_WRAPPER=1",
    `PAM_WRAPPER_SERVICE_DIR=${join(directory, "pam")}`,
  ];
}
