import { domainToUnicode } from "node:url";
import { parse } from "tldts";
import type { AddressReading } from "#contract";
import { accountRule } from "./account.js";
import type { Authority } from "./authority.js";
import { drawn, skeleton } from "./homograph.js";
import { hostPattern, type Addressed } from "./hosts.js";
import { rewritten, takesOf } from "./takes.js";
import type { WebOptions } from "./webOptions.js";

// What stands before a vendor's domain when nobody's system is there: in its cloud, and where there are no customers.
const inCloud =
  /^(?:w{2,4}\d?|admin|trailhead|support|help|docs?|documentation|developers?|community|communities|forums?|blog|status|learn|[a-z]*learning|training|academy|university|partners?|marketplace|apps?|appexchange|accounts?|auth|login|logon|signin|sign-?on|signup|sso|id|my|me|hi|info|portal|suppliers?|about|trust|cdn|static|assets|email|api|api-docs|nightly|runbot|upgrade|iap|launchpad)$/;
const onSite =
  /^(?:dev|discuss|store|shop|go|hub|get|try|start|customers?|success|compass|resources|events|careers|jobs|news|press|investors?|security|downloads?|mail|trial|home|web|m|discover|experience|ideas|feedback|kb|wiki|answers|tickets?|pages|services|system|cloud|checkout|lcs)$/;
const website = { test: (label: string) => inCloud.test(label) || onSite.test(label) };

/** Whether a name in a vendor's cloud is the vendor's own: nobody's account is called so. */
export const isVendorsPage = (label: string): boolean => inCloud.test(label);

/** Whether one of a host's words is that of a vendor's page. */
export const isWebsite = (host: string): boolean =>
  host
    .split(".")
    .slice(0, -2)
    .some((label) => website.test(label));

/** Whether a host in the vendor's own domain is a page of the vendor, not a customer's system. */
export function isVendorsOwn(host: string, { suffix }: { readonly suffix: string }): boolean {
  if (host === suffix) return false;
  const below = host.endsWith(`.${suffix}`) ? host.slice(0, -(suffix.length + 1)) : undefined;
  return below !== undefined && inCloud.test(below);
}

type Site = { proposal?: string; more?: Partial<AddressReading> };

/** Whether a host is a vendor's web site, and which host of its cloud was meant where that can be told. */
export function vendorsSite(
  host: string,
  suffix: string | undefined,
  parts: Authority,
  { system, systems }: WebOptions,
): Site | undefined {
  const { domain, domainWithoutSuffix: brand } = parse(host, { allowPrivateDomains: false });
  const patterns = (system.address.hosts ?? []).map(hostPattern);
  if (suffix === undefined && patterns.some((pattern) => pattern.names.length > 0 && pattern.suffix === host))
    return {};
  if (domain === null) return undefined;
  if (system.domains.includes(domain) || suffix !== undefined) {
    const takes = takesOf(host, parts, system.address);
    if (takes[accountRule(system.address).input] !== undefined) return undefined;
    if (rewritten(host, system.address) !== undefined) return undefined;
    const below = host.slice(0, -(domain.length + 1));
    const proposal = suffix === undefined && below !== "" ? vendorHost(below, brand ?? "", system) : undefined;
    return proposal === undefined ? {} : { proposal };
  }
  if (system.category === "generic") return undefined;
  const elsewhere = otherEnding(host, domain, brand ?? "", system);
  if (elsewhere !== undefined) return elsewhere;
  const vendor = systems?.vendorOf(domain);
  if (vendor === undefined || systems?.systemOf(host) !== undefined) return undefined;
  return vendor === null || vendor.id === system.id ? {} : { more: { system: { id: vendor.id, name: vendor.name } } };
}

/** The vendor's name under another ending: its site in another country, or "acme.zendesk.net" for zendesk.com. */
function otherEnding(host: string, domain: string, brand: string, system: Addressed): Site | undefined {
  const below = host.slice(0, -(domain.length + 1));
  const suffixes = (system.address.hosts ?? []).map((text) => hostPattern(text).suffix);
  const same = suffixes.find((suffix) => suffix !== domain && parse(suffix).domainWithoutSuffix === brand);
  const known = same !== undefined || system.domains.some((own) => parse(own).domainWithoutSuffix === brand);
  if (!known || brand === "" || suffixes.some((suffix) => host.endsWith(`.${suffix}`))) return undefined;
  if (below === "" || website.test(below)) return {};
  return same === undefined || same.split(".")[0] !== brand ? undefined : { proposal: `${below}.${same}` };
}

/** Patterns whose stand-in is the customer's name; a region's or a machine's is nobody's to guess. */
const customers = /^\{(?:account|tenant|site|instance|store|subdomain|company|organi[sz]ation|workspace)\}\.[^{}]+$/;

/** "acme.atlassian.com" was meant to be acme.atlassian.net; "www.atlassian.com" was not. */
export function vendorHost(below: string, brand: string, { address }: Addressed): string | undefined {
  const label = below.replace(/^w{2,4}\./, "");
  if (label === "" || label.includes(".") || website.test(label)) return undefined;
  if (address.url?.includes("{") !== true && address.hostsOnly !== true) return undefined;
  const flat = (text: string) => text.replace(/[.-]/g, "");
  const named = (address.hosts ?? [])
    .filter((text) => customers.test(text) && flat(text).includes(flat(brand)))
    .map((text) => text.replace(/^\{\w+\}\./, ""));
  // The pattern that is most like the vendor's name: "frappe.cloud" for frappecloud.
  const [nearest] = named.sort(
    (a, b) => Math.abs(flat(a).length - brand.length) - Math.abs(flat(b).length - brand.length),
  );
  const templated = address.url === undefined ? undefined : /\{\w+\}\.([^/:{}]+)/.exec(address.url)?.[1];
  const chosen = templated !== undefined && named.includes(templated) ? templated : nearest;
  return chosen === undefined || brand === "" ? undefined : `${label}.${chosen}`;
}

/** Whether a host is drawn like one of the vendor's and is another. */
export function vendorsLookAlike(host: string, { system }: WebOptions): boolean {
  if (host.length > 253) return false;
  const typed = host.toLowerCase();
  const seen = typed.includes("xn--") ? domainToUnicode(typed) || typed : typed;
  const suffixes = [...(system.address.hosts ?? []).map((text) => hostPattern(text).suffix), ...system.domains];
  // "odoo.com.evil.example": the vendor's name stands where it says nothing.
  if (
    suffixes.some((suffix) => suffix.includes(".") && typed.startsWith(`${suffix}.`)) &&
    parse(typed).domain !== typed
  )
    return true;
  if (/^[\x00-\x7f]*$/.test(seen)) return false;
  const likely = [skeleton(seen), drawn(seen)];
  return suffixes.some(
    (suffix) =>
      suffix !== "" &&
      !typed.endsWith(suffix) &&
      likely.some((plain) => plain === suffix || plain.endsWith(`.${suffix}`)),
  );
}
