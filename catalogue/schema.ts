import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { SystemFile } from "#contract/system";

const file = fileURLToPath(new URL("./system.schema.json", import.meta.url));

/** How the file is made anew. */
export const schemaCommand = "npx tsx catalogue/schema.ts";

/** The JSON Schema of an entry as it is written: for editors, by `$schema`. */
export function schemaText(): string {
  const { $schema, ...schema } = z.toJSONSchema(SystemFile, { io: "input", reused: "ref" });
  const made = { $schema, $comment: `Generated from contract/system.ts. Run ${schemaCommand}`, ...schema };
  return `${JSON.stringify(made, null, 2)}\n`;
}

/** Whether the file in the catalogue says what the contract says. */
export function isFresh(): boolean {
  try {
    // What it says counts, not how a formatter breaks its lines.
    return JSON.stringify(JSON.parse(readFileSync(file, "utf8"))) === JSON.stringify(JSON.parse(schemaText()));
  } catch {
    return false;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(file, schemaText());
