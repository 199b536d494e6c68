import type ipaddr from "ipaddr.js";
import { addressKind, readAddress, sameAddress, type Address } from "./address.js";
import { NetError } from "./error.js";
import { isLocalhost, isLocalName } from "./names.js";
import { isUsualPort } from "./ports.js";
import type { ExactRule, NetRules, PrivateRule } from "./rules.js";
import type { Target } from "./target.js";

/** Who asks, and which ports its protocol owns. */
export interface Asker {
  tenant: string | null;
  protocolPorts?: readonly number[];
}

/** The judge: first of the name and port, before anything is sent; then of each address. Both throw NetError. */
export interface Admission {
  /** Says whether a rule of the operator names the target. */
  name(target: Target, asker: Asker): { local: boolean };
  address(address: Address, target: Target, asker: Asker): void;
}

interface ReadPrivateRule extends PrivateRule {
  range?: [Address, number];
}
interface ReadExactRule extends Omit<ExactRule, "address"> {
  address: Address;
}

/** Throws TypeError when a rule cannot be read: a rule half understood is a hole. */
export function createAdmission(rules: NetRules): Admission {
  const ranges = (rules.private ?? []).map(readPrivateRule);
  const singles = (rules.exact ?? []).map(readExactRule);
  const own = new Set((rules.own ?? []).map((name) => name.toLowerCase()));

  const rangesFor = (target: Target, asker: Asker) =>
    ranges.filter((rule) => fitsTenant(rule.tenant, asker) && fitsHost(rule.host, target));
  const singlesFor = (target: Target, asker: Asker) =>
    singles.filter((rule) => fitsTenant(rule.tenant ?? "*", asker) && fitsHost(rule.host, target));

  /** Rules that say this very name; a name that can only be local is not opened by a range alone. */
  function rulesNaming(target: Target, asker: Asker) {
    const naming = rangesFor(target, asker).filter((rule) => rule.host !== undefined);
    const loopback = isLocalhost(target.name);
    const exact = singlesFor(target, asker).filter(
      (rule) => rule.host !== undefined || (loopback && addressKind(rule.address) === "loopback"),
    );
    return { naming, exact };
  }

  return {
    name(target, asker) {
      if (own.has(target.name) || own.has(`${target.name}:${target.port}`)) {
        throw new NetError("name_forbidden", { nameKind: "own" });
      }
      const { naming, exact } = rulesNaming(target, asker);
      const named = naming.length + exact.length > 0;
      if (!target.address && isLocalName(target.name) && !named) {
        throw new NetError("name_forbidden", { nameKind: "local" });
      }
      const rulesOfTenant = [...rangesFor(target, asker), ...singlesFor(target, asker)];
      const open =
        isOpenPort(undefined, target.port, asker) || rulesOfTenant.some((rule) => rule.ports?.includes(target.port));
      if (!open) throw new NetError("port_forbidden");
      return { local: named };
    },

    address(address, target, asker) {
      const exact = singlesFor(target, asker).filter((rule) => sameAddress(rule.address, address));
      if (exact.some((rule) => isOpenPort(rule.ports, target.port, asker))) return;

      const kind = addressKind(address);
      const opening =
        kind === "public" || kind === "private" ? rangesFor(target, asker).filter((rule) => holds(rule, address)) : [];
      const mustBeNamed = !target.address && isLocalName(target.name);
      const fitting = mustBeNamed ? opening.filter((rule) => rule.host !== undefined) : opening;
      if (fitting.some((rule) => isOpenPort(rule.ports, target.port, asker))) return;

      const known = exact.length > 0 || fitting.length > 0;
      const facts = { addresses: [address.toString()], addressKind: kind };
      if (kind !== "public" || mustBeNamed) throw new NetError(known ? "port_forbidden" : "address_forbidden", facts);
      if (!isOpenPort(undefined, target.port, asker)) throw new NetError("port_forbidden", facts);
    },
  };
}

function isOpenPort(ports: readonly number[] | undefined, port: number, asker: Asker): boolean {
  if (ports) return ports.includes(port);
  return isUsualPort(port) || (asker.protocolPorts?.includes(port) ?? false);
}

function fitsTenant(tenant: string, asker: Asker): boolean {
  return tenant === "*" || tenant === asker.tenant;
}

function fitsHost(host: string | undefined, target: Target): boolean {
  if (host === undefined) return true;
  if (host.startsWith("*.")) return target.name.endsWith(host.slice(1).toLowerCase());
  return target.name === host.toLowerCase();
}

function holds(rule: ReadPrivateRule, address: Address): boolean {
  if (!rule.range) return true;
  const [base, bits] = rule.range;
  return base.kind() === address.kind() && (address as ipaddr.IPv4).match(base as ipaddr.IPv4, bits);
}

function readPrivateRule(rule: PrivateRule): ReadPrivateRule {
  checkPorts(rule.ports);
  if (rule.cidr === undefined && rule.host === undefined) throw new TypeError("A private rule needs a host or a CIDR");
  if (rule.cidr === undefined) return rule;
  const [base, bits, ...rest] = rule.cidr.split("/");
  const address = readAddress(base ?? "");
  const most = address?.kind() === "ipv4" ? 32 : 128;
  if (!address || rest.length > 0 || !/^\d{1,3}$/.test(bits ?? "") || Number(bits) > most) {
    throw new TypeError(`Not a CIDR: ${rule.cidr}`);
  }
  return { ...rule, range: [address, Number(bits)] };
}

function readExactRule(rule: ExactRule): ReadExactRule {
  checkPorts(rule.ports);
  const address = readAddress(rule.address);
  if (!address) throw new TypeError(`Not one address: ${rule.address}`);
  return { ...rule, address };
}

function checkPorts(ports: readonly number[] | undefined): void {
  const wrong = ports?.find((port) => !Number.isInteger(port) || port < 1 || port > 65_535);
  if (wrong !== undefined) throw new TypeError(`Not a port: ${wrong}`);
}
