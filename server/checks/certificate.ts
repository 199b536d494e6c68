import type { Fact } from "#contract";
import type { CertificateFacts } from "../net/index.js";

/** A certificate in one line: whose it is, who says so, from when to when. */
export function certificateFact({ subject, issuer, validFrom, validTo }: CertificateFacts): Fact {
  const dates = [validFrom, validTo].map((date) => date.slice(0, 10)).join(" – ");
  return { kind: "certificate", value: [subject, issuer, dates].filter((part) => part !== "").join(" · ") };
}

/** One that is not trusted, with all that somebody needs who is to judge it: its names and its fingerprint. */
export function strangeCertificateFacts(certificate: CertificateFacts): Fact[] {
  const names = certificate.names.join(", ");
  return [
    certificateFact(certificate),
    ...(names === "" ? [] : [{ kind: "certificate" as const, value: names }]),
    { kind: "certificate", value: `SHA-256 ${certificate.sha256}` },
  ];
}
