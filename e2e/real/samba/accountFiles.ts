import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runUnprivileged, serverUser } from "../ground/unprivileged.js";
import type { Account } from "../realSystem.js";

/**
 * Writes passwd and group of our own; gives back the environment by which nss_wrapper(1) answers from them. All accounts are
 * the user who runs the server: as no root, it could become no other.
 */
export function accountFiles(directory: string, accounts: readonly Account[]): Record<string, string> {
  const { name, group, uid, gid } = serverUser();
  const entry = (user: string) => `${user}:x:${uid}:${gid}::/nonexistent:/usr/sbin/nologin\n`;
  const write = (file: string, lines: readonly string[]) => {
    writeFileSync(join(directory, file), lines.join(""));
    return join(directory, file);
  };
  return {
    LD_PRELOAD: "libnss_wrapper.so",
    NSS_WRAPPER_PASSWD: write("passwd", [name, ...accounts.map(({ user }) => user)].map(entry)),
    NSS_WRAPPER_GROUP: write("group", [`${group}:x:${gid}:\n`]),
  };
}

/** A state of an account, as pdbedit(8) writes it: `D` is switched off, `L` locked after many tries. */
export type State = "" | "D" | "L";

/** Gives the accounts their passwords, in a file of this server's own. */
export async function addAccounts(
  conf: string,
  env: Record<string, string>,
  accounts: readonly (Account & { state?: State })[],
): Promise<void> {
  for (const { user, password, state = "" } of accounts) {
    const pdbedit = ["pdbedit", "-s", conf, "-u", user];
    await runUnprivileged([...pdbedit, "-a", "-t"], env, `${password}\n${password}\n`);
    if (state !== "") await runUnprivileged([...pdbedit, "-r", "-c", `[${state}]`], env);
  }
}
