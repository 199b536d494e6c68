import { parse } from "tldts";
import type { AddressReading } from "#contract";
import { accepted } from "./accepted.js";
import { splitAuthority, type Authority } from "./authority.js";
import { readElsewhere } from "./elsewhere.js";
import { readHost, type HostReading } from "./host.js";
import { hostPattern, type Addressed, type HostPattern } from "./hosts.js";
import { isPlaceholder } from "./placeholder.js";
import { readPort } from "./port.js";
import { confirm, error } from "./reading.js";
import { readSingleLabel } from "./singleLabel.js";
import { rewritten } from "./takes.js";
import { mendedEnding, meantHost } from "./typo.js";
import { isVendorsOwn, vendorsLookAlike, vendorsSite } from "./vendor.js";
import type { Opened, WebOptions } from "./webOptions.js";

/** Reads an http(s) address for a system. */
export function readWebAddress(opened: Opened, options: WebOptions): AddressReading {
  const parts = splitAuthority(opened.rest);
  if (parts.userinfo !== undefined) {
    if (opened.secure === undefined && !parts.host.includes(".")) return error("not_an_address");
    return withoutUserinfo(parts, opened, options);
  }
  // Some readers would go to what follows the "@": "https://one.example\\@two.example".
  if (/^[^/]*\\+@/.test(opened.rest)) return error("credentials_in_url");
  if (/^\.+[^.]+\./.test(parts.host))
    return confirm(readWebAddress({ ...opened, rest: opened.rest.replace(/^\.+/, "") }, options), "typo");
  const swallowed = /^\/+:(\d{1,5})(?=\/|$)/.exec(parts.path);
  if (swallowed !== null && parts.port === undefined) {
    const mended = `${parts.host}:${swallowed[1]!}${parts.path.slice(swallowed[0].length)}`;
    return confirm(readWebAddress({ ...opened, rest: mended }, options), "typo");
  }
  const listed = /^([^,;]+)[,;](\d{2,5})$/.exec(parts.host);
  if (listed !== null) {
    const mended = opened.rest.replace(parts.host, `${listed[1]}:${listed[2]}`);
    return confirm(readWebAddress({ ...opened, rest: mended }, options), "typo");
  }
  const dotted = /^(.+\.[a-z]{2,})\.(\d{2,5})$/i.exec(parts.host);
  if (dotted !== null && parts.port === undefined) {
    const mended = opened.rest.replace(parts.host, `${dotted[1]}:${dotted[2]}`);
    return confirm(readWebAddress({ ...opened, rest: mended }, options), "typo");
  }
  if (/[^.],[^.]|\.{2,}/.test(parts.host)) {
    const mended = parts.host.replace(/[.,]+/g, ".");
    return confirm(readWebAddress({ ...opened, rest: opened.rest.replace(parts.host, mended) }, options), "typo");
  }
  const port = readPort(parts.port);
  const host = readHost(parts.host);
  if ("code" in host) return error(vendorsLookAlike(parts.host, options) ? "homograph" : host.code);
  if ("code" in port) {
    const words = host.kind === "single" && opened.secure === undefined && /^[a-z]/i.test(parts.port ?? "");
    return error(words ? "not_an_address" : port.code);
  }
  if (host.kind === "single") {
    const answer = readSingleLabel(host.host, parts, opened, options);
    const unreachable = answer.code === "single_label" || answer.code === "private_address";
    // A name of the office's own network is an address only where the operator lets us go there.
    if (!unreachable || !options.allowPrivate(host.host, portOf(port.port, opened.secure))) return answer;
  }
  const reading = judge(host, port.port, parts, opened, options);
  return port.guessed ? confirm(reading, "typo") : reading;
}

const portOf = (port: number | undefined, secure: boolean | undefined) => port ?? (secure === false ? 80 : 443);

