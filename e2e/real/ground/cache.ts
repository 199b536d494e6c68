import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { keep } from "./keep.js";

const root = fileURLToPath(new URL("../../../node_modules/.cache/gangway-real", import.meta.url));

/** A new directory under the system's temporary one, named so that a person can tell whose it is. */
export function temporary(name: string): string {
  return mkdtempSync(join(tmpdir(), `gangway-${name}-`));
}

/** Copies a tree with owners and modes, sharing blocks where the file system can. */
export function copyTree(from: string, to: string): void {
  execFileSync("cp", ["-a", "--reflink=auto", "--no-target-directory", from, to]);
}

/**
 * The directory made by `build` from exactly these ingredients, built once and kept for later runs.
 * Copy it, never write to it. Two processes that build at the same time both succeed; one result is kept.
 */
export async function cached(
  name: string,
  ingredients: readonly string[],
  build: (directory: string) => Promise<void> | void,
): Promise<string> {
  const hash = createHash("sha256").update(ingredients.join("\0")).digest("hex").slice(0, 16);
  const place = join(root, name, hash);
  if (existsSync(place)) return place;
  const workshop = temporary(`${name}-build`);
  // Removes the workshop even when this process is killed half-way.
  const kept = keep(["sleep", "infinity"], { directory: workshop, asRoot: true });
  try {
    await build(workshop);
    mkdirSync(dirname(place), { recursive: true });
    const arriving = mkdtempSync(`${place}.`);
    copyTree(workshop, arriving);
    try {
      renameSync(arriving, place);
    } catch (error) {
      rmSync(arriving, { recursive: true, force: true });
      if (!existsSync(place)) throw error;
    }
    return place;
  } finally {
    await kept.stop();
  }
}
