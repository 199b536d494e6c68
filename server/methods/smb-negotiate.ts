import { randomBytes } from "node:crypto";
import { NotUnderstood, cut, u16, u32, understood } from "./smb-bytes.js";
import { ciphers, oldCipher, type Cipher } from "./smb-encryption.js";
import { headerLength, type Answer } from "./smb-message.js";

/** Versions that are spoken: none in which a message could not be signed, or that could be exchanged for an older one. */
export const dialects: Readonly<Record<number, string>> = {
  0x0210: "2.1",
  0x0300: "3.0",
  0x0302: "3.0.2",
  0x0311: "3.1.1",
};
export const offered = Object.keys(dialects).map(Number);

/** Messages must be signed, both ways. */
export const security = 3;
const capability = { largeReads: 0x04, encryption: 0x40 } as const;
export const capabilities = capability.largeReads | capability.encryption;
const contexts = { integrity: 1, encryption: 2 } as const;
const sha512 = 1;

/** What we say of ourselves, to be said again where an old server has to prove that it heard it. */
export interface Offer {
  readonly guid: Buffer;
  readonly body: Buffer;
}

/** The first message (MS-SMB2, 2.2.3). */
export function makeOffer(guid = randomBytes(16), salt = randomBytes(32)): Offer {
  const versions = u16(...offered);
  const at = headerLength + 36 + versions.length;
  const parts = [
    context(contexts.integrity, Buffer.concat([u16(1, salt.length, sha512), salt])),
    context(contexts.encryption, u16(ciphers.length, ...ciphers.map(({ id }) => id))),
  ];
  const first = aligned(at);
  const head = [u16(36, offered.length, security, 0), u32(capabilities), guid, u32(first), u16(parts.length, 0)];
  return { guid, body: Buffer.concat([...head, versions, Buffer.alloc(first - at), ...parts]) };
}

const aligned = (at: number) => Math.ceil(at / 8) * 8;

function context(kind: number, data: Buffer): Buffer {
  const padding = Buffer.alloc(aligned(data.length) - data.length);
  return Buffer.concat([u16(kind, data.length), u32(0), data, padding]);
}

/** What was agreed on. */
export interface Agreed {
  readonly dialect: number;
  /** Where both can encrypt. */
  readonly cipher?: Cipher;
  /** What the server says it can do, as it is told again later. */
  readonly told: { readonly capabilities: number; readonly guid: Buffer; readonly security: number };
  /** In bytes; what may be read, and listed, at once. */
  readonly most: number;
  /** How one may sign in. */
  readonly hello: Buffer;
}

/** Throws NotUnderstood, also where the server picks a version that it was not offered. */
export function readAgreed({ message }: Answer): Agreed {
  return understood(() => {
    const body = message.subarray(headerLength);
    const dialect = body.readUInt16LE(4);
    if (body.readUInt16LE(0) !== 65 || dialects[dialect] === undefined) throw new NotUnderstood();
    const able = body.readUInt32LE(24);
    const cipher = dialect === 0x0311 ? cipherOf(message, body) : oldCipherOf(dialect, able);
    return {
      dialect,
      ...(cipher && { cipher }),
      told: { capabilities: able, guid: cut(body, 8, 16), security: body.readUInt16LE(2) },
      most: Math.min(body.readUInt32LE(28), body.readUInt32LE(32)),
      hello: cut(message, body.readUInt16LE(56), body.readUInt16LE(58)),
    };
  });
}

const oldCipherOf = (dialect: number, able: number): Cipher | undefined =>
  dialect >= 0x0300 && (able & capability.encryption) !== 0 ? oldCipher : undefined;

/** What 3.1.1 says besides (MS-SMB2, 2.2.4.1): how all that is said is hashed, which must be our way; how it is encrypted. */
function cipherOf(message: Buffer, body: Buffer): Cipher | undefined {
  const told = new Map<number, Buffer>();
  let at = body.readUInt32LE(60);
  for (let left = Math.min(body.readUInt16LE(6), 32); left > 0; left--) {
    const kind = message.readUInt16LE(at);
    const length = message.readUInt16LE(at + 2);
    const data = cut(message, at + 8, length);
    if (told.has(kind)) throw new NotUnderstood();
    told.set(kind, data);
    at += 8 + aligned(length);
  }
  const integrity = told.get(contexts.integrity);
  if (integrity?.readUInt16LE(0) !== 1 || integrity.readUInt16LE(4) !== sha512) throw new NotUnderstood();
  const encryption = told.get(contexts.encryption);
  if (!encryption) return undefined;
  const id = encryption.readUInt16LE(2);
  const cipher = ciphers.find((one) => one.id === id);
  // 0: it can encrypt, and by none of these.
  if (encryption.readUInt16LE(0) !== 1 || (!cipher && id !== 0)) throw new NotUnderstood();
  return cipher;
}
