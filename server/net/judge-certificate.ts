import { timingSafeEqual, type X509Certificate } from "node:crypto";
import { normaliseFingerprint } from "./certificate.js";
import type { NetErrorCode } from "./error.js";
import type { TlsFacts } from "./step.js";
import type { Target } from "./target.js";
import type { Trust } from "./trust.js";

export type Verdict = { code: NetErrorCode } | { code?: undefined; trustedBy: TlsFacts["trustedBy"] };

/** Decides on a certificate: `chainError` is OpenSSL's verdict on the chain, undefined when it holds. */
export function judgeCertificate(
  certificate: X509Certificate,
  chainError: string | undefined,
  target: Target,
  trust: Trust,
): Verdict {
  if (trust.pin !== undefined) {
    return isPinned(certificate, trust.pin) ? { trustedBy: "pin" } : { code: "certificate_changed" };
  }
  if (chainError !== undefined) return { code: chainCode(chainError, certificate) };
  if (!isFor(certificate, target)) return { code: "certificate_wrong_name" };
  return { trustedBy: trust.ca === undefined ? "public" : "ca" };
}

function isPinned(certificate: X509Certificate, pin: string): boolean {
  const shown = Buffer.from(normaliseFingerprint(certificate.fingerprint256), "hex");
  const pinned = Buffer.from(normaliseFingerprint(pin), "hex");
  return shown.length === pinned.length && timingSafeEqual(shown, pinned);
}

// Common names stopped counting years ago (RFC 6125, 6.4.4; RFC 9525, 2).
function isFor(certificate: X509Certificate, target: Target): boolean {
  if (target.address) return certificate.checkIP(target.address.toString()) !== undefined;
  return certificate.checkHost(target.name, { subject: "never" }) !== undefined;
}

function chainCode(chainError: string, certificate: X509Certificate): NetErrorCode {
  switch (chainError) {
    case "CERT_HAS_EXPIRED":
      return "certificate_expired";
    case "CERT_NOT_YET_VALID":
      return "certificate_not_yet_valid";
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
      return "certificate_self_signed";
    case "EE_KEY_TOO_SMALL":
    case "CA_KEY_TOO_SMALL":
    case "CA_MD_TOO_WEAK":
      return "tls_too_old";
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY": {
      // A certificate that came alone and says where its issuer's is to be had comes from an authority that uses
      // intermediates; a company's own seldom does.
      const alone = certificate.issuerCertificate === undefined;
      return alone && certificate.infoAccess?.includes("CA Issuers")
        ? "certificate_chain_incomplete"
        : "certificate_unknown_issuer";
    }
    default:
      return "certificate_unknown_issuer";
  }
}
