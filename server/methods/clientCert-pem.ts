import { X509Certificate } from "node:crypto";
import type { CauseCode } from "#contract";

const block = /-----BEGIN ([A-Z0-9 ]{1,40})-----([\s\S]*?)-----END \1-----/g;

/** Certificates in what was pasted, or why there are none. Whatever else stands around them is left out. */
export function certificatesIn(text: string): X509Certificate[] | CauseCode {
  const found = [...text.matchAll(block)].filter(([, label]) => /^(?:X509 |TRUSTED )?CERTIFICATE$/.test(label!));
  if (found.length === 0) return isCutOff(text, "CERTIFICATE") ? "pem_incomplete" : "certificate_expected";
  try {
    // A field of one line takes the line ends out; the bytes are the same.
    return found.map(([, , inner]) => new X509Certificate(Buffer.from(inner!.replace(/\s+/g, ""), "base64")));
  } catch {
    return "pem_incomplete";
  }
}

/** The block of the private key in what was pasted, or why there is none. */
export function keyBlockIn(text: string): { pem: string } | CauseCode {
  const found = [...text.matchAll(block)].find(([, label]) => label!.endsWith("PRIVATE KEY"));
  if (found) return { pem: found[0] };
  return isCutOff(text, "PRIVATE KEY") ? "pem_incomplete" : "private_key_expected";
}

/** A line that begins or ends such a block, and nothing that goes with it. */
const isCutOff = (text: string, label: string): boolean =>
  new RegExp(`-----(?:BEGIN|END) [A-Z0-9 ]*${label}`).test(text);
