import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cached } from "./cache.js";
import { run } from "./run.js";

const npmrc = fileURLToPath(new URL("../../../.npmrc", import.meta.url));

/**
 * The `node_modules` of a server that is none of our own dependencies: what `package-lock.json` in `manifest` names, byte
 * for byte, without its install scripts. Fetched once and kept.
 */
export async function npmPackages(name: string, manifest: string): Promise<string> {
  const files = ["package.json", "package-lock.json"];
  const ingredients = files.map((file) => readFileSync(join(manifest, file), "utf8"));
  const prepared = await cached(`npm-${name}`, [...ingredients, process.version], async (directory) => {
    for (const file of files) copyFileSync(join(manifest, file), join(directory, file));
    copyFileSync(npmrc, join(directory, ".npmrc"));
    await run(["npm", "ci", "--omit=dev", "--loglevel=error"], { cwd: directory, env: process.env });
  });
  return join(prepared, "node_modules");
}
