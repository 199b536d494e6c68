import { RE2JS } from "re2js";

// A page of a stranger is matched in linear time, and never more of it than this many characters.
const most = 128 * 1024;
const compiled = new Map<string, RE2JS>();

/** Whether an RE2 pattern occurs in a text. Patterns come from entries, so each is compiled once. */
export function occurs(pattern: string, text: string): boolean {
  return compile(pattern).matcher(text.slice(0, most)).find();
}

/** The first group of the first match, or the whole match where the pattern has no group. */
export function firstGroup(pattern: string, text: string): string | undefined {
  const matcher = compile(pattern).matcher(text.slice(0, most));
  if (!matcher.find()) return undefined;
  return matcher.group(matcher.groupCount() > 0 ? 1 : 0) ?? undefined;
}

function compile(pattern: string): RE2JS {
  const known = compiled.get(pattern);
  if (known) return known;
  const fresh = RE2JS.compile(pattern);
  compiled.set(pattern, fresh);
  return fresh;
}
