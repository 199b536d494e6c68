import type { Address, AddressReading } from "#contract";
import { accountRule, accountUrl, readAccount } from "./account.js";
import type { Authority } from "./authority.js";
import type { HostReading } from "./host.js";
import { hostPattern, readPattern } from "./hosts.js";
import { readPath, withoutSlashes } from "./path.js";
import { changes, confirm, error } from "./reading.js";
import { looksLikeSecret } from "./secret.js";
import { rewritten, takesOf } from "./takes.js";
import type { Opened, WebOptions } from "./webOptions.js";

/** Makes the normalised address of parts that nothing speaks against, and says what was changed on the way. */
export function accepted(
  host: Extract<HostReading, { host: string }>,
  port: number | undefined,
  parts: Authority,
  opened: Opened,
  { system, systems }: Pick<WebOptions, "system" | "systems">,
): AddressReading {
  const { address } = system;
  // A port and a scheme that do not go together: nobody serves https on 80, nor http on 443.
  if (port === (opened.secure === false ? 443 : 80)) {
    const reading = accepted(host, undefined, parts, { ...opened, secure: true }, { system, systems });
    return opened.secure === undefined
      ? { ...reading, changed: [...new Set([...reading.changed, "scheme_added" as const, "port_dropped" as const])] }
      : confirm(reading, "typo");
  }
  const defaultPort = port === undefined || port === (opened.secure === false ? 80 : 443);
  const secure = opened.secure !== false || defaultPort;
  const name = rewritten(host.host, address) ?? host.host;
  const path = readPath(parts.path, address);
  const values = Object.assign(
    {},
    ...(address.hosts ?? []).map((text) => readPattern(hostPattern(text), name) ?? {}),
  ) as Record<string, string>;
  const takes = takesOf(host.host, parts, address);
  const base = `${secure ? "https" : "http"}://${name}${defaultPort ? "" : `:${port}`}`;
  const other = systems?.systemOf(host.host);
  const reading: AddressReading = {
    answer: "ok",
    url: base + path,
    changed: changes({
      scheme_added: opened.secure === undefined,
      made_secure: opened.secure === false && secure,
      cleaned: opened.cleaned,
      unicode_normalised: opened.unicode || host.unicode,
      host_rewritten: name !== host.host,
      port_dropped: port !== undefined && defaultPort,
      path_dropped: withoutSlashes(parts.path) !== path,
      query_dropped: parts.query !== "" || parts.fragment !== "",
    }),
    notices: [
      ...(secure ? [] : (["insecure_http"] as const)),
      ...(host.private ? (["private_address"] as const) : []),
      ...(host.kind === "single" ? (["single_label"] as const) : []),
      ...(isTest(name) ? (["test_system"] as const) : []),
    ],
    takes,
    ...(other !== undefined && other.id !== system.id && { system: { id: other.id, name: other.name } }),
  };
  if (reading.url !== undefined && path.split("/").some(looksLikeSecret)) {
    return confirm({ ...reading, url: base }, "looks_like_secret");
  }
  return address.kind === "account" ? ofAccount(reading, values, address) : reading;
}

/** Of an account's address the name matters, from which the address is made. */
function ofAccount(reading: AddressReading, values: Record<string, string>, address: Address): AddressReading {
  const rule = accountRule(address);
  const typed = reading.takes[rule.input] ?? values[rule.input];
  if (typed === undefined) return error("account_missing");
  const account = readAccount(typed, rule);
  if (account === undefined) return error("account_missing");
  const takes = { ...reading.takes, [rule.input]: account };
  return { ...reading, value: account, url: accountUrl(address, account) ?? reading.url, takes };
}

const isTest = (host: string) =>
  /(?:^|[.-])(?:test|sandbox|staging|stage|uat|qa|preprod|tstdrv\d*|sb\d)(?:[.\d-]|$)/.test(host);
