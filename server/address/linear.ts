import { RE2JS } from "re2js";

const compiled = new Map<string, RE2JS>();

/** Groups of the first match of an entry's pattern (RE2, linear in the text), or null. Group 0 is the whole. */
export function match(pattern: string, text: string): (string | undefined)[] | null {
  let re = compiled.get(pattern);
  if (re === undefined) compiled.set(pattern, (re = RE2JS.compile(pattern)));
  const found = re.matcher(text);
  if (!found.find()) return null;
  return Array.from({ length: found.groupCount() + 1 }, (_, group) => found.group(group) ?? undefined);
}
