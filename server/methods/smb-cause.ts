import type { CauseCode } from "#contract";
import { NetError } from "../net/index.js";
import { FolderError } from "./files-folder.js";
import { because, type Finding } from "./finding.js";
import { overdue } from "./sftp-wire.js";
import { NotUnderstood } from "./smb-bytes.js";
import { Refused } from "./starttls.js";

/** Statuses that are no refusal, or are told by where they come (MS-ERREF, 2.3.1). */
export const statuses = {
  success: 0,
  pending: 0x103,
  moreToSay: 0xc0000016,
  noMoreFiles: 0x80000006,
  noSuchFile: 0xc000000f,
  endOfFile: 0xc0000011,
  badShareName: 0xc00000cc,
  badShareKind: 0xc00000cb,
  /** How servers of 2.1 say that they do not know a question (MS-SMB2, 3.2.5.14.12). */
  old: [0xc0000010, 0xc00000bb, 0xc0000128, 0xc000000d],
} as const;

/** The server says no. */
export class SmbRefusal extends Error {
  override readonly name = "SmbRefusal";
  constructor(readonly status: number) {
    super(status.toString(16));
  }

  get code(): CauseCode {
    return causes[this.status] ?? "server_error";
  }
}

/** What an error means to a person; `run` is where it happened. */
export function smbFinding(error: unknown, run: AbortSignal): Finding {
  if (error instanceof Refused || error instanceof FolderError) return error.finding;
  if (run.aborted) throw overdue(run);
  if (error instanceof SmbRefusal) return because(error.code);
  if (error instanceof NotUnderstood) return because("answer_not_understood");
  throw error instanceof NetError ? error : new NetError("connection_lost");
}

const causes: Readonly<Record<number, CauseCode>> = {
  // Signing in.
  0xc000006d: "credentials_wrong",
  0xc000006a: "credentials_wrong",
  0xc0000064: "credentials_wrong", // no such user
  0xc00000df: "credentials_wrong", // no such domain
  0xc0000234: "account_locked",
  0xc0000071: "credentials_expired",
  0xc0000224: "credentials_expired", // to be changed at the next sign-in
  0xc0000072: "account_suspended",
  0xc0000193: "account_suspended", // its time is over
  0xc000006e: "account_suspended", // a restriction that is not told
  0xc000006f: "account_suspended", // not at this hour
  0xc0000070: "address_not_allowed", // not from this machine
  0xc000015b: "permission_missing", // not over the network
  0xc0000418: "api_disabled", // no NTLM for this account
  0xc000018d: "server_error", // the server and its domain do not trust each other
  0xc000005e: "server_error", // no domain controller answers

  // Folders and files.
  0xc00000ca: "folder_forbidden",
  0xc0000022: "folder_forbidden",
  0xc000000f: "folder_not_found",
  0xc0000033: "folder_not_found", // no name that there could be
  0xc0000034: "folder_not_found",
  0xc0000039: "folder_not_found",
  0xc000003a: "folder_not_found",
  0xc000003b: "folder_not_found",
  0xc0000056: "folder_not_found", // being deleted
  0xc00000ba: "folder_not_found", // a folder, where a file was looked for
  0xc0000103: "folder_not_found", // a file, where a folder was looked for
  0x8000002d: "folder_not_found", // a link
  0xc0000257: "redirected_elsewhere", // lies on another server (DFS)

  // The server's trouble.
  0xc000009a: "rate_limited",
  0xc00000ce: "rate_limited", // too many sessions
  0xc00000d0: "rate_limited", // too many connections
  0xc000011f: "rate_limited", // too many files open
  0xc0000205: "rate_limited",
  0xc00000b5: "answer_timed_out",
  0xc00000bb: "tls_too_old", // speaks none of the versions that are offered
};
