import { placeholdersIn, textsIn } from "./parts.js";
import type { Rule } from "./rule.js";

export const promptsAreAnswered: Rule = {
  name: "prompts-are-answered",
  description:
    "What a log-in asks besides is one of its fields and stands in what is sent then; its session lives, and a sign-in question can tell that it is over.",
  check(system) {
    return system.methods.flatMap((use, at) => {
      if (use.kind !== "login") return [];
      const found: string[] = [];
      const place = `methods/${at}`;
      if (use.prompts.length > 0 && use.lives === undefined)
        found.push(`${place}: a code is good once, so the session has to live`);
      if (use.lives !== undefined && !use.signIn)
        found.push(`${place}: nothing says whether a session that was kept is still good; add signIn`);
      for (const [number, { field, request }] of use.prompts.entries()) {
        if (!use.fields?.some(({ name }) => name === field))
          found.push(`${place}/prompts/${number}: ${field} is none of the fields`);
        if (!textsIn(request, "").some(({ part }) => placeholdersIn(part).includes(field)))
          found.push(`${place}/prompts/${number}: {${field}} is never sent`);
      }
      return found;
    });
  },
};
