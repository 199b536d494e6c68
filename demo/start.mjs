/**
 * `npm start`: installs what is missing, builds what has changed, and starts the demo.
 * Plain JavaScript, because on a fresh clone there is nothing else yet.
 */
import { spawnSync, spawn } from "node:child_process";
import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Gangway needs Node 20.19 or newer; this is ${process.versions.node}. See https://nodejs.org/`);
  process.exit(1);
}

const changed = (path) => statSync(root + path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
if (changed("node_modules/.package-lock.json") < changed("package-lock.json")) {
  console.log("Installing …");
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
}
console.log("Building …");
run(process.execPath, ["demo/build.mjs"]);

const demo = spawn(process.execPath, ["--import", "tsx", "demo/main.ts", ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => demo.kill(signal));
demo.on("close", (code) => process.exit(code ?? 0));

function run(command, args) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1" },
  });
  if (error) console.error(`${command} could not be started: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}
