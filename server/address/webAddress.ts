import { domainToUnicode } from "node:url";
import type { AddressReading } from "#contract";
import { parse } from "tldts";
import { accountRule, accountUrl, readAccount } from "./account.js";
import { splitAuthority, type Authority } from "./authority.js";
import { readElsewhere } from "./elsewhere.js";
import { readHost } from "./host.js";
import { skeleton } from "./homograph.js";
import { hostPattern, readPattern, type Addressed, type HostIndex } from "./hosts.js";
import { match } from "./linear.js";
import { readPath } from "./path.js";
import { isPlaceholder } from "./placeholder.js";
import { readPort } from "./port.js";
import { changes, confirm, error } from "./reading.js";
import { looksLikeSecret } from "./secret.js";
import { mendedEnding, meantHost } from "./typo.js";
import { isVendorsOwn } from "./vendor.js";

export interface WebOptions {
  readonly system: Addressed;
  readonly systems?: HostIndex;
  /** Whether an address that is not public may be reached, by the operator's rules. */
  readonly allowPrivate: (host: string, port: number) => boolean;
  /** Reads an address that was wrapped in another. */
  readonly again: (inner: string) => AddressReading;
}

/** An address whose scheme was read off, and what was done to it until here. */
export interface Opened {
  readonly rest: string;
  readonly secure: boolean | undefined;
  readonly cleaned: boolean;
  readonly unicode: boolean;
}

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
  if (host.kind === "single" && !options.allowPrivate(host.host, portOf(port.port, opened.secure))) {
    return single(host.host, parts, opened, options);
  }
  const reading = judge(host, port.port, parts, opened, options);
  return port.guessed ? confirm(reading, "typo") : reading;
}

const portOf = (port: number | undefined, secure: boolean | undefined) => port ?? (secure === false ? 80 : 443);

function judge(
  host: Extract<ReturnType<typeof readHost>, { host: string }>,
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
  if (host.kind === "ip" && system.address.hostsOnly === true) return error("custom_domain");
  return accepted(host, port, parts, opened, options);
}

/** test.acme.odoo.com is in the vendor's cloud though the pattern names one label. */
function isDeeper(host: string, patterns: ReturnType<typeof hostPattern>[], system: Addressed): boolean {
  if (system.address.hostsOnly === true || /^w{2,4}\./.test(host)) return false;
  return patterns.some(
    ({ suffix }) => host.endsWith(`.${suffix}`) && host.indexOf(`.${suffix}`) === host.length - suffix.length - 1,
  );
}

function accepted(
  host: Extract<ReturnType<typeof readHost>, { host: string }>,
  port: number | undefined,
  parts: Authority,
  opened: Opened,
  { system, systems }: WebOptions,
): AddressReading {
  const { address } = system;
  const defaultPort = port === undefined || port === (opened.secure === false ? 80 : 443);
  if (opened.secure === false && port === 443) {
    return confirm(
      accepted(host, undefined, parts, { ...opened, secure: true }, { system, systems } as WebOptions),
      "typo",
    );
  }
  const secure = opened.secure !== false || defaultPort;
  const name = rewritten(host.host, address) ?? host.host;
  const path = readPath(parts.path, address);
  const values = Object.assign(
    {},
    ...(address.hosts ?? []).map((text) => readPattern(hostPattern(text), name) ?? {}),
  ) as Record<string, string>;
  const takes = takesOf(host.host, parts, address);
  const base = `${secure ? "https" : "http"}://${name}${defaultPort ? "" : `:${port}`}`;
  const other = systems?.systemOf(host.host);
  const reading: AddressReading = {
    answer: "ok",
    url: base + path,
    changed: changes({
      scheme_added: opened.secure === undefined,
      made_secure: opened.secure === false && secure,
      cleaned: opened.cleaned,
      unicode_normalised: opened.unicode || host.unicode,
      host_rewritten: name !== host.host,
      port_dropped: port !== undefined && defaultPort,
      path_dropped: parts.path.replace(/\/+$/, "") !== path,
      query_dropped: parts.query !== "" || parts.fragment !== "",
    }),
    notices: [
      ...(secure ? [] : (["insecure_http"] as const)),
      ...(host.private ? (["private_address"] as const) : []),
      ...(host.kind === "single" ? (["single_label"] as const) : []),
      ...(isTest(name) ? (["test_system"] as const) : []),
    ],
    takes,
    ...(other !== undefined && other.id !== system.id && { system: { id: other.id, name: other.name } }),
  };
  if (reading.url !== undefined && path.split("/").some(looksLikeSecret)) {
    return confirm({ ...reading, url: base }, "looks_like_secret");
  }
  return address.kind === "account" ? ofAccount(reading, values, address) : reading;
}

