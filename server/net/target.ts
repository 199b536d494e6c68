import { readAddress, type Address } from "./address.js";
import { NetError } from "./error.js";

/** Where a call wants to go, read once; everything after works on this and never on the text again. */
export interface Target {
  /** Lower case, ASCII, no dot at the end; for an address its canonical text without brackets. */
  name: string;
  /** Present when an address was given instead of a name. */
  address?: Address;
  port: number;
}

export interface WebTarget extends Target {
  url: URL;
  secure: boolean;
}

// C0 controls and DEL. The WHATWG parser drops tabs and newlines silently, which is how one host becomes another.
const control = /[\u0000-\u001f\u007f]/;
// Underscores and outer hyphens are no host names by the book, yet exist.
const labels = /^[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$/;

/** An `@` before the path. The WHATWG parser forgets a user without a name; it is there to mislead all the same. */
export const withUser = /^\s*(?:[a-z][a-z0-9+.-]*:[/\\]*|[/\\]{2,})[^/\\?#]*@/i;

/** Reads an http or https url by the WHATWG URL Standard. */
export function readUrl(input: string | URL): WebTarget {
  const url = parse(input);
  if (url.protocol !== "https:" && url.protocol !== "http:") throw new NetError("scheme_forbidden");
  if (url.username !== "" || url.password !== "" || withUser.test(String(input)))
    throw new NetError("userinfo_forbidden");
  const secure = url.protocol === "https:";
  return { url, secure, ...readHost(url.hostname), port: url.port === "" ? (secure ? 443 : 80) : Number(url.port) };
}

/** Reads the host and port a driver asks for. */
export function readTarget(host: string, port: number): Target {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new NetError("url_invalid");
  const bare = host.replace(/^\[(.*)\]$/, "$1");
  const address = readAddress(bare);
  if (address) return { name: address.toString(), address, port };
  if (/[/\\?#@:%\s[\]]/.test(bare)) throw new NetError("url_invalid");
  // The same reading as for a url, so that 0x7f.1 or full-width digits mean the same everywhere.
  return { ...readHost(parse(`http://${bare}/`).hostname), port };
}

function parse(input: string | URL): URL {
  const text = String(input);
  if (control.test(text)) throw new NetError("url_invalid");
  if (!URL.canParse(text)) throw new NetError("url_invalid");
  return new URL(text);
}

function readHost(hostname: string): { name: string; address?: Address } {
  const bare = hostname.replace(/^\[(.*)\]$/, "$1");
  const address = readAddress(bare);
  if (address) return { name: address.toString(), address };
  const name = bare.replace(/\.$/, "");
  if (name.length > 253 || !labels.test(name)) throw new NetError("url_invalid");
  return { name };
}
