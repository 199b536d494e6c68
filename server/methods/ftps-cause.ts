import type { CauseCode } from "#contract";
import { NetError } from "../net/index.js";
import { FolderError } from "./files-folder.js";
import { because, type Finding } from "./finding.js";
import { overdue } from "./sftp-wire.js";
import { Refused } from "./starttls.js";

/** The number of a reply that says no (RFC 959, 4.2); undefined where an error is none of the server's. */
export function replyCode(error: unknown): number | undefined {
  const { code } = error as { code?: unknown };
  return error instanceof Error && typeof code === "number" && code >= 400 ? code : undefined;
}

/** What an error means to a person, its text left behind; `run` is where it happened. */
export function ftpFinding(error: unknown, run: AbortSignal): Finding {
  if (error instanceof Refused || error instanceof FolderError) return error.finding;
  if (run.aborted) throw overdue(run);
  if (error instanceof NetError) throw error;
  const code = replyCode(error);
  if (code !== undefined) return because(replies[code] ?? (code < 500 ? "maintenance" : "server_error"));
  const { message = "" } = error as { message?: string };
  if (/timeout/i.test(message)) return because("answer_timed_out");
  throw new NetError("connection_lost");
}

// Beside those of RFC 959: 4.2 of RFC 4217 (522, 534, 536), 5 of RFC 2228.
const replies: Readonly<Record<number, CauseCode>> = {
  421: "rate_limited",
  425: "connection_timed_out",
  430: "credentials_wrong",
  450: "folder_forbidden",
  500: "answer_not_understood",
  502: "api_disabled",
  504: "answer_not_understood",
  522: "tls_failed",
  530: "credentials_wrong",
  532: "second_factor_required",
  533: "tls_required",
  534: "tls_failed",
  536: "tls_failed",
  550: "folder_not_found",
  553: "folder_forbidden",
};
