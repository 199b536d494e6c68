import type { Address } from "#contract";
import { match } from "./linear.js";

export type AccountRule = NonNullable<Address["account"]>;
const usual: AccountRule = { input: "account", pattern: "^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$", letters: "lower" };

export const accountRule = (address: Address): AccountRule => address.account ?? usual;

/** An account's name as its system writes it, or undefined where it cannot be one. */
export function readAccount(typed: string, rule: AccountRule): string | undefined {
  const spelled = rule.hyphen === undefined ? typed : typed.replace(/[-\s]/g, rule.hyphen);
  const name =
    rule.letters === "lower" ? spelled.toLowerCase() : rule.letters === "upper" ? spelled.toUpperCase() : spelled;
  return match(rule.pattern, name) === null ? undefined : name;
}

/** The address of an account: its template filled, or undefined while another input is missing in it. */
export function accountUrl(address: Address, account: string): string | undefined {
  const rule = accountRule(address);
  const label = (rule.hyphen === undefined ? account : account.replaceAll(rule.hyphen, "-")).toLowerCase();
  const url = address.url?.replaceAll(`{${rule.input}}`, label);
  return url === undefined || url.includes("{") ? undefined : url;
}
