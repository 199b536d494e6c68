import type { MethodUse } from "#contract";
import { placeholders } from "./template.js";

/** What a derived input is made of in the end, and any other name as it is: where a fault is shown. */
export function sourceOf(use: MethodUse, name: string): string {
  return sourcesOf(use, [name])[0] ?? name;
}

/** Names with those that are derived replaced by what they are made of. */
export function sourcesOf({ derives = {} }: MethodUse, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const derivation = Object.hasOwn(derives, name) ? derives[name] : undefined;
    if (!derivation) return [name];
    const others = Object.fromEntries(Object.entries(derives).filter(([other]) => other !== name));
    // Made of those before it only, so it ends; leaving it out makes that certain.
    return "text" in derivation ? sourcesOf({ derives: others } as MethodUse, placeholders(derivation.text)) : [];
  });
}
