import { probesOf, textsIn } from "./parts.js";
import type { Rule } from "./rule.js";

const writes =
  /(?:^|[^a-z])(?:create|write|insert|update|upsert|delete|unlink|remove|save|set_|put|patch|copy|cancel|confirm|approve|post_|execute(?!_kw)|drop|truncate|mutation)(?:$|[^a-z])/i;

export const probesOnlyRead: Rule = {
  name: "probes-only-read",
  description: "A question never changes anything in the person's system: no word of writing in its path or body.",
  check: (system) =>
    probesOf(system).flatMap(({ at, part: { question } }) =>
      [
        ...textsIn(question.path, `${at}/question/path`),
        ...textsIn(question.json, `${at}/question/json`),
        ...textsIn(question.form, `${at}/question/form`),
        ...textsIn(question.xml, `${at}/question/xml`),
      ]
        .filter(({ part }) => writes.test(part))
        .map((text) => `${text.at}: "${text.part}" reads like a change`),
    ),
};
