import { existsSync, readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { SystemFile, categories, type Category, type System } from "#contract/system";

/**
 * Where the entries stand: beside this module in source, beside the chunk or in a `catalogue`
 * folder next to it once built.
 */
export const catalogueFolder = (() => {
  const places = ["./systems/", "./catalogue/systems/", "../catalogue/systems/"].map((place) =>
    fileURLToPath(new URL(place, import.meta.url)),
  );
  return places.find((place) => existsSync(join(place, "generic"))) ?? places[0]!;
})();

const isId = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * Every system of the catalogue, in the order of category and id. Throws an Error that names the file
 * and the place in it, for the first entry that is not right.
 *
 * @param folder `<category>/<id>.json` below it; the catalogue's own unless told
 * @param more further folders of the same shape: an operator's own entries. An id that is there already
 *   is replaced, so that an entry can be corrected in place.
 */
export function readCatalogue(folder: string = catalogueFolder, ...more: string[]): System[] {
  const systems = new Map(readFolder(folder).map((system) => [system.id, system]));
  for (const further of more) {
    for (const system of readFolder(further)) systems.set(system.id, system);
  }
  return [...systems.values()];
}

function readFolder(folder: string): System[] {
  if (!existsSync(folder)) throw new Error(`The catalogue folder ${folder} does not exist.`);
  const found = new Map<string, System>();
  for (const category of foldersIn(folder)) {
    if (!isCategory(category)) {
      throw new Error(
        `${join(folder, category)}: not a category. A folder of the catalogue is one of: ${categories.join(", ")}.`,
      );
    }
    for (const file of jsonIn(join(folder, category))) {
      const system = readEntry(file, category);
      if (found.has(system.id)) throw new Error(`${file}: another category has a system "${system.id}" already.`);
      found.set(system.id, system);
    }
  }
  return [...found.values()];
}

function readEntry(file: string, category: Category): System {
  const id = basename(file, ".json");
  if (!isId.test(id)) throw new Error(`${file}: a file name is lower-case letters and digits, joined by hyphens.`);
  const result = SystemFile.safeParse(parse(file));
  if (!result.success) throw new Error(`${file} is not a right entry:\n${z.prettifyError(result.error)}`);
  return { ...result.data, id, category };
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}`, { cause: error });
  }
}

const isCategory = (name: string): name is Category => (categories as readonly string[]).includes(name);

const foldersIn = (folder: string) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

const jsonIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => join(folder, name));
