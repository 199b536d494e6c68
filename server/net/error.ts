import type { CauseCode } from "#contract";
import type { AddressKind } from "./address.js";
import type { CertificateFacts } from "./certificate.js";

/**
 * Everything that can go wrong on the way out, each with the cause a person is told.
 * Several codes may share a cause: the code is for us and the logs, the cause for people.
 */
export const netCauses = {
  // Refused before anything is sent.
  url_invalid: "address_not_understood",
  scheme_forbidden: "address_not_understood",
  userinfo_forbidden: "address_not_understood",
  name_forbidden: "address_forbidden",
  address_forbidden: "address_forbidden",
  port_forbidden: "port_forbidden",
  request_invalid: "internal",

  // On the way there.
  name_not_found: "name_not_found",
  name_timed_out: "name_timed_out",
  /** Name servers answered that they cannot tell (SERVFAIL and the like). */
  name_failed: "name_timed_out",
  connection_refused: "connection_refused",
  connection_timed_out: "connection_timed_out",
  unreachable: "unreachable",
  connection_lost: "connection_lost",
  peer_changed: "address_forbidden",

  // Secure or not.
  certificate_expired: "certificate_expired",
  certificate_not_yet_valid: "certificate_not_yet_valid",
  certificate_wrong_name: "certificate_wrong_name",
  certificate_self_signed: "certificate_self_signed",
  certificate_unknown_issuer: "certificate_unknown_issuer",
  certificate_chain_incomplete: "certificate_chain_incomplete",
  /** Another certificate than the pinned one. */
  certificate_changed: "certificate_changed",
  /** Ours was asked for and not given, or not liked. */
  client_certificate_required: "client_certificate_required",
  /** OpenSSL takes ours no more. */
  client_certificate_unusable: "certificate_too_weak",
  tls_too_old: "tls_too_old",
  tls_not_spoken: "tls_not_spoken",
  tls_timed_out: "connection_timed_out",
  tls_failed: "tls_failed",

  // The answer.
  answer_timed_out: "answer_timed_out",
  not_http: "http_not_spoken",
  bad_http: "answer_not_understood",
  bad_encoding: "answer_not_understood",
  headers_too_large: "answer_too_large",
  body_too_large: "answer_too_large",
  redirect_forbidden: "redirected_elsewhere",
  redirect_loop: "redirect_loop",

  // The run.
  deadline_exceeded: "deadline_exceeded",
  cancelled: "cancelled",
} as const satisfies Record<string, CauseCode>;

export type NetErrorCode = keyof typeof netCauses;

/** What is known and fit for people and logs. Never a secret, never text of the other side but its certificate. */
export interface NetFacts {
  host?: string;
  port?: number;
  /** Addresses that were judged or tried. */
  addresses?: string[];
  /** Of the address that was refused. */
  addressKind?: AddressKind;
  /** Why a name was refused: it can only mean something local, or it is this product itself. */
  nameKind?: "local" | "own";
  certificate?: CertificateFacts;
  /** What answered, when it was not what was expected. */
  speaks?: "http" | "tls" | "ssh";
  /** Bytes, of a size limit that was passed. */
  limit?: number;
  /** Name of the request header that cannot be sent. */
  header?: string;
  /** Origin a redirect pointed to. */
  redirectTo?: string;
}

/** The only error this room throws once a call has begun. `message` repeats the code, so that nothing leaks by it. */
export class NetError extends Error {
  override readonly name = "NetError";

  constructor(
    readonly code: NetErrorCode,
    readonly facts: NetFacts = {},
  ) {
    super(code);
  }

  /** What a person is told. */
  get causeCode(): CauseCode {
    return netCauses[this.code];
  }

  /** The same error with facts that only the caller knew; what is known already stays. */
  with(facts: NetFacts): NetError {
    return new NetError(this.code, { ...facts, ...this.facts });
  }
}
