import { domainToUnicode } from "node:url";
import { parse } from "tldts";
import type { AddressReading } from "#contract";
import { accountRule } from "./account.js";
import type { Authority } from "./authority.js";
import { skeleton } from "./homograph.js";
import { hostPattern, type Addressed } from "./hosts.js";
import { rewritten, takesOf } from "./takes.js";
import type { WebOptions } from "./webOptions.js";

// What stands before a vendor's own domain when nobody's system is there.
const website =
  /^(?:w{2,4}\d?|admin|trailhead|support|help|docs?|documentation|dev|developers?|community|communities|forum|forums|blog|status|learn|learning|training|academy|university|partners?|store|shop|marketplace|apps?|appexchange|accounts?|login|id|my|me|go|info|get|try|start|portal|customers?|success|resources|events|careers|jobs|news|press|investors?|about|trust|security|download|downloads|cdn|static|assets|mail|email|api-docs|sso|signup|trial|home|web|m|launchpad|discover|ideas|feedback|kb|wiki|answers|tickets?|pages|nightly|runbot|upgrade|iap|services|system)$/;

/** Whether a host in the vendor's own domain is a page of the vendor, not a customer's system. */
export function isVendorsOwn(host: string, { suffix }: { readonly suffix: string }): boolean {
  if (host === suffix) return false;
  const below = host.endsWith(`.${suffix}`) ? host.slice(0, -(suffix.length + 1)) : undefined;
  return below !== undefined && website.test(below);
}

/** Whether a host is a vendor's web site, and which host of its cloud was meant where that can be told. */
export function vendorsSite(
  host: string,
  suffix: string | undefined,
  parts: Authority,
  { system, systems }: WebOptions,
): { proposal?: string; more?: Partial<AddressReading> } | undefined {
  const { domain } = parse(host, { allowPrivateDomains: false });
  if (domain === null) return undefined;
  if (system.domains.includes(domain) || suffix !== undefined) {
    const takes = takesOf(host, parts, system.address);
    if (takes[accountRule(system.address).input] !== undefined) return undefined;
    if (rewritten(host, system.address) !== undefined) return undefined;
    const below = host.slice(0, -(domain.length + 1));
    const proposal = suffix === undefined && below !== "" ? vendorHost(below, system) : undefined;
    return proposal === undefined ? {} : { proposal };
  }
  const vendor = systems?.vendorOf(domain);
  if (vendor === undefined || systems?.systemOf(host) !== undefined || system.category === "generic") return undefined;
  return { more: { system: { id: vendor.id, name: vendor.name } } };
}

/** "acme.atlassian.com" was meant to be acme.atlassian.net; "www.atlassian.com" was not. */
function vendorHost(below: string, { address }: Addressed): string | undefined {
  const label = below.replace(/^w{2,4}\./, "");
  if (label === "" || label.includes(".")) return undefined;
  const pattern = (address.hosts ?? []).find((text) => /^\{\w+\}\./.test(text));
  if (pattern === undefined || isVendorsOwn(`${label}.x`, { suffix: "x" })) return undefined;
  return pattern.replace(/^\{\w+\}/, label);
}

/** Whether a host is drawn like one of the vendor's and is another. */
export function vendorsLookAlike(host: string, { system }: WebOptions): boolean {
  const seen = domainToUnicode(host.toLowerCase()) || host.toLowerCase();
  const plain = skeleton(seen);
  if (plain === seen) return false;
  return [...(system.address.hosts ?? []).map((text) => hostPattern(text).suffix), ...system.domains].some(
    (suffix) =>
      suffix !== "" && !host.toLowerCase().endsWith(suffix) && (plain === suffix || plain.endsWith(`.${suffix}`)),
  );
}
