import { writeFileSync } from "node:fs";
import { columns } from "./columns.js";
import { documentOf } from "./document.js";
import { wrongWith } from "./judge.js";
import { printed } from "./matrix.js";
import { measure } from "./measure.js";
import { openWorld } from "./world.js";

/** `npm run fault-table`: measures every cell, prints the table, and writes `docs/fault-table.md` where all is well. */
const world = openWorld();
const missing = await world.start();
const measured = await measure(world, columns);
await world.stop();
console.log(printed(measured));
const wrong = measured.flatMap((one) =>
  one.notRun ? [] : wrongWith(one).map((why) => `${one.column.name}, ${one.row.fault}: ${why}`),
);
for (const line of [...missing.map((one) => `Not run: ${one}`), ...wrong]) console.log(line);
if (wrong.length > 0 || missing.length > 0) {
  console.log("docs/fault-table.md is left as it was.");
  process.exit(1);
}
writeFileSync(new URL("../../docs/fault-table.md", import.meta.url), documentOf(measured));
console.log("docs/fault-table.md is written.");
process.exit(0);
