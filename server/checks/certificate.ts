import type { Fact } from "#contract";
import type { CertificateFacts } from "../net/index.js";

/** A certificate as facts, one `name: value` each: subject, issuer, names, validFrom, validTo, sha256. */
export function certificateFacts(certificate: CertificateFacts): Fact[] {
  const { subject, issuer, names, validFrom, validTo, sha256 } = certificate;
  const rows = { subject, issuer, names: names.join(", "), validFrom, validTo, sha256 };
  return Object.entries(rows)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => ({ kind: "certificate", value: `${name}: ${value}` }));
}
