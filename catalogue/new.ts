import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { createInterface } from "node:readline/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Address } from "#contract/address";
import { methodKinds } from "#contract/method";
import { SystemFile, categories } from "#contract/system";
import { catalogueFolder } from "./read.js";
import { skeleton, type NewSystem } from "./skeleton.js";

const kinds = Address.shape.kind.options;
const questions = [
  { name: "id", text: "Id (the file's name, like sap-business-one)", matches: /^[a-z0-9]+(?:-[a-z0-9]+)*$/ },
  { name: "name", text: "Name, as the vendor writes it", matches: /\S/ },
  { name: "vendor", text: "Vendor", matches: /^/ },
  { name: "category", text: "Category", oneOf: categories },
  { name: "address", text: "Kind of address", oneOf: kinds },
  { name: "method", text: "Way to prove access", oneOf: methodKinds },
] as const;

/** Why no entry was written. */
export class Refused extends Error {}

/** Writes the first draft of an entry and gives its path. */
export function writeNew(wanted: Record<string, string | undefined>, today: string, folder = catalogueFolder): string {
  for (const question of questions) {
    const answer = wanted[question.name];
    const right =
      answer !== undefined &&
      ("oneOf" in question ? (question.oneOf as readonly string[]).includes(answer) : question.matches.test(answer));
    if (!right) throw new Refused(`--${question.name} "${answer ?? ""}": ${hint(question)}`);
  }
  const made = { ...wanted, today } as unknown as NewSystem;
  const taken = categories
    .map((category) => join(folder, category, `${made.id}.json`))
    .find((path) => existsSync(path));
  if (taken !== undefined) throw new Refused(`${taken} is there already.`);
  const entry = skeleton(made);
  SystemFile.parse(entry);
  const path = join(folder, made.category, `${made.id}.json`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(entry, null, 2)}\n`);
  return path;
}

const hint = (question: (typeof questions)[number]): string =>
  "oneOf" in question ? `one of ${question.oneOf.join(", ")}` : question.text;

/** `npm run new:system`, or with `-- --id … --name …` for what is known already. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: Object.fromEntries(questions.map(({ name }) => [name, { type: "string" as const }])),
  });
  const answers: Record<string, string | undefined> = { ...values };
  const missing = questions.filter(({ name }) => answers[name] === undefined);
  if (missing.length > 0) {
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    for (const question of missing) {
      const choices = "oneOf" in question ? ` (${question.oneOf.join(" · ")})` : "";
      answers[question.name] = (await terminal.question(`${question.text}${choices}: `)).trim();
    }
    terminal.close();
  }
  const path = relative(process.cwd(), writeNew(answers, new Date().toISOString().slice(0, 10)));
  console.log(`Wrote ${path}. What to do next:
  1. Fill in the facts: the address's hosts, the sign-in question with its yes and no, aliases, summary.
  2. Name the source of each fact with the day you read it, and raise proven.level as far as they carry.
  3. Write the steps in your own words, in every language.
  4. npx tsx catalogue/lint.ts says what is missing.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main().catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  });
}
