import { domainToUnicode } from "node:url";
import ipaddr from "ipaddr.js";
import { parse } from "tldts";
import type { AddressCode } from "#contract";
import { isHomograph } from "./homograph.js";

export type HostReading =
  | {
      readonly kind: "name" | "ip" | "single";
      /** Lower case, ASCII; an IPv6 address in its brackets. */
      readonly host: string;
      readonly private: boolean;
      readonly unicode: boolean;
      /** No such ending of a name exists. */
      readonly unknownEnding: boolean;
    }
  | { readonly code: AddressCode };

const wrong = { code: "not_an_address" } as const;
// Endings that no public resolver answers for: RFC 6761, RFC 6762, RFC 8375, ICANN's "internal", and what offices use.
const privateEndings =
  /(?:^|\.)(?:localhost|local|localdomain|localnet|lan|internal|intranet|intra|intern|interne|interno|loc|lokal|corp|home|private|priv|domain|dmz|test|office|workgroup|fritz\.box|home\.arpa|in-addr\.arpa|ip6\.arpa|onion)$/;
// Public names that lead into the own network: to loopback, or to the address that is written in them.
const loopback = /(?:^|\.)(?:localtest\.me|lvh\.me|vcap\.me|lacolhost\.com)$/;
const writtenInName = /(?:^|[.-])(\d{1,3}[.-]\d{1,3}[.-]\d{1,3}[.-]\d{1,3})\.(?:nip|sslip|xip)\.io$/;

/** Whether a text is an IPv6 address; asks the library only where it has the letters of one. */
export const isIpv6 = (text: string): boolean =>
  text.length < 46 && /^[0-9a-f.]*:[0-9a-f.]*:[0-9a-f:.]*$/i.test(text) && ipaddr.IPv6.isValid(text);

/** Judges the host of an address, as it was typed. */
export function readHost(typed: string): HostReading {
  const plain = typed.toLowerCase().replace(/\.$/, "");
  if (plain === "" || plain.length > 253) return wrong;
  if (plain.startsWith("[")) return readIp(plain.slice(1, -1).replace(/%25.*|%[a-z].*/, ""), plain);
  if (isHomograph(plain)) return { code: "homograph" };
  const host = toAscii(plain);
  if (host === undefined) return wrong;
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(plain) && plain === host) return readIp(host, host);
  if (/^[0-9.]+$|^0x[0-9a-f]*$|\.(?:0x[0-9a-f]*|\d+)$/.test(plain) || /^\d+(\.\d+){3}$/.test(host)) {
    // A short number is a number; a long one, or one with a dot or in hexadecimal, is how addresses are hidden.
    return isPrivateIp(host) && !/^\d{1,7}$/.test(plain) ? { code: "private_address" } : wrong;
  }
  if (!host.split(".").every((label) => /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/.test(label))) return wrong;
  if (host.includes("xn--") && isHomograph(domainToUnicode(host))) return { code: "homograph" };
  const unicode = host !== plain;
  if (!host.includes("."))
    return { kind: "single", host, private: host === "localhost", unicode, unknownEnding: false };
  const hidden = isHidden(host);
  const { isIcann } = parse(host, { allowPrivateDomains: false });
  return { kind: "name", host, private: hidden, unicode, unknownEnding: !hidden && isIcann !== true };
}

/** Whether a name can only lead to an address that is not public. */
function isHidden(host: string): boolean {
  if (privateEndings.test(host) || loopback.test(host)) return true;
  const written = writtenInName.exec(host)?.[1]?.replaceAll("-", ".");
  return written !== undefined && isPrivateIp(written);
}

function toAscii(host: string): string | undefined {
  // What is plain already needs no work; a number at the end may be an address in disguise.
  if (/^[a-z0-9._-]*[a-z][a-z0-9-]*$/.test(host) && !/xn--|(?:^|\.)0x[0-9a-f]*$/.test(host)) return host;
  if (/[\s%/\\?#@:<>[\]{}|^`"'()!$&*+,;=~]/.test(host)) return undefined;
  try {
    return new URL(`https://${host}`).hostname.replace(/\.$/, "");
  } catch {
    return undefined;
  }
}

function readIp(text: string, shown: string): HostReading {
  if (!ipaddr.isValid(text)) return wrong;
  const host = shown.startsWith("[") ? toBrackets(text) : text;
  if (host === undefined) return wrong;
  return { kind: "ip", host, private: isPrivateIp(text), unicode: false, unknownEnding: false };
}

function toBrackets(text: string): string | undefined {
  try {
    return new URL(`https://[${text}]`).hostname;
  } catch {
    return undefined;
  }
}

/** Any address that is not one of the public internet's. */
function isPrivateIp(text: string): boolean {
  const plain = text.replace(/^\[|\]$/g, "");
  return ipaddr.isValid(plain) && ipaddr.process(plain).range() !== "unicast";
}
