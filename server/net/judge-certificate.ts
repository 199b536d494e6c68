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
    case "UNSPECIFIED":
      // Node has no name for this verdict; it may well be that key or signature are too weak.
      return isWeak(certificate) ? "tls_too_old" : "certificate_unknown_issuer";
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

/** Signatures by MD5 and SHA-1 with RSA, and by SHA-1 with an elliptic curve (RFC 3279, 2.2), as they stand in DER. */
const weakSignatures = ["2a864886f70d010104", "2a864886f70d010105", "2a8648ce3d0401"].map((oid) =>
  Buffer.from(oid, "hex"),
);

function isWeak(certificate: X509Certificate): boolean {
  const { modulusLength } = certificate.publicKey.asymmetricKeyDetails ?? {};
  if (modulusLength !== undefined && modulusLength < 1024) return true;
  return weakSignatures.some((oid) => certificate.raw.includes(oid));
}
