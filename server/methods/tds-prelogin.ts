import { kinds, packets, readAnswer } from "./tds-packet.js";
import { otherProtocol, type Socket } from "./starttls.js";

/** What is said of encryption before a login (MS-TDS, 2.2.6.5). */
export const encryption = { on: 1, notSupported: 2, required: 3 };

const tokens = { version: 0, encryption: 1, instance: 2, thread: 3, mars: 4, end: 0xff };

export interface Prelogin {
  readonly version: string;
  readonly encryption: number;
  /** As the server sent it, but that there is no encryption: what a driver is told that has none to do with it. */
  readonly unencrypted: Buffer;
}

/** Asks who is there and what it encrypts; nothing secret. Throws Refused and NetError. */
export async function preLogin(socket: Socket, wanted: number): Promise<Prelogin> {
  const answer = readAnswer(socket);
  socket.write(packets(kinds.prelogin, request(wanted)));
  return readPrelogin(await answer);
}

function request(wanted: number): Buffer {
  const options: [number, Buffer][] = [
    [tokens.version, Buffer.alloc(6)],
    [tokens.encryption, Buffer.from([wanted])],
    [tokens.instance, Buffer.alloc(1)],
    [tokens.thread, Buffer.alloc(4)],
    [tokens.mars, Buffer.alloc(1)],
  ];
  return writeOptions(options);
}

/** Each option's place and length, then what they say. */
export function writeOptions(options: readonly (readonly [token: number, said: Buffer])[]): Buffer {
  let place = options.length * 5 + 1;
  const table = options.map(([token, said]) => {
    const row = Buffer.alloc(5);
    row[0] = token;
    row.writeUInt16BE(place, 1);
    row.writeUInt16BE(said.length, 3);
    place += said.length;
    return row;
  });
  return Buffer.concat([...table, Buffer.from([tokens.end]), ...options.map(([, said]) => said)]);
}

function readPrelogin(message: Buffer): Prelogin {
  const places = new Map<number, { start: number; length: number }>();
  for (let at = 0; message[at] !== tokens.end; at += 5) {
    if (at + 5 > message.length) throw otherProtocol();
    places.set(message[at]!, { start: message.readUInt16BE(at + 1), length: message.readUInt16BE(at + 3) });
  }
  const version = places.get(tokens.version);
  const encrypts = places.get(tokens.encryption);
  // Every server of this protocol says both.
  if (!version || version.length < 6 || version.start + 6 > message.length) throw otherProtocol();
  if (!encrypts || encrypts.length < 1 || encrypts.start >= message.length) throw otherProtocol();
  const unencrypted = Buffer.from(message);
  unencrypted[encrypts.start] = encryption.notSupported;
  return {
    version: `${message[version.start]}.${message[version.start + 1]}.${message.readUInt16BE(version.start + 2)}`,
    encryption: message[encrypts.start]!,
    unencrypted: packets(kinds.answer, unencrypted),
  };
}
