import type { AddressReading } from "#contract";
import { accepted } from "./accepted.js";
import type { Authority } from "./authority.js";
import { readElsewhere } from "./elsewhere.js";
import type { HostReading } from "./host.js";
import { hostPattern, type HostPattern } from "./hosts.js";
import { startsWithPage } from "./path.js";
import { isPlaceholder } from "./placeholder.js";
import { confirm, error } from "./reading.js";
import { rewritten } from "./takes.js";
import { mendedEnding, meantHost, missingDot } from "./typo.js";
import { isVendorsOwn, isWebsite, vendorHost, vendorsLookAlike, vendorsSite } from "./vendor.js";
import type { Opened, WebOptions } from "./webOptions.js";

interface Judging extends WebOptions {
  read(opened: Opened, options: WebOptions): AddressReading;
}

/** Says whose a host is, and what is to be made of that: the system's own, another's, nobody's, mistyped. */
export function judge(
  host: Extract<HostReading, { host: string }>,
  port: number | undefined,
  parts: Authority,
  opened: Opened,
  options: Judging,
): AddressReading {
  const { system, systems } = options;
  const { address } = system;
  const name = host.host;
  const patterns = (address.hosts ?? []).map(hostPattern);
  // An exact host says more than one with a stand-in.
  const own = patterns.find(({ pattern }) => pattern === name) ?? patterns.find(({ test }) => test.test(name));
  const propose = (better: string, code: "typo" | "suggest_vendor_domain") =>
    confirm(options.read({ ...opened, rest: opened.rest.replace(parts.host, () => better) }, options), code);
  const usual = opened.secure === false ? 80 : 443;
  const isRewritten = rewritten(name, address) !== undefined;

  if (host.private && !options.allowPrivate(name, port ?? usual)) return error("private_address");
  if (host.kind === "name" && !host.private) {
    if (isPlaceholder(name, own !== undefined || systems?.systemOf(name) !== undefined)) return error("placeholder");
    if (vendorsLookAlike(name, options)) return error("homograph");
    const meant = own ? undefined : meantHost(name, address.hosts ?? [], host.unknownEnding);
    if (meant !== undefined && patterns.some(({ suffix }) => name.includes(`.${suffix}.`)))
      return propose(meant, "typo");
    if (own === undefined ? !isRewritten : isVendorsOwn(name, own)) {
      const isOwn = (other: string) => patterns.some(({ test }) => test.test(other));
      const page = startsWithPage(parts.path, address) ? "" : parts.path;
      const elsewhere = readElsewhere(name, page, parts.query, isOwn);
      if (elsewhere?.inner !== undefined) return unwrapped(options.again(elsewhere.inner));
      if (elsewhere !== undefined && own?.suffix !== name) return error(elsewhere.code);
      const other = own ? undefined : systems?.systemOf(name);
      if (other !== undefined && other.id !== system.id && system.category !== "generic") {
        return error("wrong_system", { system: { id: other.id, name: other.name } });
      }
      const vendors =
        own === undefined && isDeeper(name, patterns) ? undefined : vendorsSite(name, own?.suffix, parts, options);
      const better = vendors?.proposal ?? (vendors && !isWebsite(name) ? meant : undefined);
      if (better !== undefined && better !== name) return propose(better, "typo");
      if (vendors !== undefined) return error("vendor_website", vendors.more);
    }
    // The scheme ran into the name: "https.acme.example", "httpsacme.example".
    const swallowed = /^https?\.?(?=[a-z0-9][a-z0-9-]*\.)/.exec(name);
    if (swallowed !== null && name.slice(swallowed[0].length).split(".").length > 2) {
      return propose(name.slice(swallowed[0].length), "typo");
    }
    if (own === undefined && !isRewritten) {
      const better =
        (address.hostsOnly !== true && isDeeper(name, patterns) ? undefined : meant) ??
        (host.unknownEnding ? (bareVendor(name, options) ?? mendedEnding(name)) : undefined) ??
        (address.hostsOnly === true ? missingDot(name, address.hosts ?? []) : undefined);
      if (better !== undefined && better !== name) return propose(better, "typo");
      if (host.unknownEnding) return error("not_an_address");
      if (address.hostsOnly === true) return error("custom_domain");
    }
    if (own !== undefined && leadsToAnother(parts.path, name, patterns)) return error("several_addresses");
  }
  if (own === undefined && host.kind !== "name" && address.hostsOnly === true) return error("custom_domain");
  return accepted(host, port, parts, opened, options);
}

/** test.acme.odoo.com is in the vendor's cloud though the pattern names one label. */
function isDeeper(host: string, patterns: readonly HostPattern[]): boolean {
  if (/^w{2,4}\./.test(host)) return false;
  const labels = host.split(".").slice(0, 12);
  return labels.some((_, from) => from > 0 && patterns.some(({ test }) => test.test(labels.slice(from).join("."))));
}

/** "acme.coupa": the vendor's name without the end of its cloud. */
function bareVendor(host: string, { system }: WebOptions): string | undefined {
  const dot = host.lastIndexOf(".");
  const brand = host.slice(dot + 1);
  const known = system.domains.some((domain) => domain.split(".")[0] === brand);
  return known ? vendorHost(host.slice(0, dot), brand, system) : undefined;
}

/** "acme.odoo.com/acme2.odoo.com": two, with a slash between. */
const leadsToAnother = (path: string, host: string, patterns: readonly HostPattern[]): boolean => {
  const first = path.slice(1).split("/", 1)[0]!.toLowerCase();
  return first !== host && first.length < 254 && patterns.some(({ test }) => test.test(first));
};

function unwrapped(inner: AddressReading): AddressReading {
  const { system } = inner;
  return inner.answer === "error"
    ? error("wrapped_link", { ...(system && { system }) })
    : { ...inner, answer: "confirm", code: "wrapped_link" };
}
