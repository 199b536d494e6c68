import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { cannotInstall, installPackages, missingPackages } from "./ground/packages.js";
import { realSystems } from "./index.js";
import { xmlsec1 } from "./xmlsec1.js";

/**
 * `tsx e2e/real/install.ts`: gets every Debian package the tests need, once.
 * Where that cannot be, says what is missing and ends with 0: the tests name what they could not run.
 */
const browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const browserPackages = ["chromium", "fonts-dejavu-core", "fonts-noto-core"];
const needing: readonly { name: string; packages: readonly string[] }[] = [...realSystems, xmlsec1];
const wanted = new Set(needing.flatMap(({ packages }) => packages));
if (!browsers.some(isOnPath)) for (const name of browserPackages) wanted.add(name);

const missing = missingPackages([...wanted]);
const obstacle = cannotInstall();
if (missing.length === 0) {
  console.log(`Real systems: all ${wanted.size} packages are installed.`);
} else if (obstacle) {
  console.log(`Real systems: without ${missing.join(", ")}, because ${obstacle}.`);
  for (const { name, packages } of needing) {
    if (packages.some((needed) => missing.includes(needed))) console.log(`  cannot run: ${name}`);
  }
} else {
  try {
    await installPackages(missing, (line) => console.log(`Real systems: ${line} …`));
    console.log(`Real systems: installed ${missing.join(", ")}.`);
  } catch (error) {
    console.log(`Real systems: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function isOnPath(name: string): boolean {
  return (process.env["PATH"] ?? "").split(delimiter).some((directory) => {
    try {
      accessSync(join(directory, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
