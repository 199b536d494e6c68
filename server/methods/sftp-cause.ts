import { createHash } from "node:crypto";
import type { CauseCode } from "#contract";
import { NetError } from "../net/index.js";
import { because, type Finding } from "./finding.js";
import type { Ear } from "./sftp-ear.js";

/** An end of what was begun, with what is told of it. */
export class SftpRefusal extends Error {
  override readonly name = "SftpRefusal";
  constructor(readonly finding: Finding) {
    super(finding.cause);
  }
}

/** A host key's SHA-256, as OpenSSH prints it. */
export const fingerprint = (key: Buffer): string =>
  `SHA256:${createHash("sha256").update(key).digest("base64").replace(/=+$/, "")}`;

/** What an error of ssh2 means to a person, with what was heard before. Its texts are left behind. */
export function refusedBy(error: unknown, ear: Ear): NetError | SftpRefusal {
  if (ear.isBusy()) return new SftpRefusal(because("rate_limited"));
  if (ear.isOther()) return new SftpRefusal(because("wrong_product"));
  if (error instanceof NetError) return error;
  const { level, code, message = "" } = error as { level?: string; code?: unknown; message?: string };
  if (level === "client-socket" || ear.ssh() === undefined) return new NetError("connection_lost");
  return new SftpRefusal(because(causeOf(level, code, message, ear)));
}

function causeOf(level: string | undefined, code: unknown, message: string, ear: Ear): CauseCode {
  if (level === "client-authentication") return "credentials_wrong";
  if (/no matching/i.test(message) || /^SSH-1\.(?!99)/.test(ear.ssh() ?? "")) return "tls_too_old";
  if (level === "handshake") return "tls_failed";
  return (typeof code === "number" && disconnects[code]) || "answer_not_understood";
}

// The reasons that a server gives for hanging up (RFC 4253, 11.1).
const disconnects: Readonly<Record<number, CauseCode>> = {
  1: "address_not_allowed",
  3: "tls_too_old",
  7: "maintenance",
  8: "tls_too_old",
  12: "rate_limited",
  14: "credentials_wrong",
  15: "credentials_wrong",
};
