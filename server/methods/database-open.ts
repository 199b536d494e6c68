import type { MethodUseOf } from "#contract";
import { NetError, type NetConnection } from "../net/index.js";
import { deadlineOf } from "./deadline.js";
import { because, yes, type Finding } from "./finding.js";
import type { Visit } from "./method.js";
import { isNearby } from "./nearby.js";

export type Socket = NetConnection["socket"];
export type DatabaseVisit = Visit<MethodUseOf<"database">>;

/** How long a database may take over each question, and over beginning to speak. */
export const patience = 20_000;
const greeting = 8_000;

/** The other side cannot be used; nothing secret was sent. */
export class DatabaseRefusal extends Error {
  override readonly name = "DatabaseRefusal";
  constructor(readonly finding: Finding) {
    super(finding.cause);
  }
}

/** What was picked, and it does not speak TLS. */
export class NoTls extends Error {}

/** Begins the protocol of a database as far as TLS, which is ours. Throws DatabaseRefusal, NoTls and NetError. */
export interface Dialect {
  readonly port: number;
  askForTls(socket: Socket): Promise<void>;
}

/** Something answers, and it is another product. */
export const otherProtocol = () => new DatabaseRefusal(because("wrong_product"));

/** Connects and asks for TLS, and nothing else: a server that understands the question is what was picked. */
export async function knock(visit: DatabaseVisit, dialect: Dialect, found: () => Finding): Promise<Finding> {
  try {
    (await openSecure(visit, dialect)).socket.destroy();
  } catch (error) {
    if (error instanceof DatabaseRefusal) return error.finding;
    if (!(error instanceof NoTls)) throw error;
  }
  return found();
}

/** With TLS where the server speaks it; without only inside the operator's own network. Throws DatabaseRefusal and NetError. */
export async function open(visit: DatabaseVisit, dialect: Dialect): Promise<NetConnection> {
  try {
    return await openSecure(visit, dialect);
  } catch (error) {
    if (!(error instanceof NoTls)) throw error;
  }
  const plain = await visit.net.connect(target(visit, dialect));
  if (isNearby(plain.address)) return plain;
  plain.socket.destroy();
  throw new DatabaseRefusal(because("plain_http"));
}

const openSecure = (visit: DatabaseVisit, dialect: Dialect): Promise<NetConnection> =>
  visit.net.connect({
    ...target(visit, dialect),
    tls: true,
    // Some servers look their visitor's name up before they say a word.
    deadlines: { secure: greeting + 4_000 },
    beforeTls: (socket) => inTime(visit.signal, dialect.askForTls(socket)),
  });

/** A port that keeps silent is given up. */
async function inTime(run: AbortSignal, asked: Promise<void>): Promise<void> {
  const { signal, release } = deadlineOf(run, greeting);
  const late = new Promise<never>((_resolve, reject) => {
    // The run's own end is told by `net`.
    const onEnd = () => run.aborted || reject(new NetError("answer_timed_out"));
    signal.addEventListener("abort", onEnd, { once: true });
  });
  await Promise.race([asked, late]).finally(release);
}

function target({ address, tenant, signal, trust, onStep }: DatabaseVisit, { port }: Dialect) {
  const url = new URL(`tcp://${address ?? ""}`);
  return {
    host: url.hostname,
    port: Number(url.port) || port,
    tenant,
    protocolPorts: [port],
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
  yes([{ kind: "product", value }, ...(version === undefined ? [] : [{ kind: "version" as const, value: version }])]);
