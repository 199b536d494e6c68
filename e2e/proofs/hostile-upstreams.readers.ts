import type { Behaviour } from "./hostile-upstreams.behaviour.js";

// How the values of a case's words are read.

/** Some words of a behaviour. */
export type Part = { [Word in keyof Behaviour]?: Behaviour[Word] | undefined };

export const gigabytes = 1e10;
const units: Record<string, number> = { k: 1e3, kb: 1e3, kib: 1024, m: 1e6, mb: 1e6, mib: 1024 ** 2, g: 1e9, gb: 1e9 };

/** A size: a number, a number with its unit (in the value or at the end of the word), or what `true` stands for. */
export function size(value: unknown, word: string, usual: number): number | undefined {
  if (value === true) return usual;
  const [, digits, unit = ""] = /^(-?[\d.e+_]+)\s*([kmg]i?b?)?$/i.exec(String(value)) ?? [];
  if (digits === undefined || typeof value === "boolean") return undefined;
  const [, ofWord = ""] = /_(kb|mb|gb|kib|mib)$/.exec(word) ?? [];
  return Number(digits.replaceAll("_", "")) * (units[unit.toLowerCase()] ?? units[ofWord] ?? 1);
}

/** Milliseconds; a word that ends in `_s` has seconds, and so has a bare word with a small number. */
export function pause(value: unknown, word: string, usual = 1000): number | undefined {
  if (value === true) return usual;
  const [, digits, unit] = /^([\d.]+)\s*(ms|s)?$/.exec(String(value)) ?? [];
  if (digits === undefined) return undefined;
  const seconds =
    unit === "s" || /_(?:s|sec|seconds)$/.test(word) || (!unit && !/_ms$/.test(word) && Number(digits) < 100);
  return Number(digits) * (seconds ? 1000 : 1);
}

export const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
export const isOn = (value: unknown): boolean => value !== false && value !== null;

/** Where an answer breaks off, in whatever words. */
export function breaksOff(value: unknown, word: string): Part | undefined {
  const [, how = "", where = ""] =
    /^(close|reset|rst|fin|hang|stall|stop|cut|truncate|drop|abort|die|silen)[a-z]*_(.+)$/.exec(word) ?? [];
  const place = `${where} ${typeof value === "string" ? value : ""}`;
  const by = /hang|stall|stop|silen/.test(how) ? "hang" : /reset|rst|abort/.test(how) ? "reset" : "close";
  const bytes = typeof value === "number" ? value : undefined;
  if (/request|accept|connect|handshake|hello/.test(place)) return undefined;
  if (/status|first_line/.test(place)) return { cut_head: bytes ?? 12, cut_by: by };
  if (/(?:after|before_body)/.test(where + place) && /head/.test(place)) return { cut_body: 0, cut_by: by };
  if (/head/.test(place)) return { cut_head: bytes ?? 40, cut_by: by };
  if (/body|byte|half|mid|chunk|answer|response/.test(place)) return { cut_body: bytes ?? 5, cut_by: by };
  return undefined;
}

const encodings = /^(?:x-)?(gzip|deflate|br)$/;
/** An honest encoding, or only its name where we have no such encoder or it says more than one. */
export function encoded(value: unknown): Part | undefined {
  const given = text(value)?.toLowerCase();
  if (given === undefined) return undefined;
  const [, packed] = encodings.exec(given === "brotli" ? "br" : given) ?? [];
  return packed === undefined ? { content_encoding: given } : { packed: packed as "gzip" };
}

export const packFault = (of: string): Part => {
  if (/trunc|cut|half|incomplete|short|unended/.test(of)) return { pack_fault: "cut" };
  if (/crc|check|corrupt|broken|bad/.test(of)) return { pack_fault: "checksum" };
  if (/trail|junk|garbage|extra/.test(of)) return { pack_fault: "trailing" };
  return /twice|multi|concat|member|two/.test(of) ? { pack_fault: "twice" } : {};
};

export function redirectTo(value: unknown): Part | undefined {
  if (typeof value === "number") return { redirects: value };
  if (value === true || value === "self" || value === "loop") return { redirect_loop: true };
  const named: Record<string, string> = {
    http: "http://{host}/",
    downgrade: "http://{host}/",
    https: "https://{host}/",
    login: "/login",
    sso: "https://sso.example/login",
    other: "https://other.example/",
    other_host: "https://other.example/",
    metadata: "http://169.254.169.254/latest/meta-data/",
    localhost: "http://127.0.0.1:1/",
    loopback: "http://127.0.0.1:1/",
    internal: "http://10.0.0.1/",
    private: "http://10.0.0.1/",
    file: "file:///etc/passwd",
    javascript: "javascript:alert(1)",
    data: "data:text/html,hello",
    ftp: "ftp://ftp.example/",
    empty: "",
    invalid: "http://[",
    relative: "elsewhere",
  };
  const given = text(value);
  return given === undefined ? undefined : { location: Object.hasOwn(named, given) ? named[given]! : given };
}

export function bomb(word: string, zeros: number | undefined): Part {
  if (/zstd/.test(word)) return { content_encoding: "zstd", body_bytes: 1024 };
  if (/deflate|zlib/.test(word)) return { deflate_zero: zeros };
  return /br/.test(word) ? { brotli_zero: zeros } : { gzip_zero: zeros };
}
