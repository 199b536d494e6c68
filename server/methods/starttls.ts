import type { Duplex } from "node:stream";
import { NetError, type NetConnection } from "../net/index.js";
import { deadlineOf } from "./deadline.js";
import { because, yes, type Finding } from "./finding.js";
import type { Visit } from "./method.js";
import { isNearby } from "./nearby.js";

/*
 * Protocols that begin in clear and turn to TLS in the middle: those of databases, FTP. Which words ask for it is theirs;
 * that it is asked, by whom it is judged, and what happens where it cannot be had, is the same for all.
 */

export type Socket = NetConnection["socket"];

/** How long a server may take over each question, and over beginning to speak. */
export const patience = 20_000;
const greeting = 8_000;

/** The other side cannot be used; nothing secret was sent. */
export class Refused extends Error {
  override readonly name = "Refused";
  constructor(readonly finding: Finding) {
    super(finding.cause);
  }
}

/** What was picked, and it does not speak TLS. */
export class NoTls extends Error {}

/** Begins a protocol as far as TLS, which is ours. Throws Refused, NoTls and NetError. */
export interface Dialect {
  readonly port: number;
  /** Further ports of its own, closed to the web. */
  readonly ports?: readonly number[];
  /** Gives what TLS is to be spoken over where the protocol wraps it. */
  askForTls(socket: Socket): Promise<Duplex | void>;
}

/** Something answers, and it is another product. */
export const otherProtocol = () => new Refused(because("wrong_product"));

/** Connects and asks for TLS, and nothing secret: a server that understands the question is what was picked. */
export async function knock(
  visit: Visit,
  dialect: Dialect,
  found: (secured?: Socket) => Finding | Promise<Finding>,
): Promise<Finding> {
  let socket: Socket | undefined;
  try {
    ({ socket } = await openSecure(visit, dialect));
    return await found(socket);
  } catch (error) {
    if (error instanceof Refused) return error.finding;
    if (error instanceof NoTls) return found();
    throw error;
  } finally {
    socket?.destroy();
  }
}

/** With TLS where the server speaks it; without only inside the operator's own network. Throws Refused and NetError. */
export async function open(visit: Visit, dialect: Dialect): Promise<NetConnection> {
  try {
    return await openSecure(visit, dialect);
  } catch (error) {
    if (!(error instanceof NoTls)) throw error;
  }
  const plain = await visit.net.connect(target(visit, dialect));
  if (isNearby(plain.address)) return plain;
  plain.socket.destroy();
  throw new Refused(because("plain_http"));
}

const openSecure = (visit: Visit, dialect: Dialect): Promise<NetConnection> =>
  visit.net.connect({
    ...target(visit, dialect),
    tls: true,
    // Some servers look their visitor's name up before they say a word.
    deadlines: { secure: greeting + 4_000 },
    beforeTls: (socket) => inTime(visit.signal, dialect.askForTls(socket)),
  });

/** What a server is to say is not waited for longer than the run lasts, nor for ever. */
export async function inTime<T>(run: AbortSignal, asked: Promise<T>): Promise<T> {
  const { signal, release } = deadlineOf(run, greeting);
  const late = new Promise<never>((_resolve, reject) => {
    // The run's own end is told by `net`.
    const onEnd = () => run.aborted || reject(new NetError("answer_timed_out"));
    signal.addEventListener("abort", onEnd, { once: true });
  });
  return Promise.race([asked, late]).finally(release);
}

function target({ address, tenant, signal, trust, onStep }: Visit, { port, ports = [] }: Dialect) {
  const url = new URL(`tcp://${address ?? ""}`);
  return {
    host: url.hostname,
    port: Number(url.port) || port,
    tenant,
    protocolPorts: [port, ...ports],
    signal,
    ...(trust && { trust }),
    ...(onStep && { onStep }),
  };
}

/** The good-bye is sent; a server that hangs is not waited for. */
export async function hangUp(socket: Socket, sayGoodBye: () => Promise<unknown>): Promise<void> {
  const late = setTimeout(() => socket.destroy(), 1_000);
  await sayGoodBye().catch(() => undefined);
  clearTimeout(late);
}

export const product = (value: string, version?: string): Finding =>
  yes([{ kind: "product", value }, ...(version ? [{ kind: "version" as const, value: version }] : [])]);
