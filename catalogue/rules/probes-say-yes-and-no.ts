import { RE2JS } from "re2js";
import { evidenceOf, probesOf } from "./parts.js";
import type { Rule } from "./rule.js";

export const probesSayYesAndNo: Rule = {
  name: "probes-say-yes-and-no",
  description:
    "A probe says what yes looks like and what no looks like; a status alone, or an echo of the question, is not a yes.",
  check(system) {
    const found = probesOf(system)
      .filter(({ part }) => part.no.length === 0)
      .map(({ at }) => `${at}: says what yes looks like, not what no does`);
    for (const [at, { question, yes }] of system.recognition.entries()) {
      for (const { text, header } of yes) {
        // Servers repeat what they were asked for: in a redirect, in the page that says that there is nothing.
        const echoed = [text, header?.matches].find(
          (pattern) => pattern && RE2JS.compile(pattern).matcher(question.path).find(),
        );
        if (echoed)
          found.push(`recognition/${at}: "${echoed}" stands in the question itself, so any server may say it`);
      }
    }
    for (const { at, part } of evidenceOf(system)) {
      if (Object.keys(part).length === 0) found.push(`${at}: states nothing`);
      // A log-in page answers 200 too.
      const onlyStatus = Object.keys(part).every((name) => name === "status");
      if (at.includes("/yes/") && onlyStatus) found.push(`${at}: a status alone is no evidence`);
    }
    return found;
  },
};
