import type { AddressReading } from "#contract";
import { accountRule, accountUrl, readAccount } from "./account.js";
import { namesOf, type Addressed } from "./hosts.js";
import { parse } from "tldts";
import { isPlaceholder } from "./placeholder.js";
import { confirm, error } from "./reading.js";
import { looksLikeSecret } from "./secret.js";
import { isVendorsPage } from "./vendor.js";

/** A text that is the account's name and nothing else, or its name after words: "Account 1234567". */
export function plainAccount(text: string, system: Addressed, cleaned: boolean): AddressReading | undefined {
  if (/[/@:]/.test(text) || text.length > 120) return undefined;
  const rule = accountRule(system.address);
  const account = readAccount(text, rule);
  if (account !== undefined) {
    // A key in the place of a name, where the entry does not say that names look so.
    if (looksLikeSecret(text) && system.address.account === undefined) return error("looks_like_secret");
    if (!account.includes(".") || parse(account).isIcann === true) return ofAccount(account, system, cleaned);
    // A domain as an account, without its end: "acme.onmicrosoft".
    const whole = readAccount(`${account}.com`, rule);
    return whole === undefined ? undefined : confirm(ofAccount(whole, system, true), "typo");
  }
  const space = text.lastIndexOf(" ");
  const last = text.slice(space + 1);
  if (space < 1 || !/\d/.test(last) || !/^[\p{L} ()#]+$/u.test(text.slice(0, space))) return undefined;
  if (looksLikeSecret(last) && system.address.account === undefined) return error("looks_like_secret");
  const named = readAccount(last, rule);
  return named === undefined ? undefined : confirm(ofAccount(named, system, true));
}

/** @param account as its system writes it */
export function ofAccount(account: string, system: Addressed, cleaned: boolean): AddressReading {
  const { address } = system;
  const rule = accountRule(address);
  const url = accountUrl(address, account);
  if (/^0{8}-(?:0{4}-){3}0{12}$/.test(account)) return error("placeholder");
  if (url !== undefined && isPlaceholder(new URL(url).hostname, true)) return error("placeholder");
  if (isNobodys(account, system)) return error("not_an_address");
  return {
    answer: "ok",
    value: account,
    url: url ?? address.url,
    changed: cleaned ? ["cleaned"] : [],
    notices: [],
    takes: { [rule.input]: account },
  };
}

/** The system's own name, or words that stand for nothing. */
const isNobodys = (account: string, system: Addressed): boolean =>
  account.toLowerCase() === system.name.toLowerCase() ||
  namesOf(system).includes(account.toLowerCase()) ||
  isVendorsPage(account.toLowerCase()) ||
  /^(?:https?|ftp|www|n-?a|none|null|undefined|nil|unknown|tbd|todo|keine?|nein|no|yes|ja|url)$/i.test(account);
