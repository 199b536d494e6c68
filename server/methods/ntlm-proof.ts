import { createHmac } from "node:crypto";
import { md4 } from "./md4.js";
import { u32, utf16 } from "./smb-bytes.js";

/** Who signs in, as Windows has it: an account of the server itself has no domain. */
export interface Account {
  readonly user: string;
  readonly domain: string;
}

export const hmacMd5 = (key: Buffer, ...parts: Buffer[]): Buffer =>
  createHmac("md5", key).update(Buffer.concat(parts)).digest();

/** The key that user and password make (NTOWFv2; MS-NLMP, 3.3.2). */
export const accountKey = ({ user, domain }: Account, password: string): Buffer =>
  hmacMd5(md4(utf16(password)), utf16(upperCase(user) + domain));

// Windows changes letters one for one: ß stays as it is.
const upperCase = (text: string): string =>
  [...text].map((one) => (one.toUpperCase().length === one.length ? one.toUpperCase() : one)).join("");

export interface Question {
  /** 8 bytes of the server's choice. */
  readonly challenge: Buffer;
  /** 8 bytes of ours. */
  readonly nonce: Buffer;
  /** 100 ns since 1601, 8 bytes. */
  readonly timestamp: Buffer;
  readonly info: Buffer;
}

/** The answer that proves the key, and the key of the session that follows from both (NTLMv2; MS-NLMP, 3.3.2). */
export function prove(
  key: Buffer,
  { challenge, nonce, timestamp, info }: Question,
): { answer: Buffer; session: Buffer } {
  const blob = Buffer.concat([u32(0x0101, 0), timestamp, nonce, u32(0), info, u32(0)]);
  const proof = hmacMd5(key, challenge, blob);
  return { answer: Buffer.concat([proof, blob]), session: hmacMd5(key, proof) };
}
