import { createCipheriv, createDecipheriv, type CipherCCMTypes, type CipherGCMTypes } from "node:crypto";
import { NotUnderstood, cut, u16, u32, u64, understood } from "./smb-bytes.js";

/** A way to encrypt that both sides know. Lengths in bytes. */
export interface Cipher {
  readonly id: number;
  readonly name: CipherGCMTypes | CipherCCMTypes;
  readonly key: number;
  readonly nonce: number;
}

/** In the order in which we should like them (MS-SMB2, 2.2.3.1.2). */
export const ciphers: readonly Cipher[] = [
  { id: 2, name: "aes-128-gcm", key: 16, nonce: 12 },
  { id: 4, name: "aes-256-gcm", key: 32, nonce: 12 },
  { id: 1, name: "aes-128-ccm", key: 16, nonce: 11 },
  { id: 3, name: "aes-256-ccm", key: 32, nonce: 11 },
];
/** The only one before 3.1.1. */
export const oldCipher: Cipher = ciphers[2]!;

const protocol = Buffer.from("\xfdSMB", "latin1");
const headerLength = 52;
const tag = { authTagLength: 16 };

/** Encrypts a message (MS-SMB2, 2.2.41); `count` is another one each time. */
export function seal(message: Buffer, cipher: Cipher, key: Buffer, session: bigint, count: bigint): Buffer {
  const nonce = Buffer.alloc(16);
  nonce.writeBigUInt64LE(count);
  const open = Buffer.concat([nonce, u32(message.length), u16(0, 1), u64(session)]);
  const way = createCipheriv(cipher.name as CipherCCMTypes, key, nonce.subarray(0, cipher.nonce), tag);
  way.setAAD(open, { plaintextLength: message.length });
  const sealed = Buffer.concat([way.update(message), way.final()]);
  return Buffer.concat([protocol, way.getAuthTag(), open, sealed]);
}

/** Throws NotUnderstood where it is not encrypted, or not by who knows the key. */
export function unseal(sealed: Buffer, cipher: Cipher, key: Buffer, session: bigint): Buffer {
  return understood(() => {
    const open = cut(sealed, 20, headerLength - 20);
    const text = sealed.subarray(headerLength);
    const fits = open.readUInt32LE(16) === text.length && open.readBigUInt64LE(24) === session;
    if (!sealed.subarray(0, 4).equals(protocol) || !fits) throw new NotUnderstood();
    const way = createDecipheriv(cipher.name as CipherCCMTypes, key, open.subarray(0, cipher.nonce), tag);
    way.setAuthTag(cut(sealed, 4, 16));
    way.setAAD(open, { plaintextLength: text.length });
    try {
      return Buffer.concat([way.update(text), way.final()]);
    } catch {
      throw new NotUnderstood();
    }
  });
}
