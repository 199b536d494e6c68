import type { CheckLine } from "#contract";
import { methodOf, type Draft } from "../flow/state.js";
import { useWords } from "./context.js";

export interface RungWords {
  readonly title: string;
  readonly facts: readonly string[];
}

/** A rung in words: what was asked or found, and the facts. */
export function useRungWords(draft: Draft): (line: CheckLine) => RungWords {
  const { checks, dataSets, record, trust } = useWords();
  const system = draft.system.name;
  const nobody = ["files", "none"].includes(methodOf(draft).kind);
  return (line) => {
    const data = line.dataSet ? dataSets[line.dataSet] : record;
    const said = line.check === "signIn" && nobody ? checks.access : checks.names[line.check];
    // "Could not tell" asserts nothing: it keeps the words of the question.
    const worded = said[line.answer === "yes" || line.answer === "no" ? line.answer : "running"](system, data.many);
    // Allowed where nobody can listen, but never told as encrypted.
    const title = line.answer === "yes" && line.cause === "plain_http" ? checks.plain : worded;
    const facts = (line.facts ?? []).map(({ kind, value }) =>
      kind === "count" ? checks.facts.count(value, data.one, data.many) : checks.facts[kind](value),
    );
    const by = line.certificate?.trustedBy;
    if (by && by !== "public") facts.push(trust.by[by]);
    if (line.choices) facts.push(checks.found(line.choices.values.map(({ value, label }) => label ?? value)));
    return { title, facts };
  };
}
