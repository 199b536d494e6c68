import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readCatalogue } from "./index.js";
import { rules } from "./rules/all.js";
import { isFresh, schemaCommand } from "./schema.js";

/** Entries of the demo: people meet them first. Not there where the catalogue stands alone. */
const sandbox = fileURLToPath(new URL("../demo/sandbox/systems", import.meta.url));

/** Holds every entry against every rule: `npm run lint:systems [folder …]`. */
function main(folders: readonly string[]): number {
  const systems = readCatalogue(undefined, ...(existsSync(sandbox) ? [sandbox] : []), ...folders);
  const findings = systems.flatMap((system) =>
    rules.flatMap((rule) =>
      rule.check(system, systems).map((what) => `${system.category}/${system.id}.json  ${what}  [${rule.name}]`),
    ),
  );
  if (!isFresh()) findings.push(`system.schema.json is not what the contract says. Run ${schemaCommand}`);
  for (const finding of findings) console.error(finding);
  console.log(`${systems.length} systems, ${rules.length} rules, ${findings.length} findings`);
  return findings.length === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
