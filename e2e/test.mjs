/**
 * `npm test`: everything, on a fresh clone too. Installs what it needs (npm packages, and as root the Debian packages of
 * a browser and of the real systems), and says what it could not have.
 */
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const changed = (path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
const must = (command, args) => {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1" },
  });
  if (status !== 0) process.exit(status ?? 1);
};
if (changed("node_modules/.package-lock.json") < changed("package-lock.json"))
  must("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
must(join(root, "node_modules/.bin/tsx"), ["e2e/real/install.ts"]);

const { runStage, stages, close } = await import("./stages.mjs");
const results = [];
const all = async (names) => {
  for (const name of names) results.push(await runStage(name));
};
await Promise.all([all(["types", "format", "catalogue rules"]), all(["walls and lint"])]);
await all(["build", "sizes", "package", "units and suites", "real systems"]);
// They wait for servers that say nothing more than they compute: two at a time.
const proofs = Object.keys(stages).filter((name) => name.startsWith("proof "));
const lane = async () => {
  for (let next = proofs.shift(); next !== undefined; next = proofs.shift()) await all([next]);
};
await Promise.all([lane(), lane()]);
await all(["journeys"]);
close(results);
