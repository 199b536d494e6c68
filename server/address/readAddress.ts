import ipaddr from "ipaddr.js";
import type { AddressReading } from "#contract";
import { accountRule, accountUrl, readAccount } from "./account.js";
import { clean, unwrap } from "./clean.js";
import { readFolder } from "./folder.js";
import { fromText } from "./fromText.js";
import type { Addressed, HostIndex } from "./hosts.js";
import { hasTemplate, isPlaceholder } from "./placeholder.js";
import { confirm, error } from "./reading.js";
import { readScheme } from "./scheme.js";
import { looksLikeSecret } from "./secret.js";
import { readServer } from "./server.js";
import { respell, withoutLabel } from "./spelling.js";
import { readWebAddress } from "./webAddress.js";
import type { Opened } from "./webOptions.js";

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
 * Reads what a person pasted into "address of your system". Pure and quick (a fraction of a millisecond); never
 * throws, and never says anything of a text that may hold a secret. A right answer read again gives itself.
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
  const system = options.system ?? anySystem;
  const { address } = system;
  if (address.kind === "fixed") {
    return { answer: "ok", url: address.url, changed: [], notices: [], takes: {} };
  }
  if (pasted.length > longest) return error("too_long");
  const first = clean(pasted);
  if (first.text === "") return error(/[^\s\p{Cf}]/u.test(pasted) ? "not_an_address" : "empty");
  if (address.kind === "folder") return readFolder(first.text, pasted);

  const labelled = unwrap(withoutLabel(first.text, address.kind === "account"));
  const spelled = respell(labelled);
  const text = unwrap(spelled.text);
  const account = address.kind === "account" ? plainAccount(text, system, text !== pasted) : undefined;
  if (account !== undefined) return account;

  const words = /^\p{L}[\p{L} ]*\s(\S*\d\S*)$/u.exec(text);
  if (words !== null && address.kind === "account" && readAccount(words[1]!, accountRule(address)) !== undefined) {
    return confirm(read(words[1]!, options, depth + 1));
  }
  if (ipaddr.IPv6.isValid(text)) return read(`https://[${text}]`, options, depth + 1);
  const impossible = notAnAddress(text, pasted.trim());
  if (impossible !== undefined) return impossible;
  const allow = options.allowPrivate ?? false;
  const allowPrivate = typeof allow === "function" ? allow : () => allow;
  if (address.kind === "server")
    return readServer(text.replace(/\s+/g, ""), address.port, allowPrivate, text !== pasted);

  const found = fromText(text);
  if ("several" in found) return error("several_addresses");
  if ("email" in found) return error("email_not_url");
  const twice = repeated(found.text);
  const schemed = readScheme(twice ?? found.text);
  if (schemed.foreign !== undefined) return error(foreignCode(schemed.foreign, schemed.rest));
  if (/^[^\s@/:?#]+@[^\s@/:?#]+\.[^\s@/:?#]+$/.test(schemed.rest) && schemed.secure === undefined)
    return error("email_not_url");
  if (/\s/.test(schemed.rest)) {
    const joined =
      address.kind === "account" ? readAccount(schemed.rest.replace(/\s+/g, "-"), accountRule(address)) : undefined;
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

/** What can be told from the whole text, before it is taken apart. */
function notAnAddress(text: string, raw: string): AddressReading | undefined {
  if (text === "") return error("not_an_address");
  if (hasTemplate(raw)) return error("placeholder");
  if (looksLikeSecret(text) || looksLikeSecret(raw)) return error("looks_like_secret");
  if (/^(?:mailto:.*|[^\s@/:]+@[^\s@/:]+\.[^\s@/:?#]+|[^<@]*<(?:mailto:)?[^\s@<>/:]+@[^\s@<>]+>?)$/i.test(text))
    return error("email_not_url");
  if (/^\S+\s*[[(]\s*(?:at|@)\s*[\])]\s*\S+\.\S+$/i.test(text)) return error("email_not_url");
  if (/^~\//.test(raw) || /^(?:[a-z]:[\\/](?![\\/])|\\\\[^\\]|~\/|\.{1,2}[\\/]|%[a-z]+%\\)/i.test(text))
    return error("file_path");
  if (
    /^\/(?:home|usr|var|etc|opt|mnt|srv|tmp|root|media|users|volumes|private|library|applications|dev|proc)(?:\/|$)/i.test(
      text,
    )
  ) {
    return error("file_path");
  }
  if (/^[/?#&+](?![/\\])|^\W+$/.test(text)) return error("not_an_address");
  return undefined;
}

/** A text that is the account's name and nothing else. */
function plainAccount(text: string, system: Addressed, cleaned: boolean): AddressReading | undefined {
  if (/[/@:]/.test(text)) return undefined;
  const account = readAccount(text, accountRule(system.address));
  return account === undefined ? undefined : ofAccount(account, system, cleaned);
}

function ofAccount(account: string, system: Addressed, cleaned: boolean): AddressReading {
  const { address, name } = system;
  const url = accountUrl(address, account);
  if (
    looksLikeSecret(account) &&
    accountRule(address).pattern === accountRule({ ...address, account: undefined }).pattern
  ) {
    return error("looks_like_secret");
  }
  if (url !== undefined && isPlaceholder(new URL(url).hostname, true)) return error("placeholder");
  if (account.toLowerCase() === name.toLowerCase() || /^(?:https?|www|na|none|unknown|tbd)$/i.test(account))
    return error("not_an_address");
  return {
    answer: "ok",
    value: account,
    url: url ?? address.url,
    changed: cleaned ? ["cleaned"] : [],
    notices: [],
    takes: { [accountRule(address).input]: account },
  };
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
