import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const policy = "/usr/sbin/policy-rc.d";
const lock = join(tmpdir(), "gangway-apt.lock");

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
export function installPackages(packages: readonly string[], say: (line: string) => void = () => {}): void {
  if (missingPackages(packages).length === 0) return;
  const obstacle = cannotInstall();
  if (obstacle) throw new Error(`${missingPackages(packages).join(", ")} cannot be installed: ${obstacle}.`);
  startNoServices();
  // Several test processes may come here at once: one installs, the others wait and then find nothing missing.
  const here = mkdtempSync(join(tmpdir(), "gangway-apt-"));
  const script = join(here, "install.sh");
  writeFileSync(script, installScript);
  try {
    const missing = missingPackages(packages);
    say(`apt-get install ${missing.join(" ")}`);
    const done = spawnSync("flock", [lock, "sh", script, ...missing], {
      encoding: "utf8",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    const still = missingPackages(packages);
    if (still.length === 0) return;
    throw new Error(`${still.join(", ")} could not be installed:\n${(done.stderr + done.stdout).slice(-2_000)}`);
  } finally {
    rmSync(here, { recursive: true, force: true });
  }
}

const installScript = `set -e
dpkg-query -W -f '\${db:Status-Status}\\n' "$@" 2>/dev/null | grep -cx installed | grep -qx "$#" && exit 0
apt-get update -q
apt-get install -q -y --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"
`;

/** invoke-rc.d(8) asks this script before it starts a service; 101 means "not allowed". */
function startNoServices(): void {
  if (existsSync(policy)) return;
  writeFileSync(policy, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
}
