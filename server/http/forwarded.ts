import ipaddr from "ipaddr.js";

/**
 * Who calls, when proxies stand in front. Only `x-forwarded-for` and `x-forwarded-proto` are read, only when
 * the TCP peer is a trusted proxy, and only from the right: what stands left of the first address that we do
 * not trust was written by the caller. Host and path are never taken from a header: our own address is a setting.
 */

export interface Caller {
  /** Normalised: IPv4 also where it came mapped into IPv6. */
  ip: string;
  proto: "http" | "https";
  /** The address that limits count by: a whole /64 in IPv6, since a caller has all of it. */
  rateLimitKey: string;
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;
export type Range = [Address, number];
export type Headers = Record<string, string | string[] | undefined>;

/** Trusted proxies from addresses and CIDR ranges. Throws on anything else. */
export function parseTrusted(list: readonly string[]): Range[] {
  return list.map((entry) => {
    if (entry.includes("/")) return ipaddr.parseCIDR(entry);
    const address = parse(entry);
    if (!address) throw new Error(`Not an address or a CIDR range: ${entry}`);
    return [address, address.kind() === "ipv4" ? 32 : 128];
  });
}

export function callerOf(peer: string, headers: Headers, trusted: readonly Range[]): Caller {
  const from = parse(peer);
  if (!from) return { ip: peer, proto: "http", rateLimitKey: peer };
  if (!isTrusted(from, trusted)) return caller(from, "http");
  return caller(rightmostUntrusted(one(headers["x-forwarded-for"]), trusted) ?? from, proto(headers));
}

function rightmostUntrusted(header: string | undefined, trusted: readonly Range[]): Address | undefined {
  if (!header) return undefined;
  let furthest: Address | undefined;
  for (const entry of header.split(",").reverse()) {
    const address = parse(withoutPort(entry.trim()));
    // Not an address: nothing left of it can be believed, nor can it; the peer is all we know.
    if (!address) return undefined;
    furthest = address;
    if (!isTrusted(address, trusted)) break;
  }
  return furthest;
}

/** The nearest proxy's word, the last of the list. */
function proto(headers: Headers): "http" | "https" {
  return one(headers["x-forwarded-proto"])?.split(",").at(-1)?.trim().toLowerCase() === "https" ? "https" : "http";
}

function parse(text: string): Address | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  if (!text.includes(":") || text.includes("%") || !ipaddr.IPv6.isValid(text)) return undefined;
  const address = ipaddr.IPv6.parse(text);
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

const withoutPort = (entry: string): string =>
  /^\[([^\]]*)\](?::\d{1,5})?$/.exec(entry)?.[1] ?? /^([\d.]+):\d{1,5}$/.exec(entry)?.[1] ?? entry;

const isTrusted = (address: Address, trusted: readonly Range[]): boolean =>
  trusted.some(([range, bits]) => range.kind() === address.kind() && address.match(range, bits));

const one = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header.join(",") : header;

function caller(address: Address, proto: "http" | "https"): Caller {
  const ip = address.toString();
  if (address.kind() === "ipv4") return { ip, proto, rateLimitKey: ip };
  const network = (address as ipaddr.IPv6).parts.slice(0, 4).map((part) => part.toString(16));
  return { ip, proto, rateLimitKey: `${network.join(":")}::/64` };
}
