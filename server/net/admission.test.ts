import { describe, expect, test } from "vitest";
import { createAdmission } from "./admission.js";
import { NetError } from "./error.js";
import type { NetRules } from "./rules.js";
import { readTarget } from "./target.js";
import { addressKind, readAddress, type Address } from "./address.js";

/** "ok", or the code of the refusal; `answer` is what the name resolves to. */
function judge(
  rules: NetRules,
  host: string,
  port: number,
  answer?: string,
  tenant = "acme",
  protocolPorts?: number[],
) {
  const admission = createAdmission(rules);
  try {
    const target = readTarget(host, port);
    admission.name(target, { tenant, protocolPorts });
    const address = answer === undefined ? target.address : readAddress(answer);
    admission.address(address!, target, { tenant, protocolPorts });
    return "ok";
  } catch (error) {
    if (error instanceof NetError) return error.code;
    throw error;
  }
}

describe("addresses by what they are", () => {
  const kinds: [string, string][] = [
    ["93.184.216.34", "public"],
    ["::ffff:93.184.216.34", "public"],
    ["64:ff9b::93.184.216.34", "public"],
    ["2606:2800:220:1:248:1893:25c8:1946", "public"],
    ["10.0.0.1", "private"],
    ["::ffff:10.0.0.1", "private"],
    ["64:ff9b::10.0.0.1", "reserved"],
    ["fd12::1", "private"],
    ["127.8.8.8", "loopback"],
    ["::1", "loopback"],
    ["::ffff:7f00:1", "loopback"],
    ["64:ff9b::127.0.0.1", "loopback"],
    ["169.254.1.1", "link_local"],
    ["fe80::1", "link_local"],
    ["169.254.169.254", "metadata"],
    ["::ffff:a9fe:a9fe", "metadata"],
    ["100.100.100.200", "metadata"],
    ["168.63.129.16", "metadata"],
    ["fd00:ec2::254", "metadata"],
    ["0.0.0.0", "reserved"],
    ["::", "reserved"],
    ["::7f00:1", "reserved"],
    ["224.0.0.1", "reserved"],
    ["255.255.255.255", "reserved"],
    ["2002:7f00:1::", "reserved"],
    ["2001:0:4136:e378:8000:63bf:80ff:fffe", "reserved"],
    ["64:ff9b:1::a00:1", "reserved"],
    ["2001:db8:1::5efe:127.0.0.1", "reserved"],
    ["2606:2800::5efe:127.0.0.1", "loopback"],
    ["2606:2800::200:5efe:10.0.0.1", "reserved"],
    ["2606:2800::5efe:93.184.216.34", "public"],
    ["fec0::1", "reserved"],
    ["ff02::1", "reserved"],
  ];
  test.each(kinds)("%s is %s", (text, kind) => {
    expect(addressKind(readAddress(text) as Address)).toBe(kind);
  });

  test.each(["0177.0.0.1", "127.1", "0x7f000001", "2130706433", "fe80::1%eth0", "[::1]", "localhost", ""])(
    "%s is not read as an address",
    (text) => {
      expect(readAddress(text)).toBeUndefined();
    },
  );
});

describe("without rules", () => {
  test.each<[string, number, string | undefined, string]>([
    ["erp.example.com", 443, "93.184.216.34", "ok"],
    ["erp.example.com", 8069, "93.184.216.34", "ok"],
    ["erp.example.com", 22, "93.184.216.34", "port_forbidden"],
    ["erp.example.com", 443, "10.0.0.1", "address_forbidden"],
    ["10.0.0.1", 443, undefined, "address_forbidden"],
    ["0x7f.1", 443, undefined, "address_forbidden"],
    ["[::ffff:127.0.0.1]", 443, undefined, "address_forbidden"],
    ["localhost", 443, "127.0.0.1", "name_forbidden"],
    ["app.localhost", 443, "127.0.0.1", "name_forbidden"],
    ["sapserver", 443, "93.184.216.34", "name_forbidden"],
    ["erp.internal", 443, "93.184.216.34", "name_forbidden"],
    ["erp.example.com/x", 443, undefined, "url_invalid"],
    ["erp.example.com", 0, undefined, "url_invalid"],
  ])("%s port %i at %s: %s", (host, port, answer, verdict) => {
    expect(judge({}, host, port, answer)).toBe(verdict);
  });
});

