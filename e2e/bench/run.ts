import { cpus, totalmem } from "node:os";
import type { Bench, Row } from "./bench.js";
import { mint } from "./mint.js";
import { search } from "./search.js";
import { start } from "./start.js";

const benches: Record<string, Bench> = { mint, search, start };

/** `npm run bench [NAME…]`: all of them unless told. Needs the build: node demo/build.mjs */
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !Object.hasOwn(benches, name));
if (unknown !== undefined) {
  console.error(`There is no bench "${unknown}": ${Object.keys(benches).join(", ")}`);
  process.exit(2);
}
const rows: Row[] = [];
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length === 0 || asked.includes(name)) rows.push(...(await bench()));
}
const [cpu] = cpus();
console.log(`Node ${process.version} on ${cpus().length} × ${cpu?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB`);
console.table(Object.fromEntries(rows.map(({ what, is, target, of }) => [what, { is, target, of }])));
process.exit(0);
