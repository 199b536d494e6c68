import type { CheckLine, CheckName, DataSet, Fact, Field, MethodUse } from "#contract";
import { openNames } from "../methods/derive.js";
import { sourceOf } from "../methods/derive-sources.js";
import { fieldOf } from "../methods/fields.js";
import type { Finding } from "../methods/finding.js";
import type { Values } from "../methods/method.js";

const longest = 200;

/** A finding as one line of the stream. What a stranger's text brought along is cut, cleaned, and never a secret. */
export function lineOf(
  place: { check: CheckName; dataSet?: DataSet; ms: number },
  finding: Finding,
  known: { use: MethodUse; fields: readonly Field[]; secrets: readonly string[] },
): CheckLine {
  const { answer, cause } = finding;
  const blamed = finding.field ?? (cause && fieldOf(cause, known.fields));
  const field = blamed && sourceOf(known.use, blamed);
  const facts = (finding.facts ?? []).flatMap((fact) => cleanFact(fact, known.secrets));
  const { certificate } = finding;
  const choices = finding.choices && cleanChoices(finding.choices, known);
  return {
    type: "check",
    ...place,
    answer,
    ...(cause !== undefined && { cause }),
    ...(field !== undefined && known.fields.some(({ name }) => name === field) && { field }),
    ...(facts.length > 0 && { facts }),
    ...(choices && { choices }),
    ...(certificate && { certificate }),
  };
}

/** Values that must not be told, not even when a system sends them back: too short ones would hide half of all facts. */
export function secretsOf(use: MethodUse, fields: readonly Field[], values: Values): string[] {
  const open = openNames(use, fields);
  return Object.entries(values)
    .filter(([name, value]) => !open.has(name) && value.length >= 4)
    .map(([, value]) => value);
}

function cleanFact({ kind, value }: Fact, secrets: readonly string[]): Fact[] {
  if (secrets.some((secret) => value.includes(secret))) return [];
  const cut = cutText(value);
  return cut === "" ? [] : [{ kind, value: cut }];
}

/** Whole values only: one that had to be cut or cleaned would be entered wrongly. A label is only looked at. */
function cleanChoices(
  { field, values }: NonNullable<CheckLine["choices"]>,
  { fields, secrets }: { fields: readonly Field[]; secrets: readonly string[] },
): CheckLine["choices"] {
  const tells = (text: string) => secrets.some((one) => text.includes(one));
  const fit = values
    .filter(({ value }) => value.length <= longest && cleanText(value) === value && !tells(value))
    .map(({ value, label = "" }) => {
      const shown = tells(label) ? "" : cutText(label);
      return { value, ...(shown !== "" && shown !== value && { label: shown }) };
    });
  return fit.length > 0 && fields.some(({ name }) => name === field) ? { field, values: fit } : undefined;
}

const cutText = (value: string): string =>
  [...cleanText(value)]
    .slice(0, longest)
    .join("")
    .slice(0, longest)
    .replace(/\p{Surrogate}$/u, "");

// Controls, direction marks and lone surrogates are nothing a person should meet.
const cleanText = (value: string): string => value.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ").trim();
