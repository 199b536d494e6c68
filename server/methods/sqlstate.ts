import type { CauseCode } from "#contract";

/**
 * What an error of PostgreSQL means to a person (PostgreSQL 15, Appendix A, error codes). `routine` tells apart what
 * one code is used for; its texts are translated, so they cannot.
 */
export function sqlCause(code: string, routine?: string): CauseCode {
  // Refused by pg_hba.conf, which goes by address, role and database; else the role itself may not sign in.
  if (code === "28000") return routine === "ClientAuthentication" ? "address_not_allowed" : "account_suspended";
  return single[code] ?? classes[code.slice(0, 2)] ?? "server_error";
}

const single: Readonly<Record<string, CauseCode>> = {
  "28P01": "credentials_wrong",
  "3D000": "company_unknown",
  "42501": "permission_missing",
  "42P01": "table_missing",
  "53300": "rate_limited",
  "55000": "maintenance",
  "57014": "answer_timed_out",
  "57P01": "maintenance",
  "57P02": "maintenance",
  "57P03": "maintenance",
  "08P01": "answer_not_understood",
};

const classes: Readonly<Record<string, CauseCode>> = {
  "08": "connection_lost",
  "28": "credentials_wrong",
  "53": "server_error",
};
