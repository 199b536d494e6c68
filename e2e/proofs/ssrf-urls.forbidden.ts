import { BlockList, isIPv6 } from "node:net";
import type { SsrfCase } from "./ssrf-urls.case.js";

/*
 * What the corpus's policy forbids, written down once more and apart from the product: IANA's special-purpose registries
 * (RFC 6890) and the wire server of Azure.
 */
const special = { ipv4: new BlockList(), ipv6: new BlockList() };
const ranges: [string, number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["168.63.129.16", 32],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
  ["::", 3], // holds ::1, mapped and compatible IPv4, and NAT64
  ["2001::", 32],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["4000::", 2],
  ["8000::", 1],
];
const familyOf = (address: string) => (isIPv6(address) ? "ipv6" : "ipv4");
for (const [network, bits] of ranges) special[familyOf(network)].addSubnet(network, bits, familyOf(network));

/** Stages at which nothing at all may be contacted, whatever a person may have meant. */
const final = new Set(["address", "dns", "name", "port"]);

/** Whether the case forbids a connection to `to` (`93.184.216.34:443`, `[2001:db8::1]:443`). */
export function isForbidden(one: SsrfCase, to: string, deniedPorts: readonly number[]): boolean {
  const [, address = "", port = ""] = /^\[?(.*?)\]?:(\d+)$/.exec(to) ?? [];
  if (one.expect === "allowed") {
    // A system entered by http is asked for https, too: it is what the person is offered then.
    return !(one.expect_connect ?? []).flatMap((good) => [good, good.replace(/:80$/, ":443")]).includes(to);
  }
  if (one.expect === "blocked" && one.class !== "redirect" && final.has(one.stage ?? "")) return true;
  const open = ["80", "443"].includes(port) || (Number(port) >= 1024 && !deniedPorts.includes(Number(port)));
  return !open || special[familyOf(address)].check(address, familyOf(address));
}
