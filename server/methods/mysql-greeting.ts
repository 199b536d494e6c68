import { NetError } from "../net/index.js";
import { Refused, otherProtocol, type Socket } from "./starttls.js";
import { because } from "./finding.js";
import { mysqlCause } from "./mysql-cause.js";

/** How a server of this protocol begins (MySQL 8.0, Protocol::HandshakeV10). */
export interface Greeting {
  /** As it came. */
  readonly packet: Buffer;
  readonly product: "MariaDB" | "MySQL";
  readonly version: string;
  readonly speaksTls: boolean;
}

/** A greeting takes about a hundred bytes. */
const longest = 1024;
/** CLIENT_SSL, in the lower half of the server's capabilities. */
const tls = 0x0800;

/** Reads the first packet and no more: its servers speak first. Throws Refused and NetError. */
export function readGreeting(socket: Socket): Promise<Greeting> {
  return new Promise((resolve, reject) => {
    let heard = Buffer.alloc(0);
    const settle = (end: () => void) => {
      socket.off("readable", onReadable).off("end", onEnd);
      end();
    };
    const onEnd = () => settle(() => reject(new NetError("connection_lost")));
    const onReadable = () => {
      for (let more = read(socket); more !== null; more = read(socket)) heard = Buffer.concat([heard, more]);
      try {
        const greeting = parseGreeting(heard);
        if (greeting) settle(() => resolve(greeting));
      } catch (error) {
        settle(() => reject(error as Error));
      }
    };
    socket.on("readable", onReadable).on("end", onEnd);
  });
}

const read = (socket: Socket) => socket.read() as Buffer | null;

/** Undefined while it is not all there. */
function parseGreeting(heard: Buffer): Greeting | undefined {
  if (heard.length < 5) return undefined;
  const end = 4 + heard.readUIntLE(0, 3);
  const [marker] = heard.subarray(4);
  // The first packet is number 0, and its server says nothing more until it is answered.
  if (end > longest || heard[3] !== 0 || heard.length > end) throw otherProtocol();
  if (marker !== 0x0a && marker !== 0xff) throw otherProtocol();
  if (heard.length < end) return undefined;
  if (marker === 0xff) throw new Refused(because(mysqlCause(heard.readUInt16LE(5))));
  return { packet: heard, ...readHello(heard.subarray(5)) };
}

function readHello(hello: Buffer): Omit<Greeting, "packet"> {
  const zero = hello.indexOf(0);
  // The number of the connection (4), half of the scramble (8), a zero, and then what the server can do.
  const capabilities = zero + 1 + 4 + 8 + 1;
  if (zero < 1 || hello.length < capabilities + 2) throw otherProtocol();
  // MariaDB before 11 calls itself 5.5.5 first, for the sake of old replicas.
  const text = hello.toString("latin1", 0, zero).replace(/^5\.5\.5-(?=\d)/, "");
  const version = /^\d+(?:\.\d+){1,3}/.exec(text)?.[0];
  if (version === undefined) throw otherProtocol();
  return {
    product: /mariadb/i.test(text) ? "MariaDB" : "MySQL",
    version,
    speaksTls: (hello.readUInt16LE(capabilities) & tls) !== 0,
  };
}
