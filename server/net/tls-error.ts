import { NetError, type NetErrorCode } from "./error.js";

/*
 * Codes of OpenSSL (`ERR_SSL_` and its reason) and of the socket below, as Node gives them. Their texts are left
 * behind.
 */
const byCode: Record<string, NetErrorCode> = {
  ECONNRESET: "connection_lost",
  EPIPE: "connection_lost",
  // Plain text where TLS was expected.
  ERR_SSL_WRONG_VERSION_NUMBER: "tls_not_spoken",
  ERR_SSL_PACKET_LENGTH_TOO_LONG: "tls_not_spoken",
  ERR_SSL_HTTP_REQUEST: "tls_not_spoken",
  ERR_SSL_HTTPS_PROXY_REQUEST: "tls_not_spoken",
  ERR_SSL_UNEXPECTED_MESSAGE: "tls_not_spoken",
  // Only HTTP/2, say, where we speak HTTP/1.1.
  ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL: "not_http",
  // Nothing in common that is good enough.
  ERR_SSL_UNSUPPORTED_PROTOCOL: "tls_too_old",
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: "tls_too_old",
  ERR_SSL_TLSV1_ALERT_INSUFFICIENT_SECURITY: "tls_too_old",
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: "tls_too_old",
  ERR_SSL_NO_CIPHERS_AVAILABLE: "tls_too_old",
  ERR_SSL_DH_KEY_TOO_SMALL: "tls_too_old",
  ERR_SSL_WRONG_SIGNATURE_TYPE: "tls_too_old",
  ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED: "tls_too_old",
  // A certificate of ours was asked for and not given, or given and not liked.
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: "client_certificate_required",
  ERR_SSL_TLSV1_ALERT_CERTIFICATE_REQUIRED: "client_certificate_required",
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: "client_certificate_required",
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN: "client_certificate_required",
  ERR_SSL_SSLV3_ALERT_NO_CERTIFICATE: "client_certificate_required",
  ERR_SSL_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE: "client_certificate_required",
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED: "client_certificate_required",
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED: "client_certificate_required",
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: "client_certificate_required",
  ERR_SSL_TLSV1_ALERT_ACCESS_DENIED: "client_certificate_required",
};

/** An error of the TLS layer as one of ours; `keyed` says that keys had been agreed on before. */
export function tlsError(error: { code?: string | undefined }, keyed: boolean): NetError {
  if (keyed && error.code === "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE")
    return new NetError("client_certificate_required");
  return new NetError(tlsCode(error.code) ?? "tls_failed");
}

/** Our code for a code of the TLS layer, if it is known. */
export function tlsCode(code: string | undefined): NetErrorCode | undefined {
  return code === undefined ? undefined : byCode[code];
}
