import { X509Certificate } from "node:crypto";

const block = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

/** Whether a text is certificates in PEM (RFC 7468) and nothing else: a private key in it is refused unread. */
export function isAuthority(pem: string): boolean {
  const blocks = pem.match(block) ?? [];
  const rest = pem.replace(block, "");
  return blocks.length > 0 && !rest.includes("-----BEGIN") && blocks.every(isCertificate);
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}
