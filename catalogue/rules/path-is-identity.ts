import { categories } from "#contract/system";
import type { Rule } from "./rule.js";

export const pathIsIdentity: Rule = {
  name: "path-is-identity",
  description:
    "The folder is the category and the file name the id: short, lower case, of one system; methods are told apart.",
  check(system, all) {
    const found: string[] = [];
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(system.id) || system.id.length > 60)
      found.push(`the id "${system.id}" is no file name`);
    if (!categories.includes(system.category)) found.push(`"${system.category}" is no category`);
    if (all.filter(({ id }) => id === system.id).length > 1)
      found.push(`the id "${system.id}" stands in two categories`);
    // Entries beside the catalogue, an operator's or the sandbox's, reach it from further away.
    if (!/^(?:\.\.\/)+(?:[\w-]+\/)*system\.schema\.json$/.test(system.$schema ?? ""))
      found.push('$schema: is "../../system.schema.json", for editors');
    const ids = system.methods.map((use) => use.id ?? use.kind);
    if (new Set(ids).size < ids.length) found.push("methods: two have the same id; give one an id of its own");
    return found;
  },
};
