import { createHmac } from "node:crypto";
import type { Agreed } from "./smb-negotiate.js";
import { u8 } from "./smb-bytes.js";

/** What both sides know once somebody has signed in. */
export interface Keys {
  readonly signing: Buffer;
  /** Where both can encrypt. */
  readonly sealing?: { readonly toServer: Buffer; readonly toClient: Buffer };
}

type Purpose = "signing" | "toServer" | "toClient";
// MS-SMB2, 3.2.5.3.1: until 3.0.2 a word and a context that are always the same, since 3.1.1 what was said so far.
const words: Readonly<Record<Purpose, { old: readonly [string, string]; now: string }>> = {
  signing: { old: ["SMB2AESCMAC", "SmbSign"], now: "SMBSigningKey" },
  toServer: { old: ["SMB2AESCCM", "ServerIn "], now: "SMBC2SCipherKey" },
  toClient: { old: ["SMB2AESCCM", "ServerOut"], now: "SMBS2CCipherKey" },
};

/** The keys of a session, from the one that signing in gave. `said` is the hash of all that was said until then. */
export function keysFor({ dialect, cipher }: Agreed, session: Buffer, said: Buffer): Keys {
  // 2.1 signs by the very key.
  if (dialect < 0x0300) return { signing: session };
  const make = (purpose: Purpose, length: number): Buffer => {
    const { old, now } = words[purpose];
    return dialect < 0x0311
      ? derive(session, text(old[0]), text(old[1]), length)
      : derive(session, text(now), said, length);
  };
  const signing = make("signing", 16);
  if (!cipher) return { signing };
  return { signing, sealing: { toServer: make("toServer", cipher.key), toClient: make("toClient", cipher.key) } };
}

const text = (word: string) => Buffer.from(`${word}\0`, "latin1");

/** SP 800-108 in counter mode with HMAC-SHA256; one round is enough for up to 32 bytes. */
function derive(key: Buffer, label: Buffer, context: Buffer, length: number): Buffer {
  const bits = Buffer.alloc(4);
  bits.writeUInt32BE(8 * length);
  return createHmac("sha256", key)
    .update(Buffer.concat([u8(0, 0, 0, 1), label, u8(0), context, bits]))
    .digest()
    .subarray(0, length);
}
