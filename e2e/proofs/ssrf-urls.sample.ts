import type { SsrfCase } from "./ssrf-urls.case.js";

const ownInCorpus = "connect.example.com";

/**
 * The product knows the names of documentation (RFC 2606) for what they are and asks for a real one, so they get one
 * here, where nobody can be reached by it.
 */
const realName = (text: string): string =>
  text.replace(/\bexample\.(com|net|org)\b/g, "kugelwerk.$1").replace(/\.example(?![\w.-])/g, ".kugelwerk.com");

/** The product's own host. */
export const ownHost = realName(ownInCorpus);

/**
 * So many cases, the same ones each time: one of each class in turn, in the order of their ids. Left out are rules that
 * an operator cannot give to a tenant while the server runs: his own settings, and a name and a range in one.
 */
export function sampleOf(cases: readonly SsrfCase[], count: number): SsrfCase[] {
  const classes = new Map<string, SsrfCase[]>();
  for (const one of [...cases].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (isGivable(one)) classes.set(one.class, [...(classes.get(one.class) ?? []), one]);
  }
  const waiting = [...classes.keys()].sort().map((name) => classes.get(name)!);
  const sample: SsrfCase[] = [];
  while (sample.length < count && waiting.some((rest) => rest.length > 0)) {
    for (const rest of waiting) if (sample.length < count) sample.push(...rest.splice(0, 1));
  }
  return sample.map((one) => ({ ...(JSON.parse(realName(JSON.stringify(one))) as SsrfCase), id: one.id }));
}

function isGivable({ policy = {} }: SsrfCase): boolean {
  const { allow = [], operator, tenant, self_hosts: own = [] } = policy;
  const oneSided = allow.every(
    (rule) => rule.tenant === undefined && (rule.cidr === undefined) !== (rule.host === undefined),
  );
  return oneSided && !operator && tenant === undefined && own.every((host) => host === ownInCorpus);
}
