import type { CauseCode } from "#contract";

/**
 * The corpora's words for what a person is told, and the causes in which the product tells it. A code that is not here
 * binds nothing by itself: outcome, requests and the flow's state still do.
 */
export const causesOf: Record<string, readonly CauseCode[]> = {
  access_denied: ["consent_refused"],
  interaction_required: ["consent_refused"],
  login_required: ["consent_refused"],
  consent_required: ["consent_refused"],
  account_selection_required: ["consent_refused"],
  admin_approval_needed: ["permission_missing"],
  scope_missing: ["scope_missing"],
  invalid_scope: ["scope_missing"],
  integration_misconfigured: ["application_refused"],
  code_missing: ["consent_failed"],
  provider_error: ["consent_failed"],
  provider_rejected_code: ["consent_expired"],
  provider_bad_answer: ["answer_not_understood", "answer_too_large"],
  provider_unavailable: [
    "consent_failed",
    "server_error",
    "answer_timed_out",
    "deadline_exceeded",
    "connection_lost",
    "connection_refused",
  ],
  session_revoked: ["consent_expired"],
  flow_expired: ["consent_expired"],
  state_expired: ["consent_expired"],
};

/** The corpora's words for what is turned away, where the log has more than one for it. */
export const faultsOf: Record<string, readonly string[]> = {
  // To a browser with a cookie of its own the state of another's flow is one that it does not know.
  browser_mismatch: ["browser_mismatch", "state_unknown"],
  prefetch: ["prefetched"],
  // A flow that has run out is not found by its cookie either.
  expired: ["expired", "browser_mismatch"],
  flow_expired: ["expired", "browser_mismatch"],
  state_expired: ["expired", "browser_mismatch"],
};
