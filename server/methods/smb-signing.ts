import { createHmac, timingSafeEqual } from "node:crypto";
import { aesCmac } from "./aesCmac.js";
import { NotUnderstood } from "./smb-bytes.js";
import type { Keys } from "./smb-keys.js";
import { markSigned, signatureAt, type Answer } from "./smb-message.js";

/** Signs a message in its place (MS-SMB2, 3.1.4.1). */
export function sign(message: Buffer, dialect: number, { signing }: Keys): void {
  markSigned(message);
  macOf(message, dialect, signing).copy(message, signatureAt);
}

/** Throws NotUnderstood where an answer is not signed by who knows the key. */
export function mustBeSigned({ message, signed }: Answer, dialect: number, { signing }: Keys): void {
  const shown = message.subarray(signatureAt, signatureAt + 16);
  if (!signed || !timingSafeEqual(shown, macOf(message, dialect, signing))) throw new NotUnderstood();
}

function macOf(message: Buffer, dialect: number, key: Buffer): Buffer {
  const unsigned = Buffer.from(message);
  unsigned.fill(0, signatureAt, signatureAt + 16);
  if (dialect >= 0x0300) return aesCmac(key, unsigned);
  return createHmac("sha256", key).update(unsigned).digest().subarray(0, 16);
}
