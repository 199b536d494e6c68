import { evidenceOf, probesOf } from "./parts.js";
import type { Rule } from "./rule.js";

export const probesSayYesAndNo: Rule = {
  name: "probes-say-yes-and-no",
  description: "A probe says what yes looks like and what no looks like; a status alone is not a yes.",
  check(system) {
    const found = probesOf(system)
      .filter(({ part }) => part.no.length === 0)
      .map(({ at }) => `${at}: says what yes looks like, not what no does`);
    for (const { at, part } of evidenceOf(system)) {
      if (Object.keys(part).length === 0) found.push(`${at}: states nothing`);
      // A log-in page answers 200 too.
      const onlyStatus = Object.keys(part).every((name) => name === "status");
      if (at.includes("/yes/") && onlyStatus) found.push(`${at}: a status alone is no evidence`);
    }
    return found;
  },
};
