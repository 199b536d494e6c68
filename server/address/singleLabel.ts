import type { AddressReading } from "#contract";
import { accountRule, accountUrl, readAccount } from "./account.js";
import type { Authority } from "./authority.js";
import { namesOf, type Addressed } from "./hosts.js";
import { isPlaceholder } from "./placeholder.js";
import { error } from "./reading.js";
import { isVendorsPage } from "./vendor.js";
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
  if (/^[\d-]+$/.test(host)) return error("not_an_address");
  if (isPlaceholder(host, false)) return error("placeholder");
  if (/passw|kennwort|secret|geheim|^pw\d/.test(host)) return error("looks_like_secret");
  const bare = opened.secure === undefined && parts.port === undefined && /^\/?$/.test(parts.path);
  if (bare && (isOwnName(host, system) || (system.address.url?.includes("{") && isVendorsPage(host))))
    return error("not_an_address");
  const { address } = system;
  const account = readAccount(host, accountRule(address));
  const url = account === undefined ? undefined : accountUrl(address, account);
  const machine = isMachine(host, system);
  if (address.kind === "account" && account === undefined && bare) return error("account_missing");
  if (url === undefined || machine || !(bare || address.hostsOnly === true)) return error("single_label");
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

const isOwnName = (host: string, system: Addressed): boolean => namesOf(system).includes(host);

/** "odoo01", "srv-odoo", "odoo-prod": how an office names a machine for what runs on it. */
const isMachine = (host: string, system: Addressed): boolean => {
  const own = new Set(namesOf(system));
  const words = host.replace(/\d+$/, "").split(/[-_]/);
  return words.some(
    (word) => own.has(word) || own.has(word.replace(/(?:srv|server|prod|prd|test|dev|app|web|db|vm)$/, "")),
  );
};
