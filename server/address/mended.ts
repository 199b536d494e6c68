import { parse } from "tldts";
import type { Authority } from "./authority.js";
import { isIpv6 } from "./host.js";
import { decoded } from "./markup.js";

/** An address put right where host or port are not written as one is; undefined where there is nothing to mend. */
export function mendedAuthority({ host, port, path }: Authority, rest: string): string | undefined {
  const end = rest.search(/[/\\?#]/);
  const authority = end < 0 ? rest : rest.slice(0, end);
  const tail = end < 0 ? "" : rest.slice(end);
  if (authority.length > 300) return undefined;
  if (isIpv6(authority)) return `[${authority}]${tail}`;
  if (/^[.,]+[^.,]+\./.test(host)) return rest.replace(/^[.,]+/, "");
  if (/%[0-9a-f]{2}/i.test(host)) {
    const plain = decoded(host);
    return /^[\w.-]+(?:[/?#]|$)/.test(plain) ? rest.replace(host, () => plain) : undefined;
  }
  const swallowed = /^\/+:(\d{1,5})(?=\/|$)/.exec(path); // "host/:8443"
  if (swallowed !== null && port === undefined) return `${host}:${swallowed[1]!}${path.slice(swallowed[0].length)}`;
  const doubled = /^:+(\d{2,5})$/.exec(port ?? ""); // "host::8443"
  if (doubled !== null) return `${host}:${doubled[1]!}${tail}`;
  const inside = /^(?:[^,;]+(?=[,;])|.+\.[a-z]{2,}(?=[.-]))[,;.-](\d{2,5})$/i.exec(host); // "host,8443", "host.8443"
  if (inside !== null && port === undefined && isName(host.slice(0, -inside[1]!.length - 1)))
    return `${host.slice(0, -inside[1]!.length - 1)}:${inside[1]!}${tail}`;
  if (/[^.],[^.]|[^.];[^.]|\.{2,}/.test(host)) return rest.replace(host, host.replace(/[.,;]+/g, "."));
  return undefined;
}

const isName = (host: string): boolean => parse(host, { allowPrivateDomains: false }).isIcann === true;

/** "acme_odoo_com", "acme/odoo.com", "acme:odoo.com": what stands where dots should, if a host of the cloud comes of it. */
export function redotted(rest: string, own: (host: string) => boolean): string | undefined {
  const pieces = rest.slice(0, 120).split(/[.,;:_/|\\]+/);
  for (let taken = 2; taken <= Math.min(pieces.length, 6); taken++) {
    const host = pieces.slice(0, taken).join(".").toLowerCase();
    if (own(host)) return host;
  }
  return undefined;
}
