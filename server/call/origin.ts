import { getDomain, getPublicSuffix } from "tldts";

/**
 * The origins that may embed the flow and call the person's endpoints: a tenant's list of whole
 * serialised origins (RFC 6454), and wildcards `https://*.` + registrable domain or below.
 */

export type OriginEntry = { ok: true; origin: string } | { ok: false; why: string };

const no = (why: string): OriginEntry => ({ ok: false, why });
const loopback = (host: string): boolean =>
  host === "localhost" || host.endsWith(".localhost") || host === "127.0.0.1" || host === "[::1]";

/** Judges what an operator wants to save, and normalises it: default port gone, IDN in its ASCII form. */
export function checkOriginEntry(entry: string): OriginEntry {
  const shape = /^(https?):\/\/(\*\.)?([^/?#\\@%*\s]+)\/?$/i.exec(entry);
  if (!shape) return no("must be one origin, like https://app.example.com, or https://*.example.com");
  const [, scheme = "", star = "", authority = ""] = shape;
  // What NFKC rewrites (circled letters, full width) was never typed by a person who meant it.
  if (authority.normalize("NFKC") !== authority) return no("has letters that only look like others");
  if (!URL.canParse(`${scheme}://${authority}`)) return no("is not a web address");
  const url = new URL(`${scheme}://${authority}`);
  const host = url.hostname;
  // URL lets `;`, `,` and quotes through in a host; they would end our frame-ancestors directive.
  if (!/^(?:[a-z0-9_.-]+|\[[0-9a-f:]+\])$/.test(host)) return no("has characters that no host name has");
  if (host.endsWith(".") || host.startsWith(".") || host.includes("..")) return no("has an empty label");
  if (url.port === "0") return no("has a port that does not exist");
  if (url.protocol === "http:" && (star || !loopback(host)))
    return no("must be https; http is for localhost in development");
  if (star && getDomain(host, { allowPrivateDomains: true }) === null)
    return no(
      `is too wide: anyone can have a page under ${getPublicSuffix(host, { allowPrivateDomains: true }) ?? host}`,
    );
  return { ok: true, origin: `${url.protocol}//${star}${url.host}` };
}

/**
 * Whether a page of this origin may use us. `list` is as `checkOriginEntry` normalised it; `origin` is the
 * value of an Origin header or of MessageEvent.origin, null where there was none. An empty list denies.
 */
export function originAllowed(list: readonly string[], origin: string | null | undefined): boolean {
  if (!origin || origin.includes("*")) return false;
  return list.some((entry) => entry === origin || (entry.includes("*") && under(entry, origin)));
}

function under(entry: string, origin: string): boolean {
  const end = entry.slice(entry.indexOf("*") + 1);
  if (!origin.startsWith("https://") || !origin.endsWith(end)) return false;
  const labels = origin.slice("https://".length, -end.length);
  return /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/.test(labels);
}

/** The `frame-ancestors` directive for a list: the browser's own rules for `*.` are the same as ours. */
export const frameAncestors = (list: readonly string[]): string =>
  `frame-ancestors ${list.length > 0 ? list.join(" ") : "'none'"}`;
