import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { catalogueFolder, readCatalogue } from "./read.js";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "catalogue-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const tryton = readFileSync(join(catalogueFolder, "erp/tryton.json"), "utf8");
function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

test("folder is the category, file name the id", () => {
  put("erp/my-tryton.json", tryton);
  expect(readCatalogue(folder)).toMatchObject([{ id: "my-tryton", category: "erp", name: "Tryton" }]);
});

test("a further folder adds entries, and corrects one of the same id", () => {
  put("erp/tryton.json", tryton.replace('"Tryton"', '"Our Tryton"'));
  put("generic/pretend.json", tryton);
  const systems = readCatalogue(undefined, folder);
  expect(systems).toHaveLength(readCatalogue().length + 1);
  expect(systems.find(({ id }) => id === "tryton")?.name).toBe("Our Tryton");
});

test("a wrong entry is refused by file and place", () => {
  put("erp/wrong.json", tryton.replace('"popularity": 34', '"popularity": "high"'));
  expect(() => readCatalogue(folder)).toThrow(/wrong\.json[^]*popularity/);
});

test("what is not JSON, no category or no id is refused by name", () => {
  put("erp/broken.json", "{");
  expect(() => readCatalogue(folder)).toThrow(/broken\.json is not JSON/);
  rmSync(join(folder, "erp/broken.json"));
  put("erp/My System.json", tryton);
  expect(() => readCatalogue(folder)).toThrow(/My System\.json: a file name/);
  rmSync(join(folder, "erp"), { recursive: true });
  put("erps/tryton.json", tryton);
  expect(() => readCatalogue(folder)).toThrow(/erps: not a category/);
});

test("one id in two categories is refused", () => {
  put("erp/same.json", tryton);
  put("generic/same.json", tryton);
  expect(() => readCatalogue(folder)).toThrow(/another category/);
});

test("a folder that is not there is refused", () => {
  expect(() => readCatalogue(join(folder, "nosuch"))).toThrow(/does not exist/);
});
