import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { methodKinds } from "#contract/method";
import { Refused, writeNew } from "./new.js";
import { readCatalogue } from "./read.js";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "new-system-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const wanted = { id: "acme-erp", name: "Acme ERP", vendor: "Acme", category: "erp", address: "web", method: "apiKey" };
const today = "2026-11-24";

test.each(methodKinds)("a draft for %s is a right entry at once", (method) => {
  writeNew({ ...wanted, method }, today, folder);
  expect(readCatalogue(folder)).toMatchObject([
    { id: "acme-erp", category: "erp", proven: { level: "named", on: today }, methods: [{ kind: method }] },
  ]);
});

test("an id that is taken, in whatever category, is refused", () => {
  writeNew(wanted, today, folder);
  expect(() => writeNew({ ...wanted, category: "generic" }, today, folder)).toThrow(Refused);
});

test("an answer that does not fit is refused with what would", () => {
  expect(() => writeNew({ ...wanted, category: "erps" }, today, folder)).toThrow(/--category "erps": one of erp, /);
  expect(() => writeNew({ ...wanted, id: "Acme ERP" }, today, folder)).toThrow(/--id/);
  expect(() => writeNew({ ...wanted, name: undefined }, today, folder)).toThrow(/--name/);
});
