/**
 * Builds what the server and the demo serve, into dist/, unless nothing has changed since the last time.
 * Plain JavaScript, so that it runs before anything else does.
 */
import { spawn } from "node:child_process";
import { readdirSync, statSync, writeFileSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const stamp = `${root}dist/.built`;
const sources = ["contract", "catalogue", "server", "widget", "demo", "package-lock.json", "vite.config.ts"];
/** Those of one row are built one after another. */
const modes = [["frame", "popup"], ["embed", "lib"], ["server"], ["demo"]];

if (!process.argv.includes("--force") && newest(sources.map((name) => root + name)) < newest([stamp])) {
  console.log("Nothing to build.");
} else {
  const failed = (await Promise.all([...modes.map(buildRow), declare()])).filter((code) => code !== 0);
  if (failed.length > 0) process.exit(1);
  mkdirSync(`${root}dist`, { recursive: true });
  writeFileSync(stamp, "");
  console.log("Built.");
}

/** The types of the doors. */
function declare() {
  return run(["node_modules/typescript/bin/tsc", "-p", "tsconfig.types.json"]);
}

async function buildRow(row) {
  let failed = 0;
  for (const mode of row) failed ||= await build(mode);
  return failed;
}

function build(mode) {
  return run(["node_modules/vite/bin/vite.js", "build", "--mode", mode, "--logLevel", "warn"]);
}

function run(args) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: "inherit" });
  return new Promise((resolve) => child.on("close", resolve));
}

/** Milliseconds of the latest change at or below any of the paths; 0 where there is nothing. */
function newest(paths) {
  const times = paths.map((path) => {
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found) return 0;
    return found.isDirectory() ? newest(readdirSync(path).map((name) => `${path}/${name}`)) : found.mtimeMs;
  });
  return Math.max(0, ...times);
}
