import { cut, NotUnderstood, u16, u32, understood, utf16 } from "./smb-bytes.js";

/** What a server tells of itself: values by their kind (MS-NLMP, 2.2.2.1), in its order. */
export type TargetInfo = ReadonlyMap<number, Buffer>;

export const targetInfo = { flags: 6, timestamp: 7, target: 9, channel: 10 } as const;
/** In the flags: the message that answers is signed as a whole. */
const signedAsWhole = 2;
/** A server has about six, in two hundred bytes. */
const most = { values: 32, bytes: 4_096 } as const;

/** Throws NotUnderstood. */
export function readTargetInfo(bytes: Buffer): TargetInfo {
  const info = new Map<number, Buffer>();
  if (bytes.length > most.bytes) throw new NotUnderstood();
  return understood(() => {
    for (let at = 0; ;) {
      const kind = bytes.readUInt16LE(at);
      const length = bytes.readUInt16LE(at + 2);
      const value = cut(bytes, at + 4, length);
      if (kind === 0) return info;
      if (info.has(kind) || info.size === most.values) throw new NotUnderstood();
      if (kind === targetInfo.timestamp && length !== 8) throw new NotUnderstood();
      info.set(kind, value);
      at += 4 + length;
    }
  });
}

/** The same again, with what the answer adds: that it is signed, whom it is meant for, and that no TLS is around it. */
export function answerInfo(info: TargetInfo, target: string): Buffer {
  const flags = info.get(targetInfo.flags);
  const answer = new Map(info);
  answer.set(targetInfo.flags, u32((flags?.length === 4 ? flags.readUInt32LE() : 0) | signedAsWhole));
  answer.set(targetInfo.target, utf16(target));
  answer.set(targetInfo.channel, Buffer.alloc(16));
  return Buffer.concat([
    ...[...answer].map(([kind, value]) => Buffer.concat([u16(kind, value.length), value])),
    u16(0, 0),
  ]);
}
