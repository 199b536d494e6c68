import { distance } from "./distance.js";
import { drawn } from "./homograph.js";
import { hostPattern } from "./hosts.js";

const endings: Record<string, string> = {
  con: "com", cmo: "com", ocm: "com", vom: "com", xom: "com", comm: "com", coom: "com", cim: "com", cpm: "com", clm: "com", dom: "com", om: "com", c0m: "com", conm: "com", cok: "com", copm: "com", coml: "com", come: "com", cm: "com",
  nte: "net", ner: "net", nett: "net", ney: "net", het: "net", ent: "net", bet: "net", "n et": "net",
  ogr: "org", rog: "org", orgg: "org", prg: "org", ofg: "org", orh: "org",
  ed: "de", dee: "de", ded: "de", att: "at", coma: "com", iio: "io", oi: "io",
}; // prettier-ignore

const common = ["com", "net", "org", "info", "biz", "cloud", "online", "shop", "app", "dev", "tech", "solutions"];

/** The ending that was meant by one that does not exist: ".con". */
export function mendedEnding(host: string): string | undefined {
  const dot = host.lastIndexOf(".");
  const written = host.slice(dot + 1);
  const meant =
    endings[written] ??
    common.find((ending) => drawn(written) === drawn(ending)) ??
    common.find((ending) => written.length > 2 && distance(written, ending, 1) <= 1);
  return meant === undefined ? undefined : `${host.slice(0, dot)}.${meant}`;
}

/**
 * The host of a vendor's cloud that a host with a slip in it was meant to be ("acme.zendsek.com").
 * @param unknownEnding whether no name ends so: then the end may be missing
 */
export function meantHost(host: string, patterns: readonly string[], unknownEnding: boolean): string | undefined {
  const labels = host.split(".");
  for (const pattern of patterns) {
    const { suffix, test } = hostPattern(pattern);
    if (suffix === "" || suffix === pattern.toLowerCase()) continue;
    const proposal = withSuffix(labels, host, suffix, unknownEnding);
    if (proposal !== undefined && proposal !== host && test.test(proposal)) return proposal;
  }
  return undefined;
}

function withSuffix(labels: readonly string[], host: string, suffix: string, unknown: boolean): string | undefined {
  const parts = suffix.split(".");
  // A whole ending too many, or the first label doubled: "acme.odoo.com.com", "acme.odoo.comacme.odoo.com".
  const inside = host.indexOf(`.${suffix}`);
  if (inside > 0) return host.slice(0, inside).replace(/^(?:www|https?|w{2,4})\./, "") + `.${suffix}`;
  // The end was left off, to a dot or in a word: "acme.my.salesforce", "acme.odoo.c".
  for (let kept = parts.length - 1; kept > 0; kept--) {
    const head = `.${parts.slice(0, kept).join(".")}`;
    if (host.endsWith(head) && host.length > head.length) return host.slice(0, -head.length) + `.${suffix}`;
    const at = host.lastIndexOf(`${head}.`);
    if (unknown && at > 0 && suffix.startsWith(host.slice(at + 1))) return `${host.slice(0, at)}.${suffix}`;
  }
  // The dots were left off: "acme.odoocom", "acme.my.salesforcecom".
  const flat = labels.at(-1)!;
  if (flat === parts.join("") && labels.length > 1) return `${labels.slice(0, -1).join(".")}.${suffix}`;
  for (const taken of [parts.length, parts.length - 1, parts.length + 1]) {
    if (taken < 1 || taken >= labels.length) continue;
    const end = labels.slice(-taken).join(".");
    const most = suffix.length < 10 ? 1 : 2;
    const near = distance(end, suffix, most) <= most || (end.length < 64 && drawn(end) === drawn(suffix));
    if (end !== suffix && near) return `${labels.slice(0, -taken).join(".")}.${suffix}`;
  }
  // Both: "acme.zendsk" for zendesk.com, where no name ends so.
  const brand = parts.slice(0, -1).join(".");
  const last = labels.slice(1 - parts.length).join(".");
  if (unknown && parts.length > 1 && labels.length >= parts.length && brand.length > 4 && distance(last, brand, 1) <= 1)
    return `${labels.slice(0, 1 - parts.length).join(".")}.${suffix}`;
  return undefined;
}

/** "acmezendesk.com": only the dot is missing. For systems that exist nowhere else. */
export function missingDot(host: string, patterns: readonly string[]): string | undefined {
  for (const pattern of patterns) {
    const { suffix, test } = hostPattern(pattern);
    if (suffix.length < 6 || !host.endsWith(suffix) || host.endsWith(`.${suffix}`)) continue;
    const proposal = `${host.slice(0, -suffix.length).replace(/-$/, "")}.${suffix}`;
    if (test.test(proposal)) return proposal;
  }
  return undefined;
}
