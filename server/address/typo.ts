import { distance } from "./distance.js";
import { hostPattern } from "./hosts.js";

const endings: Record<string, string> = {
  con: "com", cmo: "com", ocm: "com", vom: "com", xom: "com", comm: "com", coom: "com", cim: "com", cpm: "com", clm: "com", dom: "com", om: "com", c0m: "com", conm: "com", cok: "com", copm: "com", coml: "com", come: "com", cm: "com",
  nte: "net", ner: "net", nett: "net", ney: "net", het: "net", ent: "net", bet: "net", "n et": "net",
  ogr: "org", rog: "org", orgg: "org", prg: "org", ofg: "org", orh: "org",
  ed: "de", dee: "de", ded: "de", att: "at", coma: "com", iio: "io", oi: "io",
}; // prettier-ignore

/** The ending that was meant by one that does not exist: ".con". */
export function mendedEnding(host: string): string | undefined {
  const dot = host.lastIndexOf(".");
  const meant = endings[host.slice(dot + 1)];
  return meant === undefined ? undefined : `${host.slice(0, dot)}.${meant}`;
}

/** The host of a vendor's cloud that a host with a slip in it was meant to be ("acme.zendsek.com"). */
export function meantHost(host: string, patterns: readonly string[]): string | undefined {
  const labels = host.split(".");
  for (const pattern of patterns) {
    const { suffix, test } = hostPattern(pattern);
    if (suffix === "" || suffix === pattern.toLowerCase()) continue;
    const proposal = withSuffix(labels, host, suffix);
    if (proposal !== undefined && proposal !== host && test.test(proposal)) return proposal;
  }
  return undefined;
}

function withSuffix(labels: readonly string[], host: string, suffix: string): string | undefined {
  const parts = suffix.split(".");
  // A whole ending too many, or the first label doubled: "acme.odoo.com.com", "acme.odoo.comacme.odoo.com".
  const inside = host.indexOf(`.${suffix}`);
  if (inside > 0) return host.slice(0, inside).replace(/^(?:www|https?|w{2,4})\./, "") + `.${suffix}`;
  // The end was left off: "acme.my.salesforce".
  for (let kept = parts.length - 1; kept > 0; kept--) {
    const head = `.${parts.slice(0, kept).join(".")}`;
    if (host.endsWith(head) && host.length > head.length) return host.slice(0, -head.length) + `.${suffix}`;
  }
  // The dots were left off: "acme.odoocom", "acmeodoo.com" only where nothing else could be meant.
  const joined = parts.join("");
  const flat = labels.at(-1)!;
  if (flat === joined && labels.length > 1) return `${labels.slice(0, -1).join(".")}.${suffix}`;
  for (const taken of [parts.length, parts.length - 1, parts.length + 1]) {
    if (taken < 1 || taken >= labels.length) continue;
    const end = labels.slice(-taken).join(".");
    const most = suffix.length < 10 ? 1 : 2;
    if (end !== suffix && distance(end, suffix, most) <= most) return `${labels.slice(0, -taken).join(".")}.${suffix}`;
  }
  return undefined;
}
