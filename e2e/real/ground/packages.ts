import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { run } from "./run.js";

const policy = "/usr/sbin/policy-rc.d";

/** Which of these Debian packages are not installed. All of them where there is no dpkg. */
export function missingPackages(packages: readonly string[]): string[] {
  if (packages.length === 0) return [];
  const asked = spawnSync("dpkg-query", ["-W", "-f", "${db:Status-Status} ${Package}\n", ...packages], {
    encoding: "utf8",
  });
  const lines = new Set((asked.stdout ?? "").split("\n"));
  return packages.filter((name) => !lines.has(`installed ${name}`));
}

/** Why packages cannot be installed here, or undefined when they can. */
export function cannotInstall(): string | undefined {
  if (!existsSync("/usr/bin/apt-get")) return "there is no apt-get here";
  if (process.getuid?.() !== 0) return "only root may install packages";
  return undefined;
}

/**
 * Installs what is missing, by one `apt-get update` and one `apt-get install`, starting no service.
 * @throws Error naming the packages when they cannot be had.
 */
export async function installPackages(
  packages: readonly string[],
  say: (line: string) => void = () => {},
): Promise<void> {
  const missing = missingPackages(packages);
  if (missing.length === 0) return;
  const obstacle = cannotInstall();
  if (obstacle) throw new Error(`${missing.join(", ")} cannot be installed: ${obstacle}.`);
  startNoServices();
  say(`apt-get install ${missing.join(" ")}`);
  try {
    // Several test processes may come here at once: apt-get runs in one of them at a time.
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    await run(["flock", "/run/lock/gangway-apt.lock", "sh", "-c", script, "sh", ...missing], { env });
  } catch (error) {
    const still = missingPackages(packages);
    if (still.length === 0) return;
    throw new Error(`${still.join(", ")} could not be installed.`, { cause: error });
  }
}

const script = `set -e
apt-get update -q
apt-get install -q -y --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"`;

/** invoke-rc.d(8) asks this script before it starts a service; 101 means "not allowed". */
function startNoServices(): void {
  if (existsSync(policy)) return;
  writeFileSync(policy, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
}
