import type { CauseCode } from "#contract/cause";

/**
 * The corpus's codes in our words. Where we tell several things apart that the corpus calls one, each of them is right;
 * `ok` and `any` are no causes and are judged by the outcome.
 */
export const causesOf: Readonly<Record<string, readonly CauseCode[]>> = {
  // On the way there. Which deadline ended the wait depends on where the system fell silent.
  connection_refused: ["connection_refused"],
  connection_closed: ["connection_lost"],
  timeout: ["connection_timed_out", "answer_timed_out", "deadline_exceeded"],

  // Secure or not.
  tls_error: ["tls_failed", "tls_not_spoken"],
  tls_expired: ["certificate_expired"],
  tls_not_yet_valid: ["certificate_not_yet_valid"],
  tls_wrong_name: ["certificate_wrong_name"],
  tls_self_signed: ["certificate_self_signed"],
  tls_untrusted: ["certificate_unknown_issuer"],
  tls_unknown_ca: ["certificate_unknown_issuer"],
  tls_incomplete_chain: ["certificate_chain_incomplete"],
  tls_too_old: ["tls_too_old"],
  tls_client_cert_needed: ["client_certificate_required"],

  // Not http, or not as http has to be. TLS on the plain port is told by the way on: use https.
  not_http: ["http_not_spoken", "tls_required"],
  // Broken, or so much of what is no body that we do not go on to see whether it is: 16 KiB of headers and trailers.
  bad_answer: ["answer_not_understood", "answer_too_large"],
  too_large: ["answer_too_large"],

  // An answer, but not what was looked for.
  unexpected_answer: ["answer_not_understood"],
  wrong_system: ["wrong_product"],
  wrong_address_or_version: ["unknown_path"],
  wrong_address: ["unknown_path", "login_page", "redirected_elsewhere"],
  login_page: ["login_page"],
  not_an_api: ["login_page"],
  redirect: ["redirected_elsewhere", "tls_required", "login_page"],
  redirected: ["redirected_elsewhere", "tls_required", "login_page"],
  redirect_loop: ["redirect_loop"],
  proxy_needs_login: ["proxy_page"],
  captive_portal: ["proxy_page"],
  blocked_by_firewall: ["address_not_allowed"],

  // Signing in.
  bad_credentials: ["credentials_wrong"],
  not_permitted: ["permission_missing", "plan_without_api", "scope_missing"],
  account_locked: ["account_locked", "account_suspended"],
  rate_limited: ["rate_limited"],

  // Their trouble. A gateway that reaches nothing behind it (502, 504) is an error to us, 503 maintenance.
  system_error: ["server_error"],
  system_unavailable: ["maintenance", "server_error"],
};
