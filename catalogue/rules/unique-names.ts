import type { Rule } from "./rule.js";

const folded = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

export const uniqueNames: Rule = {
  name: "unique-names",
  description: "A name belongs to one system; an alias is not another system's name, and stands once.",
  check(system, all) {
    const found: string[] = [];
    const own = new Set<string>();
    for (const alias of system.aliases) {
      if (own.has(folded(alias))) found.push(`aliases: "${alias}" stands twice`);
      own.add(folded(alias));
    }
    for (const other of all) {
      if (other.id === system.id) continue;
      if (other.id < system.id && folded(other.name) === folded(system.name)) {
        found.push(`name: "${system.name}" is the name of ${other.id} already`);
      }
      if (own.has(folded(other.name))) found.push(`aliases: "${other.name}" is the name of ${other.id}`);
    }
    return found;
  },
};
