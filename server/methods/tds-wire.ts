import type { Connection } from "tedious";
import type { DatabaseVisit } from "./database-tables.js";
import { because } from "./finding.js";
import { NoTls, open, patience, Refused, type Dialect, type Socket } from "./starttls.js";
import { TdsHandshake } from "./tds-handshake.js";
import { surviveNonsense } from "./tds-nonsense.js";
import { encryption, preLogin, type Prelogin } from "./tds-prelogin.js";
import { TdsRelay } from "./tds-relay.js";

/** What a server says is wrong, before a driver makes words of it. */
export interface TdsError {
  readonly number: number;
}

export interface Talk {
  readonly driver: Connection;
  readonly socket: Socket;
  /** The errors that the server has told, in order. */
  readonly errors: TdsError[];
  /** Rejects with the connection's end: the driver does not notice every one. */
  readonly broken: Promise<never>;
}

/** Asks for TLS as `net` then speaks it. */
export function tdsDialect(heard: (hello: Prelogin, handshake?: TdsHandshake) => void): Dialect {
  return {
    port: 1433,
    async askForTls(socket) {
      const hello = await preLogin(socket, encryption.on);
      heard(hello);
      if (hello.encryption === encryption.notSupported) throw new NoTls();
      const handshake = new TdsHandshake(socket);
      heard(hello, handshake);
      return handshake;
    },
  };
}

/**
 * Signs in. The driver would turn to TLS by itself and judge by itself who is there; here `net` does:
 * 1. We ask for TLS; its handshake, in packets of the protocol, is the way out's own.
 * 2. The driver hears that the server does not encrypt, over what is secure by now, and signs in.
 */
export async function openTds(visit: DatabaseVisit): Promise<Talk> {
  let hello: Prelogin | undefined;
  let handshake: TdsHandshake | undefined;
  const dialect = tdsDialect((said, wrapped) => {
    hello = said;
    handshake = wrapped;
  });
  const { socket } = await open(visit, dialect);
  try {
    if (handshake) handshake.over();
    else hello = await preLogin(socket, encryption.notSupported);
    const relay = new TdsRelay(socket, hello!.unencrypted);
    relay.join(socket);
    return await login(visit, socket, relay);
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

async function login({ values }: DatabaseVisit, socket: Socket, relay: TdsRelay): Promise<Talk> {
  // Loaded by who needs it: a start does not.
  const { Connection } = await import("tedious");
  let given = false;
  const errors: TdsError[] = [];
  const driver = new Connection({
    server: "",
    authentication: {
      type: "default",
      options: { userName: values["username"] ?? "", password: values["password"] ?? "" },
    },
    options: {
      database: values["database"] ?? "",
      appName: "gangway",
      workstationId: "gangway",
      encrypt: false,
      connectTimeout: patience,
      requestTimeout: patience,
      cancelTimeout: 1_000,
      // A password that was refused is not sent again.
      maxRetriesOnTransientErrors: 0,
      connector: async () => {
        // Asked a second time, it is for another server.
        if (given) throw elsewhere();
        given = true;
        return relay as unknown as Socket;
      },
    },
  });
  surviveNonsense(driver, relay);
  driver.on("errorMessage", (error) => errors.push(error));
  // A connection that breaks between two questions is told by the next one.
  driver.on("error", () => undefined);
  const broken = new Promise<never>((_resolve, reject) => {
    // Names another server, which would be told the password.
    driver.once("rerouting", () => reject(elsewhere()));
    relay.once("close", () => reject(Object.assign(new Error("closed"), { code: "ESOCKET" })));
  });
  const connected = new Promise<void>((resolve, reject) => {
    driver.connect((error) => (error ? reject(error) : resolve()));
  });
  try {
    await Promise.race([connected, broken]);
  } catch (error) {
    throw Object.assign(error as Error, { told: errors });
  }
  return { driver, socket, errors, broken };
}

const elsewhere = () => new Refused(because("redirected_elsewhere"));
