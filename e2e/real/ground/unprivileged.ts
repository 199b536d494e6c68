import { execFileSync } from "node:child_process";
import { userInfo } from "node:os";
import { run } from "./run.js";

/** What servers are given instead of our own environment. */
export const plainEnv = { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LANG: "C.UTF-8" };

const isRoot = process.getuid?.() === 0;

/** Words to put before a command so that root does not run a server as root; empty when we are not root. */
export function unprivileged(): string[] {
  if (!isRoot) return [];
  return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"];
}

/** Who a server runs as: for those that want to be told, or to look their own user up. */
export function serverUser(): { name: string; group: string; uid: number; gid: number } {
  if (isRoot) return { name: "nobody", group: "nogroup", uid: ask("-u"), gid: ask("-g") };
  const { username: name, uid, gid } = userInfo();
  return { name, group: execFileSync("id", ["-gn"], { encoding: "utf8" }).trim(), uid, gid };
}

const ask = (what: "-u" | "-g") => Number(execFileSync("id", [what, "nobody"], { encoding: "utf8" }));

/** Gives a directory to the user that `unprivileged()` names. */
export function chownTree(directory: string): void {
  if (isRoot) execFileSync("chown", ["-R", "nobody:nogroup", directory]);
}

/** Runs a command to its end as that user, and gives back what it wrote. `input` goes to its standard input. */
export function runUnprivileged(
  command: readonly string[],
  env: Record<string, string> = {},
  input?: string,
): Promise<string> {
  return run([...unprivileged(), ...command], { env: { ...plainEnv, ...env }, cwd: "/", input });
}
