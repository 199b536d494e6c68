import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { usualDeadlines, type Deadlines } from "./deadlines.js";
import type { Guard } from "./guard.js";
import type { Identity } from "./identity.js";
import { open } from "./open.js";
import type { OnStep, TlsFacts } from "./step.js";
import { readTarget } from "./target.js";
import type { Trust } from "./trust.js";
import { beginLife } from "./within.js";

/** A socket for a driver that speaks its own protocol: PostgreSQL, SSH, FTP. */
export interface NetConnect {
  /** A name or an address; brackets around IPv6 are fine. */
  host: string;
  port: number;
  /** Whose connection it is; null for the server's own errands. */
  tenant: string | null;
  /** Ports of the driver's own protocol, open although a web request may not go there (5432, 22 …). */
  protocolPorts?: readonly number[];
  /** Speak TLS, at once or after `beforeTls`. */
  tls?: boolean;
  /**
   * Asks the other side to begin TLS (SSLRequest, STARTTLS); must leave no byte of TLS unread by the socket. Gives what TLS
   * is to be spoken over where the protocol wraps the handshake in packets of its own: all of it goes on by the socket.
   */
  beforeTls?: (socket: Socket) => Promise<Duplex | void>;
  /**
   * A connection of ours to the same host that is open: the new one goes to the very address where that one ended, whatever
   * the name says by now, and takes up its TLS session.
   */
  beside?: Socket;
  /** Protocols offered in the handshake. */
  alpn?: readonly string[];
  trust?: Trust;
  /** Shown where the other side asks for a certificate. */
  identity?: Identity;
  /** Ends the attempt, and afterwards the socket. */
  signal?: AbortSignal;
  deadlines?: Partial<Pick<Deadlines, "name" | "connect" | "secure">>;
  onStep?: OnStep;
}

export interface NetConnection {
  /** Connected to a vetted address and, with `tls`, verified (then a `tls.TLSSocket`). The caller ends it. */
  socket: Socket;
  address: string;
  /** Present when TLS is spoken. */
  tls?: TlsFacts;
  /** Milliseconds; `secure` only with TLS. */
  timings: { name: number; reach: number; secure?: number };
}

/** Opens a vetted connection. Aborting the signal later destroys the socket. */
export async function connect(options: NetConnect, guard: Guard): Promise<NetConnection> {
  const { tenant, protocolPorts, tls = false, signal } = options;
  const target = readTarget(options.host, options.port);
  const { beside } = options;
  const life = beginLife(undefined, signal);
  try {
    const opened = await open(
      target,
      beside ? { ...guard, resolve: async () => [beside.remoteAddress ?? ""] } : guard,
      {
        asker: { tenant, protocolPorts },
        tls,
        beforeTls: options.beforeTls,
        beside,
        alpn: options.alpn,
        trust: options.trust,
        identity: options.identity,
        deadlines: { ...usualDeadlines, ...options.deadlines },
        life: life.signal,
        onStep: options.onStep,
      },
    );
    endWith(opened.socket, signal);
    // A driver listens for itself; until it does, a lost connection must not end the process.
    opened.socket.on("error", () => undefined);
    return opened;
  } finally {
    life.end();
  }
}

function endWith(socket: Socket, signal: AbortSignal | undefined): void {
  if (!signal) return;
  const onAbort = () => void socket.destroy();
  if (signal.aborted) return onAbort();
  signal.addEventListener("abort", onAbort, { once: true });
  socket.once("close", () => signal.removeEventListener("abort", onAbort));
}
