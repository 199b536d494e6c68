import type { Address } from "#contract";
import type { Authority } from "./authority.js";
import { match } from "./linear.js";
import { decoded } from "./markup.js";
import { looksLikeSecret } from "./secret.js";

/** Other inputs that stand in an address: database, tenant, region. Never a page of the interface, never a secret. */
export function takesOf(host: string, parts: Authority, address: Address): Record<string, string> {
  const places = { host, path: parts.path, query: parts.query, fragment: parts.fragment };
  const found: Record<string, string> = {};
  for (const { input, from, pattern } of address.takes ?? []) {
    if (input in found) continue;
    const written = match(pattern, places[from])?.[1];
    if (written === undefined || written === "") continue;
    const value = from === "host" ? written : decoded(from === "query" ? written.replaceAll("+", " ") : written);
    if (from === "path" && address.pages?.includes(`/${value.toLowerCase()}`)) continue;
    if (looksLikeSecret(value) && !match(accountPattern(address, input), value)) continue;
    found[input] = value;
  }
  return found;
}

/** What an account looks like is said by the entry, be it as long as a key. */
const accountPattern = ({ account }: Address, input: string): string =>
  account?.input === input ? account.pattern : "^$";

/** The host of the interface, where people paste that of the pages. */
export function rewritten(host: string, address: Address): string | undefined {
  for (const { host: pattern, to } of address.rewrites ?? []) {
    const found = match(pattern, host);
    if (found !== null) return to.replace(/\$(\d)/g, (_, group: string) => found[Number(group)] ?? "");
  }
  return undefined;
}
