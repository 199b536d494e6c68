import type { X509Certificate } from "node:crypto";
import type { Certificate } from "#contract";

/** A certificate as it may be shown to a person. Text is cut and cleaned: it was written by the other side. */
export type CertificateFacts = Omit<Certificate, "trustedBy">;

const maxNames = 20;
const maxText = 120;

export function certificateFacts(certificate: X509Certificate): CertificateFacts {
  return {
    subject: shortName(certificate.subject),
    issuer: shortName(certificate.issuer),
    names: alternativeNames(certificate.subjectAltName),
    validFrom: isoDate(certificate.validFrom),
    validTo: isoDate(certificate.validTo),
    sha256: normaliseFingerprint(certificate.fingerprint256),
  };
}

/** `AB:CD:…` as tools print it, to 64 lower-case hex digits. */
export function normaliseFingerprint(text: string): string {
  return text.replace(/[^0-9a-f]/gi, "").toLowerCase();
}

// Node prints a distinguished name as one `KEY=value` a line.
function shortName(distinguished: string | undefined): string {
  if (!distinguished) return "";
  const common = /^CN=(.*)$/m.exec(distinguished)?.[1];
  return clean(common ?? distinguished.split("\n").join(", "));
}

function alternativeNames(text: string | undefined): string[] {
  if (!text) return [];
  // A name that holds a comma is printed in quotes; nobody needs such a name, so it is left out.
  return text
    .split(", ")
    .map((entry) => /^(?:DNS|IP Address):([^"]+)$/.exec(entry)?.[1])
    .filter((name) => name !== undefined)
    .slice(0, maxNames)
    .map(clean);
}

function clean(text: string): string {
  return text.replace(/\p{C}/gu, "").slice(0, maxText);
}

function isoDate(text: string): string {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString();
}
