import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { serverUser } from "../ground/unprivileged.js";
import type { Account } from "../realSystem.js";

/**
 * Writes passwd, group and shadow of our own (passwd(5), shadow(5)); gives back the environment by which nss_wrapper(1)
 * answers from them. All accounts are the user who runs the server: as no root, it could become no other.
 */
export function accountFiles(directory: string, home: string, accounts: readonly Account[]): string[] {
  const { name, group, uid, gid } = serverUser();
  const entry = (user: string, place: string, shell: string) => `${user}:x:${uid}:${gid}::${place}:${shell}\n`;
  const file = (kind: string, lines: readonly string[]) => {
    writeFileSync(join(directory, kind), lines.join(""));
    return `NSS_WRAPPER_${kind.toUpperCase()}=${join(directory, kind)}`;
  };
  return [
    "LD_PRELOAD=libnss_wrapper.so",
    file("passwd", [
      entry(name, "/nonexistent", "/usr/sbin/nologin"),
      // Whom sshd would give its unprivileged half to, if it had more rights than that itself.
      entry("sshd", "/run/sshd", "/usr/sbin/nologin"),
      ...accounts.map(({ user }) => entry(user, home, "/bin/sh")),
    ]),
    file("group", [`${group}:x:${gid}:\n`]),
    file(
      "shadow",
      accounts.map(({ user, password }) => `${user}:${hash(password)}:19000:0:99999:7:::\n`),
    ),
  ];
}

const hash = (password: string) =>
  execFileSync("openssl", ["passwd", "-6", "-stdin"], { input: password, encoding: "utf8" }).trim();
