import { languages, type Text } from "#contract/text";
import type { Rule } from "./rule.js";

export const everyLanguage: Rule = {
  name: "every-language",
  description: "Every text for people is there in each language that the flow speaks.",
  check(system) {
    const texts: [string, Text | undefined][] = [
      ["summary", system.summary],
      ...system.methods.flatMap((use, at): [string, Text | undefined][] => [
        [`methods/${at}/label`, use.label],
        ...use.steps.map((step, index): [string, Text] => [`methods/${at}/steps/${index}`, step.text]),
        ...(use.fields ?? []).flatMap((field): [string, Text | undefined][] => [
          [`methods/${at}/fields/${field.name}/label`, field.label],
          [`methods/${at}/fields/${field.name}/help`, field.help],
        ]),
      ]),
    ];
    return texts.flatMap(([at, text]) =>
      text === undefined
        ? []
        : languages.filter((language) => !text[language]).map((language) => `${at}: not said in "${language}"`),
    );
  },
};
