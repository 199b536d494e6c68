import { NotUnderstood, cut, u16, u32, u64, understood } from "./smb-bytes.js";

/** Numbers of the commands that are sent here (MS-SMB2, 2.2.1.2). None of them changes anything. */
export const commands = {
  negotiate: 0,
  sessionSetup: 1,
  logoff: 2,
  treeConnect: 3,
  treeDisconnect: 4,
  open: 5,
  close: 6,
  read: 8,
  control: 11,
  list: 14,
} as const;
export type Command = keyof typeof commands;

const protocol = Buffer.from("\xfeSMB", "latin1");
/** Where a message's own part begins, and its signature. */
export const headerLength = 64;
export const signatureAt = 48;
const flagsAt = 16;
const flag = { answer: 1, async: 2, signed: 8 } as const;

export interface Request {
  readonly command: Command;
  readonly body: Buffer;
  readonly id: bigint;
  readonly session: bigint;
  readonly tree: number;
}

/** How many further questions we should like to be allowed with each one. */
const wanted = 16;

/** A message (MS-SMB2, 2.2.1.2), not signed yet. */
export function message({ command, body, id, session, tree }: Request): Buffer {
  const header = [protocol, u16(headerLength, command === "negotiate" ? 0 : 1), u32(0)];
  const rest = [u16(commands[command], wanted), u32(0, 0), u64(id), u32(0xfeff, tree), u64(session), Buffer.alloc(16)];
  return Buffer.concat([...header, ...rest, body]);
}

export const markSigned = (one: Buffer): void =>
  void one.writeUInt32LE(one.readUInt32LE(flagsAt) | flag.signed, flagsAt);

/** An answer, its offsets still those of the whole message. */
export interface Answer {
  readonly message: Buffer;
  readonly status: number;
  readonly command: number;
  readonly credits: number;
  readonly id: bigint;
  readonly tree: number;
  readonly session: bigint;
  readonly signed: boolean;
  readonly isAnswer: boolean;
}

/** Throws NotUnderstood, also where several messages are tied together: nobody asked for that. */
export function readMessage(one: Buffer): Answer {
  return understood(() => {
    const next = one.readUInt32LE(20);
    if (!isMessage(one) || one.readUInt16LE(4) !== headerLength || next !== 0) throw new NotUnderstood();
    const flags = one.readUInt32LE(flagsAt);
    return {
      message: cut(one, 0, one.length),
      status: one.readUInt32LE(8),
      command: one.readUInt16LE(12),
      credits: one.readUInt16LE(14),
      id: one.readBigUInt64LE(24),
      tree: flags & flag.async ? 0 : one.readUInt32LE(36),
      session: one.readBigUInt64LE(40),
      signed: (flags & flag.signed) !== 0,
      isAnswer: (flags & flag.answer) !== 0,
    };
  });
}

export const isMessage = (one: Buffer): boolean => one.length >= headerLength && one.subarray(0, 4).equals(protocol);

/** One of version 1, which is never spoken here. */
export const isOldMessage = (one: Buffer): boolean => one.subarray(0, 4).equals(Buffer.from("\xffSMB", "latin1"));
