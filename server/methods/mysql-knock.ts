import { NetError } from "../net/index.js";
import { knock, NoTls, otherProtocol, product, type Dialect, type Socket } from "./starttls.js";
import type { DatabaseVisit } from "./database-tables.js";
import type { Finding } from "./finding.js";
import { readGreeting, type Greeting } from "./mysql-greeting.js";

/** Before a port that says nothing is spoken to. */
const silence = 2_500;

// SSLRequest (MySQL 8.0, Protocol::SSLRequest): packet 1 of 32 bytes; protocol 4.1, TLS, passwords by scramble.
const sslRequest = Buffer.alloc(36);
sslRequest.writeUInt32LE((1 << 24) | 32, 0);
sslRequest.writeUInt32LE(0x0000_8a00, 4);
sslRequest.writeUInt32LE(0x0100_0000, 8);
sslRequest.writeUInt8(45, 12);

/** Hears who is there and asks for TLS, and nothing else. */
export function knockMysql(visit: DatabaseVisit): Promise<Finding> {
  let greeting: Greeting | undefined;
  const dialect: Dialect = {
    port: 3306,
    async askForTls(socket) {
      const asked = breakSilence(socket);
      greeting = await readGreeting(socket).catch((error: unknown) => {
        throw asked.end() && error instanceof NetError ? otherProtocol() : error;
      });
      if (!greeting.speaksTls) throw new NoTls();
      if (!asked.end()) socket.write(sslRequest);
    },
  };
  return knock(visit, dialect, () => product(greeting?.product ?? "", greeting?.version));
}

/**
 * Servers of this protocol speak first; others wait to be spoken to, and would be waited for in vain. What is said to them
 * is what a slow server of this protocol takes all the same, in its turn; the others answer or hang up.
 */
function breakSilence(socket: Socket): { end(): boolean } {
  let spoken = false;
  const timer = setTimeout(() => {
    if (socket.destroyed) return;
    spoken = true;
    socket.write(sslRequest);
  }, silence);
  socket.once("close", () => clearTimeout(timer));
  return {
    end() {
      clearTimeout(timer);
      return spoken;
    },
  };
}
