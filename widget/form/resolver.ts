import type { FieldView } from "#contract";
import type { FieldErrors, Resolver } from "react-hook-form";
import type { Words } from "../words/en.js";

export type Values = Record<string, string>;
/** What is asked of the values beyond being there. Undefined where there is nothing to say. */
export type Objection = (name: string, value: string) => string | undefined;

/** What can be known without asking anyone: something is missing, too long, or no number. The server judges the rest. */
export function objectionTo(field: FieldView, value: string, label: string, words: Words): string | undefined {
  if (value === "") return field.optional ? undefined : words.details.required(label);
  if (value.length > (field.max ?? 4096)) return words.details.tooLong(field.max ?? 4096);
  if (field.kind === "number" && !/^\s*\d+\s*$/.test(value)) return words.details.notNumber;
  return undefined;
}

/** A resolver for react-hook-form out of objections, in the order of the fields. */
export const resolverOf =
  (names: readonly string[], object: Objection): Resolver<Values> =>
  (values) => {
    const errors: FieldErrors<Values> = {};
    for (const name of names) {
      const message = object(name, values[name] ?? "");
      if (message !== undefined) errors[name] = { type: "entry", message };
    }
    return Object.keys(errors).length > 0 ? { values: {}, errors } : { values, errors: {} };
  };
