import type { Address } from "#contract";
import type { Authority } from "./authority.js";
import { match } from "./linear.js";

/** Other inputs that stand in an address: database, tenant, region. */
export function takesOf(host: string, parts: Authority, address: Address): Record<string, string> {
  const places = { host, path: parts.path, query: parts.query, fragment: parts.fragment };
  const found: Record<string, string> = {};
  for (const { input, from, pattern } of address.takes ?? []) {
    const value = match(pattern, places[from])?.[1];
    if (value !== undefined && value !== "" && !(input in found)) found[input] = value;
  }
  return found;
}

/** The host of the interface, where people paste that of the pages. */
export function rewritten(host: string, address: Address): string | undefined {
  for (const { host: pattern, to } of address.rewrites ?? []) {
    const found = match(pattern, host);
    if (found !== null) return to.replace(/\$(\d)/g, (_, group: string) => found[Number(group)] ?? "");
  }
  return undefined;
}
