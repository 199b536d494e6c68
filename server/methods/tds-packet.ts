import { NetError } from "../net/index.js";
import { otherProtocol, type Socket } from "./starttls.js";

/** Kinds of packets (MS-TDS, 2.2.3.1.1). */
export const kinds = { answer: 0x04, prelogin: 0x12 };

export const headerLength = 8;
/** What both sides take before they have agreed on another length (MS-TDS, 2.2.3.1.3). */
const longest = 4096;
const last = 0x01;

/** One message, in as many packets as it needs. */
export function packets(kind: number, message: Buffer): Buffer {
  const parts: Buffer[] = [];
  const most = longest - headerLength;
  for (let start = 0; start === 0 || start < message.length; start += most) {
    const part = message.subarray(start, start + most);
    const header = Buffer.alloc(headerLength);
    header[0] = kind;
    header[1] = start + most >= message.length ? last : 0;
    header.writeUInt16BE(headerLength + part.length, 2);
    header[6] = parts.length / 2 + 1;
    parts.push(header, part);
  }
  return Buffer.concat(parts);
}

/** Reads the first answer, which is one packet, and no more. Throws Refused and NetError. */
export function readAnswer(socket: Socket): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let heard = Buffer.alloc(0);
    const settle = (end: () => void) => {
      socket.off("readable", onReadable).off("end", onEnd);
      end();
    };
    const onEnd = () => settle(() => reject(new NetError("connection_lost")));
    const onReadable = () => {
      for (let more = read(socket); more !== null; more = read(socket)) heard = Buffer.concat([heard, more]);
      if (heard.length === 0) return;
      const length = heard.length < 4 ? undefined : heard.readUInt16BE(2);
      if (heard[0] !== kinds.answer) return settle(() => reject(otherProtocol()));
      if (length === undefined) return;
      if (length <= headerLength || length > longest || heard.length > length)
        return settle(() => reject(otherProtocol()));
      if (heard.length === length) settle(() => resolve(heard.subarray(headerLength)));
    };
    socket.on("readable", onReadable).on("end", onEnd);
    onReadable();
  });
}

const read = (socket: Socket) => socket.read() as Buffer | null;
