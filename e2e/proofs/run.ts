import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Case, Proof } from "./proof.js";

const usage = "npm run proof -- NAME [--corpora DIR] [--only CLASS]";
const ownCases = fileURLToPath(new URL("cases/", import.meta.url));

/** Runs one corpus through the product. Exits 0 only if every case holds, and there was one. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { corpora: { type: "string" }, only: { type: "string" } },
  });
  const [name, ...rest] = positionals;
  if (!name || rest.length > 0 || !/^[a-z0-9-]+$/.test(name)) return refuse(usage);
  const proof = await load(name);
  if (!proof) return refuse(`There is no proof "${name}".\n${usage}`);

  const file = join(values.corpora ?? ownCases, `${name}.json`);
  const corpus = JSON.parse(await readFile(file, "utf8")) as { header: unknown; cases: Case[] };
  const results = await proof.run(corpus, { only: values.only });
  const failed = results.filter(({ ok }) => !ok);
  for (const { id, why } of failed) console.log(`FAIL ${id}${why ? ` ${why}` : ""}`);
  console.log(`${results.length - failed.length} passed, ${failed.length} failed`);
  if (results.length === 0) return refuse("No case was run.");
  return failed.length === 0 ? 0 : 1;
}

async function load(name: string): Promise<Proof | undefined> {
  const module = new URL(`${name}.ts`, import.meta.url);
  const exists = await access(module).then(
    () => true,
    () => false,
  );
  if (!exists) return undefined;
  const { proof } = (await import(module.href)) as { proof?: Proof };
  return proof;
}

function refuse(message: string): number {
  console.error(message);
  return 2;
}

// Said, not left to the event loop: a proof may leave a server running.
process.exit(await main());
