import ipaddr from "ipaddr.js";
import { specialIPv4, specialIPv6 } from "./special-addresses.js";

/** What an address is for. Only `public` is reached without a rule of the operator. */
export type AddressKind = "public" | "private" | "loopback" | "link_local" | "metadata" | "reserved";

/** An address in binary, whatever way it was written. IPv4-mapped IPv6 is held as the IPv4 it is. */
export type Address = ipaddr.IPv4 | ipaddr.IPv6;

const globalUnicast = ipaddr.IPv6.parseCIDR("2000::/3");
const nat64 = ipaddr.IPv6.parseCIDR("64:ff9b::/96");

/** Reads canonical text only: four decimal parts, or IPv6 without a zone. Anything else is no address. */
export function readAddress(text: string): Address | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  if (!ipaddr.IPv6.isValid(text)) return undefined;
  const address = ipaddr.IPv6.parse(text);
  if (address.zoneId) return undefined;
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

export function sameAddress(one: Address, other: Address): boolean {
  return one.kind() === other.kind() && one.toString() === other.toString();
}

/**
 * A NAT64 address leads to the IPv4 it carries (RFC 6052), so it is judged by that one, and never opened by a rule. An
 * ISATAP address (RFC 5214, 6.1) may lead there too.
 */
export function addressKind(address: Address): AddressKind {
  if (address instanceof ipaddr.IPv4) return specialKind(address, specialIPv4) ?? "public";
  if (address.match(nat64)) return carriedKind(address);
  const special = specialKind(address, specialIPv6);
  if (special) return special;
  if (!address.match(globalUnicast)) return "reserved";
  return isIsatap(address) ? carriedKind(address) : "public";
}

function isIsatap(address: ipaddr.IPv6): boolean {
  const [, , , , high = 0, low] = address.parts;
  return (high & ~0x0200) === 0 && low === 0x5efe;
}

function carriedKind(address: ipaddr.IPv6): AddressKind {
  const carried = new ipaddr.IPv4(address.toByteArray().slice(12));
  const kind = addressKind(carried);
  return kind === "private" ? "reserved" : kind;
}

function specialKind<A extends Address>(
  address: A,
  table: readonly { range: [A, number]; kind: AddressKind }[],
): AddressKind | undefined {
  return table.find(({ range }) => (address as ipaddr.IPv4).match(range as [ipaddr.IPv4, number]))?.kind;
}