describe("rules of the operator", () => {
  const range = { private: [{ tenant: "acme", cidr: "10.20.0.0/16", ports: [443, 5432] }] };
  const named = { private: [{ tenant: "*", host: "erp.acme.internal", cidr: "10.20.0.0/16" }] };
  const loopback = { exact: [{ address: "127.0.0.1", ports: [8080] }] };

  test.each<[string, NetRules, string, number, string | undefined, string, string]>([
    ["a range opens its addresses", range, "10.20.1.5", 443, undefined, "acme", "ok"],
    ["also by IPv4-mapped text", range, "::ffff:10.20.1.5", 443, undefined, "acme", "ok"],
    ["also by a public name", range, "erp.example.com", 443, "10.20.1.5", "acme", "ok"],
    ["and a port that is closed otherwise", range, "10.20.1.5", 5432, undefined, "acme", "ok"],
    ["but no other port", range, "10.20.1.5", 8443, undefined, "acme", "port_forbidden"],
    ["nor for a public address", range, "93.184.216.34", 5432, undefined, "acme", "port_forbidden"],
    ["nor one past it", range, "10.21.0.0", 443, undefined, "acme", "address_forbidden"],
    ["nor for another tenant", range, "10.20.1.5", 443, undefined, "other", "address_forbidden"],
    ["nor a local name", range, "sapserver", 443, "10.20.1.5", "acme", "name_forbidden"],
    ["a name opens itself", named, "erp.acme.internal", 443, "10.20.1.5", "acme", "ok"],
    ["but not outside its range", named, "erp.acme.internal", 443, "10.21.0.1", "acme", "address_forbidden"],
    ["not even in public", named, "erp.acme.internal", 443, "93.184.216.34", "acme", "address_forbidden"],
    ["nor metadata", named, "erp.acme.internal", 443, "169.254.169.254", "acme", "address_forbidden"],
    [
      "a range never opens loopback",
      { private: [{ tenant: "*", cidr: "127.0.0.1/32" }] },
      "127.0.0.1",
      80,
      undefined,
      "acme",
      "address_forbidden",
    ],
    [
      "nor metadata",
      { private: [{ tenant: "*", cidr: "0.0.0.0/0" }] },
      "169.254.169.254",
      80,
      undefined,
      "acme",
      "address_forbidden",
    ],
    ["an exact address opens itself", loopback, "127.0.0.1", 8080, undefined, "acme", "ok"],
    ["and its names", loopback, "app.localhost", 8080, "127.0.0.1", "acme", "ok"],
    ["but not its neighbour", loopback, "127.0.0.2", 8080, undefined, "acme", "address_forbidden"],
    ["nor another port", loopback, "127.0.0.1", 8081, undefined, "acme", "port_forbidden"],
    [
      "our own name is never called",
      { own: ["connect.example.com"] },
      "CONNECT.example.com.",
      443,
      "93.184.216.34",
      "acme",
      "name_forbidden",
    ],
    [
      "or only on our port",
      { own: ["connect.example.com:8443"] },
      "connect.example.com",
      443,
      "93.184.216.34",
      "acme",
      "ok",
    ],
  ])("%s", (_name, rules, host, port, answer, tenant, verdict) => {
    expect(judge(rules, host, port, answer, tenant)).toBe(verdict);
  });

  test("a driver may use the ports of its own protocol, and no others", () => {
    expect(judge({}, "db.example.com", 5432, "93.184.216.34", "acme", [5432])).toBe("ok");
    expect(judge({}, "db.example.com", 22, "93.184.216.34", "acme", [5432])).toBe("port_forbidden");
  });

  test.each<[NetRules]>([
    [{ private: [{ tenant: "*" }] }],
    [{ private: [{ tenant: "*", cidr: "10.0.0.0" }] }],
    [{ private: [{ tenant: "*", cidr: "10.0.0.0/33" }] }],
    [{ private: [{ tenant: "*", cidr: "10.0.0.0/8/8" }] }],
    [{ private: [{ tenant: "*", cidr: "10/8" }] }],
    [{ private: [{ tenant: "*", cidr: "10.0.0.0/8", ports: [0] }] }],
    [{ exact: [{ address: "127.0.0.0/8" }] }],
    [{ exact: [{ address: "localhost" }] }],
  ])("a rule that cannot be read is refused: %j", (rules) => {
    expect(() => createAdmission(rules)).toThrow(TypeError);
  });
});
