import { categories, provenLevels, type System } from "#contract/system";
import { readCatalogue } from "./index.js";

/** Systems by category and by how well they are known: `npm run systems [folder …]`. */
export function table(systems: readonly System[]): string {
  const count = (of: readonly System[], level: string) => of.filter(({ proven }) => proven.level === level).length;
  const row = (name: string, of: readonly System[]) =>
    [
      name.padEnd(12),
      ...provenLevels.map((level) => String(count(of, level) || "·").padStart(11)),
      String(of.length).padStart(7),
    ].join("");
  return [
    ["".padEnd(12), ...provenLevels.map((level) => level.padStart(11)), "all".padStart(7)].join(""),
    ...categories
      .map((category) => [category, systems.filter((system) => system.category === category)] as const)
      .filter(([, of]) => of.length > 0)
      .map(([category, of]) => row(category, of)),
    row("all", systems),
  ].join("\n");
}

console.log(table(readCatalogue(undefined, ...process.argv.slice(2))));
