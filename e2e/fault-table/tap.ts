import { readFileSync } from "node:fs";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { connect as connectTls, createServer as createTlsServer } from "node:tls";
import type { Certificates } from "../real/ground/certificates.js";

/** Stands in front of a system's port for the length of one run, and keeps what the system is told. */
export interface Tap {
  readonly port: number;
  /** Everything said to the system, as bytes in Latin-1. */
  heard(): string;
  /** Ports by which the system knows the caller. */
  readonly callers: ReadonlySet<number>;
  stop(): Promise<void>;
}

/** With `certificates` it shows the system's own certificate, so that what is encrypted can be heard, too. */
export async function tap(port: number, certificates?: Certificates): Promise<Tap> {
  const heard: Buffer[] = [];
  const sockets = new Set<Socket>();
  const callers = new Set<number>();
  const behind = () =>
    certificates
      ? connectTls({ port, host: "127.0.0.1", servername: "localhost", ca: certificates.ca })
      : connect(port, "127.0.0.1");
  const join = (caller: Socket) => {
    const system = behind();
    system.once("connect", () => callers.add(system.localPort ?? 0));
    for (const [one, other] of [
      [caller, system],
      [system, caller],
    ] as const) {
      sockets.add(one);
      one.on("error", () => other.destroy());
      one.once("close", () => (sockets.delete(one), other.destroySoon()));
    }
    caller.on("data", (bytes: Buffer) => heard.push(bytes));
    caller.pipe(system);
    system.pipe(caller);
  };
  const server: Server = certificates
    ? createTlsServer(
        { cert: readFileSync(certificates.server.chain), key: readFileSync(certificates.server.key) },
        join,
      )
    : createServer(join);
  server.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    callers,
    heard: () => Buffer.concat(heard).toString("latin1"),
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
