import type { Draft } from "../flow/state.js";

/**
 * A link of a step, with the address that was read in the place of `{address}`. Null until the address is known, and
 * for whatever would not be an http(s) page: it goes into an `href`.
 */
export function linkOf(template: string | undefined, draft: Draft): string | null {
  if (template === undefined) return null;
  const address = draft.reading?.answer === "ok" ? draft.reading.url : undefined;
  let complete = true;
  const text = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === "address" && address !== undefined) return address.replace(/\/$/, "");
    const value = name === "address" ? undefined : draft.reading?.takes[name];
    if (value === undefined) complete = false;
    return encodeURIComponent(value ?? "");
  });
  if (!complete || !URL.canParse(text)) return null;
  const { protocol, href } = new URL(text);
  return protocol === "https:" || protocol === "http:" ? href : null;
}
