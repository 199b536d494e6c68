import type { CauseCode } from "#contract";

/**
 * What an error of SQL Server means to a person, by its number (SQL Server, Database Engine errors; Azure SQL, Connectivity
 * errors). The state of 18456 would tell an unknown user from a wrong password; servers send 1 for all of them.
 */
export function tdsCause(number: number): CauseCode {
  return numbers[number] ?? "server_error";
}

const numbers: Readonly<Record<number, CauseCode>> = {
  18456: "credentials_wrong",
  18450: "key_of_another_kind", // a login of Windows, where a password of SQL Server was given
  18452: "key_of_another_kind", // the server takes logins of Windows only
  18470: "account_suspended", // disabled
  18486: "account_locked", // by wrong passwords
  18487: "credentials_expired",
  18488: "credentials_expired", // must be changed first
  4060: "company_unknown", // no such database, or none for this login: it is not told which
  911: "company_unknown",
  916: "company_unknown", // there is one, and no user of it for this login
  208: "table_missing",
  229: "permission_missing",
  230: "permission_missing",
  262: "permission_missing",
  297: "permission_missing",
  300: "permission_missing",
  40615: "address_not_allowed", // the firewall of Azure SQL
  40914: "address_not_allowed", // its rule for virtual networks
  47073: "address_not_allowed", // its public network access is off
  10928: "rate_limited",
  10929: "rate_limited",
  17809: "rate_limited", // too many connections
  40501: "rate_limited", // busy
  922: "maintenance", // recovering
  927: "maintenance", // being restored
  942: "maintenance", // offline
  976: "maintenance", // a replica that is not read
  983: "maintenance",
  6005: "maintenance", // shutting down
  17142: "maintenance", // paused
  17187: "maintenance", // starting
  18401: "maintenance", // being upgraded
  18451: "maintenance", // administrators only
  18461: "maintenance", // one user only
  40197: "maintenance",
  40613: "maintenance",
  10054: "connection_lost",
};
