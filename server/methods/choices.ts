import type { Fact } from "#contract";

const longest = 200;

/** What may be chosen, as one fact: whole values, "a, b, c", as many as a fact has room for. */
export function choicesFact(values: readonly string[]): Fact[] {
  let text = "";
  for (const value of values) {
    const longer = text === "" ? value : `${text}, ${value}`;
    if (longer.length > longest) break;
    text = longer;
  }
  return text === "" ? [] : [{ kind: "choices", value: text }];
}
