/**
 * Why an answer is not yes. A cause is a stable code with a culprit and a way on; its words live in
 * `widget/words/<language>`, its page at `/docs/causes/<code>`. This file has no imports, so that the
 * browser can have it for nothing.
 */

/** Whose doing it is. Only `input` and `permission` may speak to the person about what they entered. */
export type Culprit = "input" | "permission" | "system" | "network" | "host" | "us";

export interface Cause {
  readonly culprit: Culprit;
  /** Fields the cause points at, by the field's role; the first one that exists is marked and focused. */
  readonly fields?: readonly FieldRole[];
  /** Whether the very same question, asked again later, may be answered differently. */
  readonly retry: boolean;
  /** Whether the person in front of the screen can mend it. */
  readonly mendable: boolean;
  /** The person may judge the certificate herself: trust this very one, or name the authority that stands behind it. */
  readonly trust?: true;
  /** A firewall may be in between: the addresses that it must let in are shown. */
  readonly firewall?: true;
}

/** What a field is for, whatever an entry calls it. */
export type FieldRole = "address" | "username" | "password" | "key" | "secret" | "company" | "folder" | "port";

const cause = (culprit: Culprit, mendable: boolean, retry: boolean, ...fields: FieldRole[]): Cause => ({
  culprit,
  mendable,
  retry,
  ...(fields.length > 0 && { fields }),
});

/** A certificate that no public authority vouches for, or that does not fit; a person may know better. */
const certificate = (mendable: boolean, ...fields: FieldRole[]): Cause => ({
  ...cause(mendable ? "input" : "system", mendable, false, ...fields),
  trust: true,
});
const firewalled = (one: Cause): Cause => ({ ...one, firewall: true });

export const causes = {
  // The address, before anything is sent.
  address_not_understood: cause("input", true, false, "address"),
  address_forbidden: cause("host", false, false, "address"),
  port_forbidden: cause("host", true, false, "address", "port"),

  // On the way there.
  name_not_found: cause("input", true, true, "address"),
  name_timed_out: cause("network", false, true),
  connection_refused: firewalled(cause("system", true, true, "address", "port")),
  connection_timed_out: firewalled(cause("network", false, true, "address")),
  unreachable: firewalled(cause("network", false, true, "address")),
  connection_lost: cause("system", false, true),

  // Secure or not.
  certificate_expired: certificate(false),
  certificate_not_yet_valid: certificate(false),
  certificate_wrong_name: certificate(true, "address"),
  certificate_self_signed: certificate(false),
  certificate_unknown_issuer: certificate(false),
  certificate_chain_incomplete: certificate(false),
  certificate_changed: certificate(false),
  tls_too_old: cause("system", false, false),
  tls_not_spoken: cause("input", true, false, "address", "port"),
  tls_required: cause("input", true, false, "address"),
  tls_failed: cause("system", false, true),
  client_certificate_required: cause("permission", false, false),
  plain_http: cause("system", true, false, "address"),

  // Something answers, but not what was looked for.
  http_not_spoken: cause("input", true, false, "address", "port"),
  redirected_elsewhere: cause("input", true, false, "address"),
  redirect_loop: cause("system", false, false, "address"),
  login_page: cause("input", true, false, "address"),
  web_page: cause("input", true, false, "address"),
  parked_domain: cause("input", true, false, "address"),
  proxy_page: cause("network", false, true, "address"),
  wrong_product: cause("input", true, false, "address"),
  unknown_path: cause("input", true, false, "address"),
  api_disabled: cause("permission", false, false),
  sign_in_required: cause("input", true, false, "address"),

  // Signing in.
  credentials_wrong: cause("input", true, false, "password", "key", "secret", "username"),
  choice_needed: cause("input", true, false, "company"),
  company_unknown: cause("input", true, false, "company"),
  credentials_or_company_wrong: cause("input", true, false, "company", "password"),
  key_of_another_kind: cause("input", true, false, "key", "password"),
  key_protected: cause("input", true, false, "key", "secret"),
  passphrase_wrong: cause("input", true, false, "secret"),
  pem_incomplete: cause("input", true, false, "key"),
  certificate_expected: cause("input", true, false, "key"),
  private_key_expected: cause("input", true, false, "key"),
  key_not_of_certificate: cause("input", true, false, "key"),
  certificate_too_weak: cause("permission", false, false, "key"),
  credentials_expired: cause("permission", false, false, "password", "key"),
  credentials_revoked: cause("permission", false, false, "password", "key"),
  account_locked: cause("permission", false, true),
  account_suspended: cause("permission", false, false),
  second_factor_required: cause("permission", false, false),
  answer_needed: cause("input", true, false),
  permission_missing: cause("permission", false, false),
  scope_missing: cause("permission", false, false),
  plan_without_api: cause("permission", false, false),
  address_not_allowed: firewalled(cause("permission", false, true)),
  rate_limited: cause("system", false, true),
  no_free_session: cause("system", false, true),

  // Their trouble.
  server_error: cause("system", false, true),
  maintenance: cause("system", false, true),
  answer_not_understood: cause("system", false, true),
  answer_too_large: cause("system", false, false),
  answer_timed_out: cause("system", false, true),

  // Consent elsewhere.
  consent_refused: cause("input", true, true),
  consent_expired: cause("input", true, true),
  consent_failed: cause("system", false, true),
  popup_blocked: cause("input", true, true),
  application_refused: cause("host", false, false),

  // Files and databases.
  folder_not_found: cause("input", true, false, "folder"),
  folder_forbidden: cause("permission", false, false, "folder"),
  folder_outside_roots: cause("host", true, false, "folder"),
  table_missing: cause("permission", false, false),

  // Reading data.
  data_missing: cause("system", false, true),
  data_not_described: cause("us", false, false),

  // Worth knowing, never in the way.
  key_expires_soon: cause("permission", false, false),
  test_system: cause("input", true, false, "address"),
  clock_differs: cause("system", false, false),

  // Ours.
  method_not_built: cause("us", false, false),
  cancelled: cause("input", true, true),
  deadline_exceeded: cause("network", false, true),
  internal: cause("us", false, true),
} as const satisfies Record<string, Cause>;

export type CauseCode = keyof typeof causes;
export const causeCodes = Object.keys(causes) as [CauseCode, ...CauseCode[]];
