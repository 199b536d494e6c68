import type { CauseCode } from "#contract";

/**
 * What an error of MariaDB or MySQL means to a person, by its number, else by its SQLSTATE (MariaDB 10.11, Error Codes;
 * MySQL 8.0, Server Error Message Reference). Names are left aside: drivers know those of one of the two, and from 1900 up
 * the numbers mean something else in the other.
 */
export function mysqlCause(errno: number, sqlState = ""): CauseCode {
  return numbers[errno] ?? states[sqlState] ?? states[sqlState.slice(0, 2)] ?? "server_error";
}

const numbers: Readonly<Record<number, CauseCode>> = {
  1040: "rate_limited", // too many connections
  1203: "rate_limited", // too many of this user
  1226: "rate_limited", // the user's quota
  1129: "address_not_allowed", // blocked after many errors
  1130: "address_not_allowed", // no user may come from there
  1044: "company_unknown", // no such database, or none for this user: it is not told which
  1049: "company_unknown",
  1045: "credentials_wrong",
  1698: "credentials_wrong",
  1142: "permission_missing",
  1143: "permission_missing",
  1146: "table_missing",
  1227: "permission_missing",
  1251: "key_of_another_kind",
  1820: "credentials_expired",
  1862: "credentials_expired",
  3118: "account_suspended", // locked by an administrator (MySQL)
  4151: "account_suspended", // the same (MariaDB)
  3955: "account_locked", // by wrong passwords (MySQL)
  4150: "account_locked", // the same (MariaDB)
  1053: "maintenance",
  1079: "maintenance",
  1317: "answer_timed_out",
  1969: "answer_timed_out", // max_statement_time (MariaDB)
  3024: "answer_timed_out", // max_execution_time (MySQL)
};

const states: Readonly<Record<string, CauseCode>> = {
  "28": "credentials_wrong",
  "08": "connection_lost",
  "42S02": "table_missing",
};
