import { randomBytes } from "node:crypto";
import type { Socket } from "node:net";
import type { Behaviour } from "./hostile-upstreams.behaviour.js";
import { drip, flood } from "./hostile-upstreams.pace.js";

const handshake = 0x16;
const alert = 0x15;
const fatal = 2;
const record = (type: number, body: Buffer, length = body.length): Buffer =>
  Buffer.concat([Buffer.from([type, 3, 3, length >> 8, length & 0xff]), body]);
/** The beginning of a ServerHello of 4 kB (RFC 8446, 4.1.3 and 5.1). */
const hello = () => record(handshake, Buffer.concat([Buffer.from([2, 0, 0x0f, 0xfc, 3, 3]), randomBytes(4090)]), 4096);

/** Takes the connection away from TLS where the behaviour is one that no TLS library would play. `hear` gets what is said. */
export function meddle({ tls, tls_alert: code }: Behaviour, socket: Socket, hear: (bytes: Buffer) => void): boolean {
  const answer = answers[code === undefined ? (tls as "hang") : "alert"];
  if (!answer) return false;
  socket.on("data", hear).once("data", () => void answer(socket, code));
  return true;
}

const answers: Partial<Record<NonNullable<Behaviour["tls"]> | "alert", (socket: Socket, code?: number) => unknown>> = {
  hang: () => undefined,
  hang_after_hello: (socket) => socket.write(hello().subarray(0, 80)),
  drip: (socket) => drip(hello(), 1000, socket),
  close: (socket) => socket.destroy(),
  reset: (socket) => socket.resetAndDestroy(),
  garbage: (socket) => socket.end(Buffer.alloc(512, 0xaa)),
  // One handshake message of 16 MiB that goes on and on.
  flood: (socket) => {
    socket.write(record(handshake, Buffer.from([11, 0xff, 0xff, 0xff])));
    return flood(record(handshake, Buffer.alloc(16_384)), socket);
  },
  alert: (socket, code = 40) => socket.end(record(alert, Buffer.from([fatal, code]))),
};
