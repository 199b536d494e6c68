import { cannotInstall, missingPackages } from "../real/ground/packages.js";

/** A system cannot be had on this machine; its rows are named as not run. */
export class NotHere extends Error {
  override readonly name = "NotHere";
}

/** Throws `NotHere` where a system's packages are missing and cannot be installed, unless everything must run (`CI`). */
export function mustBeHad({ name, packages }: { name: string; packages: readonly string[] }): void {
  const missing = missingPackages(packages);
  const obstacle = missing.length > 0 ? cannotInstall() : undefined;
  if (obstacle && !process.env["CI"]) throw new NotHere(`${name}: without ${missing.join(", ")}, because ${obstacle}`);
}
