import type { AddressReading } from "#contract";
import { accountRule, accountUrl, readAccount } from "./account.js";
import type { Authority } from "./authority.js";
import type { Addressed } from "./hosts.js";
import { isPlaceholder } from "./placeholder.js";
import { error } from "./reading.js";
import type { Opened, WebOptions } from "./webOptions.js";

/** What a word without a dot is: the account's name in the vendor's cloud, a machine of the office, or nothing. */
export function readSingleLabel(
  host: string,
  parts: Authority,
  opened: Opened,
  { system }: WebOptions,
): AddressReading {
  if (host === "localhost") return error("private_address");
  if (
    /^(?:https?|ftp|www|w{2,4}|na?|none|null|undefined|nil|unknown|tbd|todo|keine?|nein|no|yes|ja|url|com|net|org|address|adresse)$/.test(
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
