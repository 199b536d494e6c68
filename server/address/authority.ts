/** The parts of an address whose scheme was read off, as they were written. */
export interface Authority {
  readonly userinfo?: string;
  readonly host: string;
  readonly port?: string;
  /** With its slash; query and fragment without their marks. */
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

/** Splits as browsers do: the authority ends at the first slash of either kind, "?" or "#"; userinfo at its last "@". */
export function splitAuthority(rest: string): Authority {
  const end = rest.search(/[/\\?#]/);
  const authority = end < 0 ? rest : rest.slice(0, end);
  const tail = end < 0 ? "" : rest.slice(end);
  const [, path = "", query = "", fragment = ""] = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(tail) ?? [];
  const at = authority.lastIndexOf("@");
  const userinfo = at < 0 ? undefined : authority.slice(0, at);
  const place = authority.slice(at + 1).trim();
  const ipv6 = /^(\[[^\]]*\])(?::(.*))?$/s.exec(place);
  const colon = place.indexOf(":");
  const [host, port] = ipv6
    ? [ipv6[1]!, ipv6[2]]
    : colon < 0
      ? [place, undefined]
      : [place.slice(0, colon), place.slice(colon + 1)];
  return { userinfo, host: host.trim(), port: port?.trim(), path: path.replace(/\\/g, "/"), query, fragment };
}
