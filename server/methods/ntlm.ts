import { createHash, randomBytes } from "node:crypto";
import { accountKey, hmacMd5, prove, type Account } from "./ntlm-proof.js";
import { answerInfo, readTargetInfo, targetInfo, type TargetInfo } from "./ntlm-targetInfo.js";
import { rc4 } from "./rc4.js";
import { cut, NotUnderstood, u16, u32, u64, u8, understood, utf16 } from "./smb-bytes.js";

/*
 * NTLM in its second version and no older one (MS-NLMP). Three messages:
 * 1. `hello` says what we speak.
 * 2. The server asks a question (`readChallenge`).
 * 3. `signIn` answers it with what only this password gives, and hands over a random key, from which both sides make those
 *    of the session. The password itself, and answers of the older versions, are never sent.
 */

const flags = {
  unicode: 0x1,
  requestTarget: 0x4,
  sign: 0x10,
  ntlm: 0x200,
  alwaysSign: 0x8000,
  extended: 0x80000,
  targetInfo: 0x800000,
  version: 0x2000000,
  strong: 0x20000000,
  keyExchange: 0x40000000,
} as const;
const asked = Object.values(flags).reduce((sum, flag) => sum + flag, 0);
/** Without these there is no second version, or no key for signing. */
const needed = flags.unicode | flags.extended | flags.targetInfo | flags.strong | flags.keyExchange;

const signature = Buffer.from("NTLMSSP\0", "latin1");
/** Where the parts of the third message begin, behind its signature of 16 bytes at 72. */
const partsAt = 88;

/** Of no product, and of the messages the only revision there is (MS-NLMP, 2.2.2.10). */
const version = u8(0, 0, 0, 0, 0, 0, 0, 15);

export const hello = (): Buffer => Buffer.concat([signature, u32(1, asked, 0, 0, 0, 0), version]);

export interface Challenge {
  /** As it came. */
  readonly message: Buffer;
  readonly flags: number;
  readonly challenge: Buffer;
  readonly info: TargetInfo;
}

/** Throws NotUnderstood, also where the server speaks the first version only. */
export function readChallenge(message: Buffer): Challenge {
  return understood(() => {
    const isOne = cut(message, 0, 8).equals(signature) && message.readUInt32LE(8) === 2;
    const agreed = message.readUInt32LE(20);
    if (!isOne || (agreed & needed) >>> 0 !== needed >>> 0) throw new NotUnderstood();
    const info = cut(message, message.readUInt32LE(44), message.readUInt16LE(40));
    return { message, flags: agreed, challenge: cut(message, 24, 8), info: readTargetInfo(info) };
  });
}

export interface Answer {
  readonly message: Buffer;
  /** What both sides know by now, 16 bytes. */
  readonly key: Buffer;
}

/** What is chosen by chance, and the clock; only tests say it. */
interface Chance {
  readonly nonce: Buffer;
  readonly key: Buffer;
  readonly now: bigint;
}

const chance = (): Chance => ({ nonce: randomBytes(8), key: randomBytes(16), now: fileTime(Date.now()) });
/** 100 ns since 1601. */
const fileTime = (ms: number): bigint => (BigInt(ms) + 11_644_473_600_000n) * 10_000n;

/** Answers for an account at `host`. The message is signed as a whole, with the two before it: nobody changes what was agreed on. */
export function signIn(
  asking: Challenge,
  account: Account,
  password: string,
  host: string,
  { nonce, key, now }: Chance = chance(),
): Answer {
  const { answer, session } = prove(accountKey(account, password), {
    challenge: asking.challenge,
    nonce,
    timestamp: asking.info.get(targetInfo.timestamp) ?? u64(now),
    info: answerInfo(asking.info, `cifs/${host}`),
  });
  const parts = [Buffer.alloc(24), answer, utf16(account.domain), utf16(account.user), utf16(""), rc4(session, key)];
  let at = partsAt;
  const places = parts.map(({ length }) => {
    const place = Buffer.concat([u16(length, length), u32(at)]);
    at += length;
    return place;
  });
  const agreed = asking.flags & asked;
  const message = Buffer.concat([signature, u32(3), ...places, u32(agreed), version, Buffer.alloc(16), ...parts]);
  hmacMd5(key, hello(), asking.message, message).copy(message, partsAt - 16);
  return { message, key };
}

/** Signs the first thing that is said under a session's key, as its client (MS-NLMP, 3.4.4.2). */
export function signFirst(key: Buffer, said: Buffer): Buffer {
  const keyFor = (purpose: string) =>
    createHash("md5").update(key).update(`session key to client-to-server ${purpose} key magic constant\0`).digest();
  const number = u32(0);
  const mac = hmacMd5(keyFor("signing"), number, said).subarray(0, 8);
  return Buffer.concat([u32(1), rc4(keyFor("sealing"), mac), number]);
}