/** Of an account's address the name matters, from which the address is made. */
function ofAccount(
  reading: AddressReading,
  values: Record<string, string>,
  address: Addressed["address"],
): AddressReading {
  const rule = accountRule(address);
  const typed = reading.takes[rule.input] ?? values[rule.input];
  if (typed === undefined) return error("account_missing");
  const account = readAccount(typed, rule);
  if (account === undefined) return error("account_missing");
  const takes = { ...reading.takes, [rule.input]: account };
  return { ...reading, value: account, url: accountUrl(address, account) ?? reading.url, takes };
}

function takesOf(host: string, parts: Authority, address: Addressed["address"]): Record<string, string> {
  const places = { host, path: parts.path, query: parts.query, fragment: parts.fragment };
  const found: Record<string, string> = {};
  for (const { input, from, pattern } of address.takes ?? []) {
    const value = match(pattern, places[from])?.[1];
    if (value !== undefined && value !== "" && !(input in found)) found[input] = value;
  }
  return found;
}

function rewritten(host: string, address: Addressed["address"]): string | undefined {
  for (const { host: pattern, to } of address.rewrites ?? []) {
    const found = match(pattern, host);
    if (found !== null) return to.replace(/\$(\d)/g, (_, group: string) => found[Number(group)] ?? "");
  }
  return undefined;
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

function single(host: string, parts: Authority, opened: Opened, { system }: WebOptions): AddressReading {
  if (host === "localhost") return error("private_address");
  if (
    /^(?:https?|ftp|www|w{2,4}|na?|none|null|undefined|nil|unknown|tbd|todo|keine?|nein|no|yes|ja|url|address|adresse)$/.test(
      host,
    )
  ) {
    return error("not_an_address");
  }
  if (/^\d+$/.test(host)) return error("not_an_address");
  if (/passw|kennwort|secret|geheim|^pw\d/.test(host)) return error("looks_like_secret");
  const bare = opened.secure === undefined && parts.port === undefined && /^\/?$/.test(parts.path);
  if (bare && isOwnName(host, system)) return error("not_an_address");
  const { address } = system;
  const account = readAccount(host, accountRule(address));
  const url = account === undefined ? undefined : accountUrl(address, account);
  if (address.kind === "account" && account === undefined) return error("account_missing");
  if (url === undefined || !(bare || address.hostsOnly === true)) return error("single_label");
  if (isPlaceholder(new URL(url).hostname, true)) return error("placeholder");
  return {
    answer: "confirm",
    code: "suggest_vendor_domain",
    url,
    ...(address.kind === "account" && { value: account }),
    changed: ["scheme_added"],
    notices: [],
    takes: {},
  };
}

const isOwnName = (host: string, { name, domains }: Addressed): boolean =>
  host === name.toLowerCase().replace(/[^a-z0-9]/g, "") || domains.some((domain) => domain.split(".")[0] === host);

function vendorsSite(
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

function vendorsLookAlike(host: string, { system }: WebOptions): boolean {
  const seen = domainToUnicode(host.toLowerCase()) || host.toLowerCase();
  const plain = skeleton(seen);
  if (plain === seen) return false;
  return [...(system.address.hosts ?? []).map((text) => hostPattern(text).suffix), ...system.domains].some(
    (suffix) =>
      suffix !== "" && !host.toLowerCase().endsWith(suffix) && (plain === suffix || plain.endsWith(`.${suffix}`)),
  );
}

const isTest = (host: string) =>
  /(?:^|[.-])(?:test|sandbox|staging|stage|uat|qa|preprod|tstdrv\d*|sb\d)(?:[.\d-]|$)/.test(host);
