import type { MethodUse } from "#contract/method";
import { httpOf, placeholdersIn } from "./parts.js";
import type { Rule } from "./rule.js";

export const derivedInOrder: Rule = {
  name: "derived-in-order",
  description: "A derived input has a name of its own, and is made of those before it only.",
  check: ({ methods }) =>
    methods.flatMap((use, at) => {
      const names = Object.keys(use.derives ?? {});
      return Object.entries(use.derives ?? {}).flatMap(([name, derivation], index) => {
        const place = `methods/${at}/derives/${name}`;
        const later =
          "text" in derivation ? placeholdersIn(derivation.text).filter((one) => names.indexOf(one) >= index) : [];
        return [
          ...(takenBy(use).includes(name) ? [`${place}: {${name}} is an input already`] : []),
          ...later.map((one) => `${place}: {${one}} is not known before it`),
        ];
      });
    }),
};

/** Names that are given by a field, a choice, or an answer. */
const takenBy = (use: MethodUse): string[] => [
  "address",
  ...(use.fields ?? []).flatMap(({ name, choices = [] }) => [
    name,
    ...choices.flatMap(({ sets = {} }) => Object.keys(sets)),
  ]),
  ...Object.keys(httpOf(use)?.signIn?.takes ?? {}),
  ...Object.keys(httpOf(use)?.choose?.choices.takes ?? {}),
  ...(use.kind === "login" ? Object.keys(use.takes) : []),
  ...(use.kind === "oauth2" ? [...Object.keys(use.takes.callback), ...Object.keys(use.takes.token)] : []),
];
