import { parse } from "tldts";
import type { AddressReading } from "#contract";
import { splitAuthority, type Authority } from "./authority.js";
import { readHost } from "./host.js";
import { hostPattern } from "./hosts.js";
import { judge } from "./judge.js";
import { mendedAuthority, redotted } from "./mended.js";
import { readPort } from "./port.js";
import { confirm, error } from "./reading.js";
import { holdsKey } from "./secret.js";
import { readSingleLabel } from "./singleLabel.js";
import { rewritten } from "./takes.js";
import { vendorsLookAlike } from "./vendor.js";
import type { Opened, WebOptions } from "./webOptions.js";

/** Reads an http(s) address for a system. */
export function readWebAddress(opened: Opened, options: WebOptions): AddressReading {
  const parts = splitAuthority(opened.rest);
  if (parts.userinfo !== undefined) {
    if (opened.secure === undefined && !parts.host.includes(".")) return error("not_an_address");
    return withoutUserinfo(parts, opened, options);
  }
  // Some readers would go to what follows the "@": "https://one.example\\@two.example".
  if (/^[^/]*\\@/.test(opened.rest)) return error("credentials_in_url");
  const mends = (opened.mends ?? 0) + 1;
  const again = (rest: string) => confirm(readWebAddress({ ...opened, rest, mends }, options), "typo");
  const mended = mends > 4 ? undefined : mendedAuthority(parts, opened.rest);
  if (mended !== undefined && mended !== opened.rest) return again(mended);
  if (holdsKey(parts.host)) return error("looks_like_secret");

  const host = readHost(parts.host);
  const port = readPort(parts.port);
  if ("code" in port || "code" in host || host.kind === "single") {
    const meant = redotted(opened.rest, (name) => isOwn(name, options));
    if (meant !== undefined && meant !== parts.host.toLowerCase()) return again(meant);
  }
  if ("code" in host) return error(vendorsLookAlike(parts.host, options) ? "homograph" : host.code);
  if ("code" in port) {
    const words = host.kind === "single" && opened.secure === undefined && /^[a-z]/i.test(parts.port ?? "");
    return error(words ? "not_an_address" : port.code);
  }
  if (host.kind === "single") {
    const answer = readSingleLabel(host.host, parts, opened, options);
    const unreachable = answer.code === "single_label" || answer.code === "private_address";
    // A name of the office's own network is an address only where the operator lets us go there.
    const usual = opened.secure === false ? 80 : 443;
    if (!unreachable || !options.allowPrivate(host.host, port.port ?? usual)) return answer;
  }
  const reading = judge(host, port.port, parts, opened, { ...options, read: readWebAddress });
  return port.guessed ? confirm(reading, "typo") : reading;
}

/** Whether a host is in the system's own cloud. */
export const isOwn = (host: string, { system }: Pick<WebOptions, "system">): boolean =>
  host.length < 254 &&
  ((system.address.hosts ?? []).some((text) => hostPattern(text).test.test(host)) ||
    rewritten(host, system.address) !== undefined);

const isHost = (text: string): boolean =>
  text.includes(".") && !text.includes("%40") && parse(text, { allowPrivateDomains: false }).isIcann === true;

/** The address without what stood before its "@", unless that is where the person may have wanted to go. */
function withoutUserinfo(parts: Authority, opened: Opened, options: WebOptions): AddressReading {
  const before = parts.userinfo!.split(":")[0]!;
  if (parts.userinfo!.split(/[:@]/, 4).some(isHost)) return error("credentials_in_url");
  const rest = opened.rest.slice(opened.rest.indexOf("@", parts.userinfo!.length) + 1);
  return confirm(readWebAddress({ ...opened, rest }, options), before === "" ? "typo" : "credentials_in_url");
}
