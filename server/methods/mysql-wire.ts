import type { Connection, ConnectionOptions } from "mysql2";
import { NoTls, open, patience, type Dialect, type Socket } from "./starttls.js";
import type { DatabaseVisit } from "./database-tables.js";
import { readGreeting, type Greeting } from "./mysql-greeting.js";
import { Relay } from "./mysql-relay.js";

/** A conversation that the driver leads, over a connection of ours. */
interface Talk {
  readonly relay: Relay;
  readonly driver: Connection;
}

/**
 * Signs in. This protocol begins in clear and turns to TLS in the middle; the driver would make that turn by itself, and
 * judge by itself who is there. Here it is made by `net`:
 * 1. The server's greeting is read, and found to be one.
 * 2. The driver hears it from us, and answers that it wants TLS.
 * 3. It would begin TLS now; instead `net` does, and judges.
 * 4. The driver goes on over what is secure, and only now says a name and a password.
 */
export async function openMysql(visit: DatabaseVisit): Promise<Connection> {
  let talk: Talk | undefined;
  let goOn: (() => void) | undefined;
  const dialect: Dialect = {
    port: 3306,
    async askForTls(socket) {
      const greeting = await readGreeting(socket);
      if (!greeting.speaksTls) throw new NoTls();
      talk = await begin(visit, socket, greeting, true);
      goOn = await wantsTls(talk);
    },
  };
  try {
    const { socket } = await open(visit, dialect);
    talk ??= await begin(visit, socket, await readGreeting(socket), false);
    talk.relay.join(socket);
    const connected = talk.driver.promise().connect();
    goOn?.();
    await connected;
    return talk.driver;
  } catch (error) {
    talk?.driver.destroy();
    throw error;
  }
}

async function begin(visit: DatabaseVisit, socket: Socket, { packet }: Greeting, secure: boolean): Promise<Talk> {
  // Loaded by who needs it: a start does not.
  const { createConnection } = (await import("mysql2")).default;
  const relay = new Relay(socket, packet);
  const driver = createConnection({ ...options(visit, secure), stream: relay });
  // A connection that breaks between two questions is told by the next one.
  driver.on("error", () => undefined);
  return { relay, driver };
}

/** Until the driver has asked for TLS; what it gives goes on behind it. */
function wantsTls({ driver }: Talk): Promise<() => void> {
  return new Promise((resolve, reject) => {
    driver.once("error", reject);
    Object.assign(driver, {
      startTLS: (secured: () => void) => {
        driver.off("error", reject);
        resolve(secured);
      },
    });
  });
}

const options = ({ values }: DatabaseVisit, secure: boolean): ConnectionOptions => ({
  user: values["username"] ?? "",
  password: values["password"] ?? "",
  // Nothing is known of the database yet: it is chosen afterwards, when the server has told which there are.
  ...(secure && { ssl: {}, enableCleartextPlugin: true }),
  // No files of ours for the server, nothing packed.
  flags: ["-LOCAL_FILES", "-COMPRESS"],
  connectAttributes: { program_name: "gangway" },
  connectTimeout: patience,
  disableEval: true,
});
