import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { causeCodes } from "#contract";
import { columns } from "./columns.js";
import { documentCommand, documentOf } from "./document.js";
import { wrongWith } from "./judge.js";
import { printed } from "./matrix.js";
import { measure, type Measured } from "./measure.js";
import { openWorld } from "./world.js";

const world = openWorld();
let measured: Measured[] = [];
let missing: string[] = [];

beforeAll(async () => {
  missing = await world.start();
  measured = await measure(world, columns);
}, 600_000);

afterAll(async () => {
  await world.stop();
  console.log(`\nThe fault table\n\n${printed(measured)}\n`);
  for (const why of missing) console.log(`Not run: ${why}`);
  const notRun = measured.filter((one) => one.notRun);
  if (notRun.length > 0) console.log(`Rows not run: ${notRun.length} of ${measured.length}`);
}, 60_000);

describe.each(columns)("$name", ({ name, rows }) => {
  it.each(rows)("$fault", ({ fault }) => {
    const one = measured.find(({ column, row }) => column.name === name && row.fault === fault)!;
    // Named at the end of the run, and no fault of whoever has no such system.
    if (one.notRun) return;
    expect(wrongWith(one)).toEqual([]);
  });

  it("has each fault once", () => {
    expect(new Set(rows.map(({ fault }) => fault)).size).toBe(rows.length);
  });
});

it("has a row that really produces each cause", () => {
  const told = measured.map(({ row, seen, notRun }) => (notRun ? row.told.cause : seen?.cause));
  expect(causeCodes.filter((cause) => !told.includes(cause))).toEqual([]);
});

it("stands in docs as it was measured", () => {
  const place = new URL("../../docs/fault-table.md", import.meta.url);
  const written = existsSync(place) ? readFileSync(place, "utf8") : "";
  expect(written, `docs/fault-table.md is stale. Run ${documentCommand}`).toBe(documentOf(measured));
});
