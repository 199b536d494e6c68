import { tls, type Fault } from "./fault.js";

/** Certificates and handshakes, right and wrong, in front of the system behind. */
export const tlsFaults = {
  valid: {
    what: "none: a certificate for localhost from the private CA, with its intermediate",
    scheme: "https",
    directives: ({ certificates, pass }) => tls(certificates.server) + pass,
  },
  selfSigned: {
    what: "a certificate that nobody signed",
    scheme: "https",
    directives: ({ certificates, pass }) => tls(certificates.selfSign("self-signed")) + pass,
  },
  wrongName: {
    what: "a certificate for erp.plant.example",
    scheme: "https",
    directives: ({ certificates, pass }) =>
      tls(certificates.sign("wrong-name", { names: "DNS:erp.plant.example" })) + pass,
  },
  expired: {
    what: "a certificate that has ended",
    scheme: "https",
    directives: ({ certificates, pass }) => tls(certificates.sign("expired", { expired: true })) + pass,
  },
  notYetValid: {
    what: "a certificate that begins tomorrow",
    scheme: "https",
    directives: ({ certificates, pass }) => tls(certificates.sign("not-yet-valid", { notYetValid: true })) + pass,
  },
  missingIntermediate: {
    what: "the certificate without the intermediate that signed it",
    scheme: "https",
    directives: ({ certificates, pass }) => {
      const leaf = certificates.sign("alone", { issuerAt: "http://ca.plant.example/issuing.crt" });
      return tls(leaf, leaf.certificate) + pass;
    },
  },
  oldTls: {
    what: "TLS 1.1 and nothing newer",
    scheme: "https",
    // OpenSSL 3 offers TLS 1.1 at security level 0 only, and a P-256 key signs no SHA-1 there; RSA does.
    directives: ({ certificates, pass }) =>
      `${tls(certificates.sign("old-tls", { rsa: true }))} ssl_protocols TLSv1.1; ssl_ciphers ALL:@SECLEVEL=0; ${pass}`,
  },
  rejectedHandshake: {
    what: "breaks off the handshake: it serves no such name",
    scheme: "https",
    directives: ({ certificates }) => `${tls(certificates.server)} ssl_reject_handshake on;`,
  },
  clientCertificate: {
    what: "asks the client for a certificate of the private CA",
    scheme: "https",
    directives: ({ certificates, pass }) =>
      `${tls(certificates.server)} ssl_client_certificate ${certificates.caFile}; ssl_verify_client on; ssl_verify_depth 2; ${pass}`,
  },
} satisfies Record<string, Fault>;
