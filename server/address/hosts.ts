import type { Address } from "#contract";

/** What the reader needs to know of a system. */
export interface Addressed {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly domains: readonly string[];
  readonly address: Address;
}

/** A host pattern, taken apart. */
export interface HostPattern {
  readonly pattern: string;
  /** The labels without a stand-in at its end: "my.salesforce.com". */
  readonly suffix: string;
  readonly test: RegExp;
  readonly names: readonly string[];
}

const taken = new Map<string, HostPattern>();

/** Reads "{tenant}.odoo.com"; a stand-in is one DNS label or a part of one. */
export function hostPattern(pattern: string): HostPattern {
  const known = taken.get(pattern);
  if (known !== undefined) return known;
  const names: string[] = [];
  const source = pattern
    .toLowerCase()
    .split(/(\{[a-zA-Z]+\})/)
    .map((part, at) => {
      if (at % 2 === 0) return part.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
      names.push(part.slice(1, -1));
      return "([a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)";
    })
    .join("");
  const labels = pattern.toLowerCase().split(".");
  const lastOpen = labels.findLastIndex((label) => label.includes("{"));
  const made = { pattern, suffix: labels.slice(lastOpen + 1).join("."), test: new RegExp(`^${source}$`), names };
  taken.set(pattern, made);
  return made;
}

/** Words by which a system itself goes: its name, those of its maker's domains and clouds. */
export const namesOf = ({ name, domains, address }: Addressed): string[] => [
  name.toLowerCase().replace(/[^a-z0-9]/g, ""),
  ...domains.map((domain) => domain.split(".")[0]!),
  ...(address.hosts ?? []).map((text) => hostPattern(text).suffix.split(".").at(-2) ?? ""),
];

/** Values of the stand-ins, or undefined where the host is not one of the pattern's. */
export function readPattern({ test, names }: HostPattern, host: string): Record<string, string> | undefined {
  const found = test.exec(host);
  return found === null ? undefined : Object.fromEntries(names.map((name, at) => [name, found[at + 1]!]));
}

/** Whose cloud a host is in, by all host patterns of a catalogue; and whose web site. */
export interface HostIndex {
  systemOf(host: string): Addressed | undefined;
  /** The one system of that vendor; null where there are several, undefined where the domain is no vendor's. */
  vendorOf(domain: string): Addressed | null | undefined;
}

export function createHostIndex(systems: readonly Addressed[]): HostIndex {
  const bySuffix = new Map<string, { pattern: HostPattern; system: Addressed }[]>();
  const byDomain = new Map<string, Addressed | null>();
  for (const system of systems) {
    for (const text of system.address.hosts ?? []) {
      const pattern = hostPattern(text);
      const known = bySuffix.get(pattern.suffix);
      if (known === undefined) bySuffix.set(pattern.suffix, [{ pattern, system }]);
      else known.push({ pattern, system });
    }
    for (const domain of system.domains) byDomain.set(domain, byDomain.has(domain) ? null : system);
  }
  return {
    vendorOf: (domain) => byDomain.get(domain),
    systemOf(host) {
      const labels = host.split(".");
      // The longest ending first: "my.salesforce.com" says more than "salesforce.com".
      for (let from = 0; from < labels.length; from++) {
        const found = bySuffix.get(labels.slice(from).join("."))?.find(({ pattern }) => pattern.test.test(host));
        if (found !== undefined) return found.system;
      }
      return undefined;
    },
  };
}
