import type { AddressReading } from "#contract";
import { accountRule, accountUrl, readAccount } from "./account.js";
import { clean, type Cleaned } from "./clean.js";
import { readFolder } from "./folder.js";
import { fromText, hostOf } from "./fromText.js";
import { isIpv6 } from "./host.js";
import type { Addressed, HostIndex } from "./hosts.js";
import { addressesIn } from "./markup.js";
import { readNetworkPath } from "./networkPath.js";
import { notAnAddress } from "./notAnAddress.js";
import { ofAccount, plainAccount } from "./plainAccount.js";
import { confirm, error } from "./reading.js";
import { readScheme } from "./scheme.js";
import { namesSecret } from "./secret.js";
import { readServer } from "./server.js";
import { respell, withoutLabel } from "./spelling.js";
import { isOwn, readWebAddress } from "./webAddress.js";
import { unwrap } from "./unwrap.js";
import type { Opened } from "./webOptions.js";
import { wraps } from "./wrapped.js";

export interface AddressOptions {
  /** The system that the address is for; without it any web address is read, whole path kept. */
  readonly system?: Addressed;
  /** Host patterns of the whole catalogue, to know another system's address. */
  readonly systems?: HostIndex;
  /** Whether an address that is not public may be reached, by the operator's rules; never unless told. */
  readonly allowPrivate?: boolean | ((host: string, port: number) => boolean);
}

const anySystem: Addressed = {
  id: "",
  name: "",
  category: "generic",
  domains: [],
  address: { kind: "web", keep: "path", example: "https://erp.example.com" },
};
/** Longest address that is read, in characters: what browsers and servers agree on. */
const longest = 2048;

/**
 * Reads what a person pasted into "address of your system". Pure and quick (a fraction of a millisecond, in time
 * linear in the text); never throws, and never says anything of a text that may hold a secret. A right answer read
 * again gives itself.
 */
export function readAddress(pasted: string, options: AddressOptions = {}): AddressReading {
  const reading = read(pasted, options, 0);
  if (reading.answer !== "ok" || options.system?.address.kind === "fixed") return reading;
  const again = read(reading.value ?? reading.url ?? "", options, 0);
  return again.answer === "ok" && again.url === reading.url && again.value === reading.value
    ? reading
    : confirm(reading);
}

function read(pasted: string, options: AddressOptions, depth: number): AddressReading {
  const { address } = options.system ?? anySystem;
  if (address.kind === "fixed") {
    return { answer: "ok", url: address.url, changed: [], notices: [], takes: {} };
  }
  if (pasted.length > longest && pasted.trim().length > longest) return error("too_long");
  if (address.kind === "folder") return readFolder(pasted);
  const network = readNetworkPath(pasted, address, allows(options));
  if (network !== undefined) return network;
  const first = clean(pasted);
  if (first.text === "") return error(first.blank ? "empty" : "not_an_address");
  const reading = readText(first, pasted, options, depth);
  return reading.answer === "error" ? (embedded(reading, first.text, options, depth) ?? reading) : reading;
}

function readText(first: Cleaned, pasted: string, options: AddressOptions, depth: number): AddressReading {
  const system = options.system ?? anySystem;
  const { address } = system;
  if (namesSecret(first.text)) return error("looks_like_secret");
  const labelled = unwrap(withoutLabel(first.text, address.kind === "account"));
  const spelled = respell(labelled);
  const text = unwrap(spelled.text);
  const account = address.kind === "account" ? plainAccount(text, system, text !== pasted) : undefined;
  if (account !== undefined) return account;
  if (isIpv6(text)) return read(`https://[${text}]`, options, depth + 1);
  const impossible = notAnAddress(text, pasted.trim());
  if (impossible !== undefined) return error(impossible);
  const allowPrivate = allows(options);
  const found = fromText(text, { own: (host) => isOwn(host, { system }), wraps });
  if ("several" in found) return error("several_addresses");
  if ("email" in found) return error("email_not_url");
  if (address.kind === "server") {
    if (found.text.includes(" ")) return error("not_an_address");
    const server = readServer(found.text, address, allowPrivate, text !== pasted);
    return found.guessed ? confirm(server) : server;
  }
  const twice = repeated(found.text);
  const schemed = readScheme(twice ?? found.text);
  if (schemed.foreign !== undefined) return error(foreignCode(schemed.foreign, schemed.rest));
  if (schemed.rest.includes(" ")) {
    const joined =
      address.kind === "account" ? readAccount(schemed.rest.replaceAll(" ", "-"), accountRule(address)) : undefined;
    return joined !== undefined && accountUrl(address, joined) !== undefined
      ? confirm(ofAccount(joined, system, true), "typo")
      : error("not_an_address");
  }
  const opened: Opened = {
    rest: schemed.rest,
    secure: schemed.secure,
    cleaned: first.cleaned || text !== first.text || schemed.mended || found.text !== text,
    unicode: first.unicode,
  };
  const reading = readWebAddress(opened, {
    system,
    systems: options.systems,
    allowPrivate,
    again: (inner) => (depth > 1 ? error("wrapped_link") : read(inner, options, depth + 1)),
  });
  if (twice !== undefined || found.odd || spelled.guessed) return confirm(reading, "typo");
  return first.guessed || found.guessed ? confirm(reading) : reading;
}

const allows = ({ allowPrivate: allow = false }: AddressOptions) => (typeof allow === "function" ? allow : () => allow);

/** The one address, with its scheme, in a text that is none as a whole: code, a table's cell, a sentence without blanks. */
function embedded(
  reading: AddressReading,
  text: string,
  options: AddressOptions,
  depth: number,
): AddressReading | undefined {
  const { kind } = (options.system ?? anySystem).address;
  if (
    depth > 0 ||
    kind === "server" ||
    !/^(?:not_an_address|single_label|bad_port|account_missing)$/.test(reading.code!)
  )
    return undefined;
  if (/^h?tt?ps?:/i.test(text)) return undefined;
  const inside = addressesIn(text.slice(1));
  if (inside.length === 0 || inside.length > 16) return undefined;
  if (new Set(inside.map(hostOf)).size > 1) return error("several_addresses");
  return confirm(read(inside[0]!, options, depth + 1));
}

function foreignCode(scheme: string, rest: string) {
  if (scheme === "mailto") return "email_not_url" as const;
  if (scheme === "file" && /^file:\/*(?:[a-z]:|users|home)/i.test(rest)) return "file_path" as const;
  return "unsupported_scheme" as const;
}

/** Pasted twice without anything between: "acme.odoo.comacme.odoo.com". */
function repeated(text: string): string | undefined {
  const half = text.slice(0, text.length / 2);
  return text.length > 7 && text.length % 2 === 0 && half === text.slice(text.length / 2) && half.includes(".")
    ? half
    : undefined;
}
