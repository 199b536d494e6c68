import { NetError } from "../net/index.js";
import { otherProtocol, type Socket } from "./starttls.js";

export interface Reply {
  readonly code: number;
  readonly text: string;
}

const longest = 4096;

/** Reads one reply and no more (RFC 959, 4.2): lines up to the one whose three digits stand before a blank. */
export function readReply(socket: Socket): Promise<Reply> {
  return new Promise((resolve, reject) => {
    let heard = "";
    const settle = (end: () => void) => {
      socket.off("readable", onReadable).off("end", onEnd);
      end();
    };
    const onEnd = () => settle(() => reject(new NetError("connection_lost")));
    const onReadable = () => {
      for (let more = read(socket); more !== null; more = read(socket)) heard += more.toString("latin1");
      const reply = parseReply(heard);
      if (reply === null) settle(() => reject(otherProtocol()));
      else if (reply) settle(() => resolve(reply));
    };
    socket.on("readable", onReadable).on("end", onEnd);
  });
}

const read = (socket: Socket) => socket.read() as Buffer | null;

/** Undefined while it is not all there; null where it is none. */
function parseReply(heard: string): Reply | undefined | null {
  if (!/^[1-5](?:\d(?:\d(?:[ -]|$)|$)|$)/.test(heard) || heard.length > longest) return null;
  const last = /^(\d{3})(?: .*)?\r?\n/m.exec(heard.slice(lastLineAt(heard)));
  return last ? { code: Number(last[1]), text: heard } : undefined;
}

function lastLineAt(heard: string): number {
  const code = heard.slice(0, 3);
  if (heard[3] !== "-") return 0;
  const last = heard.indexOf(`\n${code} `);
  return last === -1 ? heard.length : last + 1;
}
