import type { Source, System } from "#contract/system";
import type { Rule } from "./rule.js";

type Claim = NonNullable<Source["for"]>[number];

export const sources: Rule = {
  name: "sources",
  description: "Every claim of an entry has a dated source; what is observed names the server that was run.",
  check(system) {
    const found: string[] = [];
    const covered = new Set(system.sources.flatMap((source) => source.for ?? ([...claimsOf(system)] as Claim[])));
    for (const claim of claimsOf(system)) if (!covered.has(claim)) found.push(`sources: none is for ${claim}`);
    for (const { url, read } of system.sources) {
      if (!/^https:\/\/[^\s/]+\.[^\s]+$|^package:[a-z0-9@/._-]+@[0-9][\w.+~-]*$/.test(url)) {
        found.push(`sources: "${url}" is neither an https address nor package:name@version`);
      }
      if (read > system.proven.on)
        found.push(`proven/on: ${system.proven.on} is before ${read}, when a source was read`);
    }
    return found;
  },
};

function claimsOf(system: System): Set<Claim> {
  const claims = new Set<Claim>(["address", "method"]);
  if (system.recognition.length > 0) claims.add("recognition");
  if (
    system.methods.some((use) => "signIn" in use && use.signIn !== undefined) ||
    Object.keys(system.reads).length > 0
  ) {
    claims.add("probe");
  }
  if (system.methods.some(({ steps }) => steps.length > 0)) claims.add("steps");
  return claims;
}
