import { mostFileBytes } from "#contract/fileSize";
import { elementAt, partsOf, tags } from "./der.js";

export type Refused = "too_large" | "private_key" | "no_certificate";
export type Authority = { readonly pem: string; readonly count: number } | { readonly refused: Refused };

/** Of PEM, as the contract has it. */
const mostText = 32_768;

/**
 * Reads a file as certificates of an authority, here in the browser: PEM (RFC 7468) as it is, DER turned into PEM.
 * A private key never gets any further than here, and neither does anything else that is no certificate.
 */
export function readAuthority(bytes: Uint8Array): Authority {
  if (bytes.length > mostFileBytes) return { refused: "too_large" };
  const text = new TextDecoder("latin1").decode(bytes);
  const blocks = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \1-----/g)];
  const named = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----/g)].map(([, label]) => label as string);
  if (named.some((label) => label.includes("PRIVATE KEY"))) return { refused: "private_key" };
  const all = named.length > 0 ? blocks.map(([, , body]) => decode(body as string)) : [bytes];
  const kinds = all.map((one) => (one ? kindOf(one) : "other"));
  if (kinds.includes("private_key")) return { refused: "private_key" };
  if (kinds.length === 0 || kinds.length < named.length || kinds.includes("other"))
    return { refused: "no_certificate" };
  const pem = all.map((one) => encode(one as Uint8Array)).join("");
  return pem.length > mostText ? { refused: "too_large" } : { pem, count: all.length };
}

/** What DER holds, by its outermost shape: a certificate (RFC 5280, 4.1), or a key or key store (PKCS #1, #8, #12, SEC 1). */
function kindOf(bytes: Uint8Array): "certificate" | "private_key" | "other" {
  const whole = elementAt(bytes, 0);
  if (!whole || whole.tag !== tags.sequence || whole.to !== bytes.length) return "other";
  const parts = partsOf(bytes, whole);
  const shape = parts.map(({ tag }) => tag);
  // Keys begin with their version; encrypted ones (PKCS #8) are an algorithm and octets.
  if (shape[0] === tags.integer || (shape[0] === tags.sequence && shape[1] === tags.octets)) return "private_key";
  if (shape.join() !== [tags.sequence, tags.sequence, tags.bits].join()) return "other";
  const [first, second, , , , sixth] = partsOf(bytes, parts[0]!).map(({ tag }) => tag);
  // A request to be certified has the same shape outside; inside a certificate has its version, or five parts more.
  const told = first === tags.version && second === tags.integer;
  return told || (first === tags.integer && sixth === tags.sequence) ? "certificate" : "other";
}

function decode(base64: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(base64.replace(/\s/g, "")), (sign) => sign.charCodeAt(0));
  } catch {
    return null;
  }
}

function encode(bytes: Uint8Array): string {
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}(?!$)/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
}
