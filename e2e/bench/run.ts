import { existsSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import type { Bench, Row } from "./bench.js";
import { ladder } from "./ladder.js";
import { endLeftovers } from "./leftovers.js";
import { memory } from "./memory.js";
import { mint } from "./mint.js";
import { reader } from "./reader.js";
import { search } from "./search.js";
import { renewals } from "./renewals.js";
import { command } from "./served.js";
import { signing } from "./signing.js";
import { start } from "./start.js";
import { tarpits } from "./tarpits.js";

const benches: Record<string, Bench> = {
  mint,
  search,
  reader,
  start,
  ladder,
  signing,
  renewals,
  tarpits,
  memory,
};
const longest = 8 * 60_000;

/** `npm run bench [NAME…]`: all of them unless told. Needs the build: node demo/build.mjs */
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !Object.hasOwn(benches, name));
if (unknown !== undefined) {
  console.error(`There is no bench "${unknown}": ${Object.keys(benches).join(", ")}`);
  process.exit(2);
}
if (!existsSync(command)) {
  console.error("The server is not built: node demo/build.mjs");
  process.exit(2);
}
const rows: Row[] = [];
const broken: string[] = [];
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  try {
    rows.push(...(await inTime(bench)));
  } catch (error) {
    broken.push(name);
    console.error(`${name}:`, error);
  }
  endLeftovers();
}
const [cpu] = cpus();
console.log(`Node ${process.version} on ${cpus().length} × ${cpu?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB`);
console.table(Object.fromEntries(rows.map(({ what, is, target, of }) => [what, { is, target, of }])));
if (broken.length > 0) console.error(`Not measured: ${broken.join(", ")}`);
process.exit(broken.length > 0 ? 1 : 0);

async function inTime(bench: Bench): Promise<Row[]> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`It was not over within ${longest / 1000} s.`)), longest);
  });
  return Promise.race([bench(), over]).finally(() => clearTimeout(timer));
}
