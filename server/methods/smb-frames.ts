import { NetError } from "../net/index.js";
import { NotUnderstood, cut } from "./smb-bytes.js";
import { otherProtocol, type Socket } from "./starttls.js";

/** What is asked for at once, in bytes, and what an answer takes beside it. */
export const mostAtOnce = 65_536;
const longest = mostAtOnce + 4_096;

/** A message with its length before it (MS-SMB2, 2.1). */
export function frame(message: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(message.length);
  return Buffer.concat([head, message]);
}

/** Reads one message. Throws NetError, NotUnderstood, and Refused where what answers is something else. */
export function readFrame(socket: Socket): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let length: number | undefined;
    const settle = (end: () => void) => {
      socket.off("readable", onReadable).off("end", onEnd).off("close", onEnd);
      end();
    };
    const onEnd = () => settle(() => reject(new NetError("connection_lost")));
    const onReadable = () => {
      try {
        length ??= lengthOf(read(socket, 4));
        const message = length === undefined ? null : read(socket, length);
        if (message) settle(() => resolve(cut(message, 0, length!)));
      } catch (error) {
        settle(() => reject(error as Error));
      }
    };
    socket.on("readable", onReadable).once("end", onEnd).once("close", onEnd);
    if (socket.destroyed || socket.readableEnded) return onEnd();
    onReadable();
  });
}

/** All of so many bytes, or null while they are not all there; what is left at the end may be fewer. */
const read = (socket: Socket, length: number) => socket.read(length) as Buffer | null;

function lengthOf(head: Buffer | null): number | undefined {
  if (head === null) return undefined;
  if (head.length < 4 || head[0] !== 0) throw otherProtocol();
  const length = head.readUIntBE(1, 3);
  if (length === 0 || length > longest) throw new NotUnderstood();
  return length;
}
