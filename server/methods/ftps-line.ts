import type { Client } from "basic-ftp";
import type { Fact, MethodUseOf } from "#contract";
import type { Visit } from "./method.js";
import { ftpDialect, productFacts, welcomed } from "./ftps-dialect.js";
import { readReply } from "./ftps-reply.js";
import { hangUp, inTime, open, patience, type Socket } from "./starttls.js";

export type FtpVisit = Visit<MethodUseOf<"files">>;

/** A control connection that is signed in. */
export interface Line {
  readonly client: Client;
  readonly socket: Socket;
  readonly secure: boolean;
  /** What the server told before anybody signed in. */
  readonly facts: readonly Fact[];
  close(): Promise<void>;
}

/** Signs in. The driver is given a connection that was secured and judged before. Throws Refused, NetError and the driver's errors. */
export async function openLine(visit: FtpVisit): Promise<Line> {
  const { username = "", password = "" } = visit.values;
  // Loaded by who needs it: a start does not.
  const { Client } = await import("basic-ftp");
  const dialect = ftpDialect(portOf(visit));
  const { socket, tls } = await open(visit, dialect);
  const client = new Client(patience);
  try {
    // Where TLS came in the middle, the server has said already who it is.
    const hello = (tls && dialect.hello()) ?? (await inTime(visit.signal, readReply(socket)));
    welcomed(hello);
    client.ftp.socket = ownListeners(socket);
    await client.login(username, password);
    await client.useDefaultSettings();
    return {
      client,
      socket,
      secure: tls !== undefined,
      facts: productFacts(hello),
      close: () => end(client, socket),
    };
  } catch (error) {
    await end(client, socket);
    throw error;
  }
}

/** The driver takes all listeners off when it lets go of a socket; those of `net`, by which it lets go of the run, are not its own. */
const ownListeners = (socket: Socket): Socket => Object.assign(socket, { removeAllListeners: () => socket });

export const portOf = ({ address }: FtpVisit): number => Number(new URL(`tcp://${address ?? ""}`).port) || 21;

const end = (client: Client, socket: Socket): Promise<void> =>
  hangUp(socket, async () => {
    if (!client.closed) await client.send("QUIT").catch(() => undefined);
    client.close();
    socket.destroy();
  });