function judge(
  host: Extract<HostReading, { host: string }>,
  port: number | undefined,
  parts: Authority,
  opened: Opened,
  options: WebOptions,
): AddressReading {
  const { system, systems } = options;
  const name = host.host;
  const patterns = (system.address.hosts ?? []).map(hostPattern);
  const own = patterns.find(({ test }) => test.test(name));
  const propose = (better: string, code: "typo" | "suggest_vendor_domain") =>
    confirm(readWebAddress({ ...opened, rest: opened.rest.replace(parts.host, better) }, options), code);

  if (host.private && !options.allowPrivate(name, portOf(port, opened.secure))) return error("private_address");
  if (host.kind === "name" && !host.private) {
    if (isPlaceholder(name, own !== undefined || systems?.systemOf(name) !== undefined)) return error("placeholder");
    if (vendorsLookAlike(name, options)) return error("homograph");
    if (own === undefined || isVendorsOwn(name, own)) {
      const elsewhere = readElsewhere(name, parts.path, parts.query);
      if (elsewhere?.inner !== undefined) return unwrapped(options.again(elsewhere.inner));
      if (elsewhere !== undefined && own?.suffix !== name) return error(elsewhere.code);
      const deeper = own === undefined && isDeeper(name, patterns, system);
      const vendors = deeper ? undefined : vendorsSite(name, own?.suffix, parts, options);
      if (vendors?.proposal !== undefined) return propose(vendors.proposal, "typo");
      if (vendors !== undefined) return error("vendor_website", vendors.more);
    }
    // The scheme ran into the name: "https.acme.example", "httpsacme.example".
    const swallowed = /^https?\.?(?=[a-z0-9][a-z0-9-]*\.)/.exec(name);
    if (swallowed !== null && name.slice(swallowed[0].length).split(".").length > 2) {
      return propose(name.slice(swallowed[0].length), "typo");
    }
    if (own === undefined && rewritten(name, system.address) === undefined) {
      const other = systems?.systemOf(name);
      if (other !== undefined && other.id !== system.id && system.category !== "generic") {
        return error("wrong_system", { system: { id: other.id, name: other.name } });
      }
      const meant = meantHost(name, system.address.hosts ?? []);
      if (meant !== undefined && meant !== name && !isDeeper(name, patterns, system)) return propose(meant, "typo");
      const ending = host.unknownEnding ? mendedEnding(name) : undefined;
      if (ending !== undefined) return propose(ending, "typo");
      if (host.unknownEnding) return error("not_an_address");
      if (system.address.hostsOnly === true) return error("custom_domain");
    }
  }
  if (own === undefined && host.kind !== "name" && system.address.hostsOnly === true) return error("custom_domain");
  return accepted(host, port, parts, opened, options);
}

/** test.acme.odoo.com is in the vendor's cloud though the pattern names one label. */
function isDeeper(host: string, patterns: HostPattern[], system: Addressed): boolean {
  if (system.address.hostsOnly === true || /^w{2,4}\./.test(host)) return false;
  return patterns.some(
    ({ suffix }) => host.endsWith(`.${suffix}`) && host.indexOf(`.${suffix}`) === host.length - suffix.length - 1,
  );
}

/** The address without what stood before its "@", unless that is where the person may have wanted to go. */
function withoutUserinfo(parts: Authority, opened: Opened, options: WebOptions): AddressReading {
  const before = parts.userinfo!.split(":")[0]!;
  if (before.includes(".") && !before.includes("@") && parse(before, { allowPrivateDomains: false }).isIcann === true) {
    return error("credentials_in_url");
  }
  const rest = opened.rest.slice(opened.rest.indexOf("@", parts.userinfo!.length) + 1);
  return confirm(readWebAddress({ ...opened, rest }, options), "credentials_in_url");
}

function unwrapped(inner: AddressReading): AddressReading {
  return inner.answer === "error" ? error("wrapped_link") : { ...inner, answer: "confirm", code: "wrapped_link" };
}
