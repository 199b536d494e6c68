import ipaddr from "ipaddr.js";
import type { AddressKind } from "./address.js";

/*
 * Addresses that are not plain public ones. The first row that fits counts, so single addresses stand
 * before the ranges that hold them.
 * Sources: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and successors); metadata
 * addresses from the documents of AWS, Google Cloud, Azure, Oracle, Alibaba, OpenStack, Linode and Fly.io.
 */
const ipv4: readonly [string, AddressKind][] = [
  ["169.254.169.254/32", "metadata"],
  ["169.254.169.253/32", "metadata"], // AWS name server
  ["169.254.170.2/32", "metadata"], // AWS container credentials
  ["169.254.170.23/32", "metadata"], // AWS EKS pod identity
  ["100.100.100.200/32", "metadata"], // Alibaba
  ["192.0.0.192/32", "metadata"], // Oracle classic
  ["168.63.129.16/32", "metadata"], // Azure wire server, a public address by number only
  ["0.0.0.0/8", "reserved"], // Linux connects 0.0.0.0 to itself
  ["10.0.0.0/8", "private"],
  ["100.64.0.0/10", "private"], // carrier NAT, and overlay networks that borrow it
  ["127.0.0.0/8", "loopback"],
  ["169.254.0.0/16", "link_local"],
  ["172.16.0.0/12", "private"],
  ["192.0.0.0/24", "reserved"],
  ["192.0.2.0/24", "reserved"],
  ["192.88.99.0/24", "reserved"],
  ["192.168.0.0/16", "private"],
  ["198.18.0.0/15", "private"], // benchmarking, seen inside test networks
  ["198.51.100.0/24", "reserved"],
  ["203.0.113.0/24", "reserved"],
  ["224.0.0.0/4", "reserved"],
  ["240.0.0.0/4", "reserved"],
];

// What lies outside 2000::/3 and is not listed here is reserved.
const ipv6: readonly [string, AddressKind][] = [
  ["fd00:ec2::254/128", "metadata"], // AWS
  ["fd00:ec2::253/128", "metadata"],
  ["fd00:ec2::23/128", "metadata"], // AWS EKS pod identity
  ["fd20:ce::254/128", "metadata"], // Google Cloud
  ["fd00:a9fe:a9fe::1/128", "metadata"], // Linode
  ["fd00:42::42/128", "metadata"], // Scaleway
  ["fdaa::3/128", "metadata"], // Fly.io
  ["fe80::a9fe:a9fe/128", "metadata"], // OpenStack
  ["::1/128", "loopback"],
  ["fe80::/10", "link_local"],
  ["fc00::/7", "private"],
  ["2001::/23", "reserved"], // IETF protocols: Teredo, ORCHID, anycast
  ["2001:db8::/32", "reserved"],
  ["2002::/16", "reserved"], // 6to4 may carry any IPv4 address
  ["3ffe::/16", "reserved"], // the returned 6bone
  ["3fff::/20", "reserved"],
];

export const specialIPv4 = ipv4.map(([cidr, kind]) => ({ range: ipaddr.IPv4.parseCIDR(cidr), kind }));
export const specialIPv6 = ipv6.map(([cidr, kind]) => ({ range: ipaddr.IPv6.parseCIDR(cidr), kind }));
