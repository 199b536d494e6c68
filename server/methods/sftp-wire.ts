import type { AuthHandlerMiddleware, Client } from "ssh2";
import type { Fact, MethodUseOf } from "#contract";
import { NetError, type NetConnection } from "../net/index.js";
import { deadlineOf } from "./deadline.js";
import { because, type Finding } from "./finding.js";
import type { Visit } from "./method.js";
import { fingerprint, refusedBy, SftpRefusal } from "./sftp-cause.js";
import { createEar } from "./sftp-ear.js";

export type SftpVisit = Visit<MethodUseOf<"files">>;

/** Who is to be let in. `door` answers what the server asks, and refuses for itself where that is known to be in vain. */
export interface Visitor {
  readonly username: string;
  readonly door: (refuse: (finding: Finding) => void) => AuthHandlerMiddleware;
}

export interface Wire {
  readonly client: Client;
  /** What the server told before anybody signed in. */
  readonly facts: readonly Fact[];
  close(): Promise<void>;
}

const patience = { stranger: 8_000, visitor: 20_000 };

/**
 * Opens SSH over a vetted socket: until keys are agreed on, or until the visitor is let in. The server must show the
 * host key that is trusted, where one is. Throws NetError and SftpRefusal.
 */
export async function openWire(visit: SftpVisit, visitor?: Visitor): Promise<Wire> {
  const { socket } = await visit.net.connect(target(visit));
  // Loaded by who needs it: a start does not.
  const { Client } = (await import("ssh2")).default;
  const client = new Client();
  const ear = createEar();
  const deadline = deadlineOf(visit.signal, visitor ? patience.visitor : patience.stranger);
  let shown = "";
  const isAnother = () => shown !== "" && visit.trust?.hostKey !== undefined && visit.trust.hostKey !== shown;
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = (error: unknown) => reject(isAnother() ? changed(shown) : refusedBy(error, ear));
      const refuse = (finding: Finding) => reject(new SftpRefusal(finding));
      deadline.signal.addEventListener("abort", () => reject(overdue(visit.signal)), { once: true });
      if (deadline.signal.aborted) return reject(overdue(visit.signal));
      client.once("connect", () => socket.on("data", ear.hear));
      // A lost connection says so twice.
      client.on("error", fail).on("close", () => fail(new NetError("connection_lost")));
      client.on("change password", () => refuse(because("credentials_expired")));
      if (visitor) client.once("ready", () => resolve());
      else client.once("handshake", () => resolve());
      client.connect({
        sock: socket,
        username: visitor?.username ?? "",
        readyTimeout: 0,
        hostVerifier: (key: Buffer) => {
          shown = fingerprint(key);
          return !isAnother();
        },
        ...(visitor && { authHandler: visitor.door(refuse) }),
      });
    });
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    deadline.release();
    socket.off("data", ear.hear);
  }
  return { client, facts: [...ear.product(), hostKeyFact(shown)], close: () => hangUp(client, socket) };
}

const hostKeyFact = (value: string): Fact => ({ kind: "hostKey", value });
const changed = (shown: string) => new SftpRefusal(because("certificate_changed", { facts: [hostKeyFact(shown)] }));

function target({ address, tenant, signal, onStep }: SftpVisit) {
  const url = new URL(`tcp://${address ?? ""}`);
  return {
    host: url.hostname,
    port: Number(url.port) || 22,
    tenant,
    protocolPorts: [22],
    signal,
    ...(onStep && { onStep }),
  };
}

/** Why nobody waits any more: the run's own end, or ours. */
export function overdue(run: AbortSignal): NetError {
  if (!run.aborted) return new NetError("answer_timed_out");
  const timedOut = run.reason instanceof DOMException && run.reason.name === "TimeoutError";
  return new NetError(timedOut ? "deadline_exceeded" : "cancelled");
}

async function hangUp(client: Client, socket: NetConnection["socket"]): Promise<void> {
  if (socket.destroyed) return;
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  // A server that hangs must not keep us: the good-bye is sent, and nobody waits for it long.
  const late = setTimeout(() => socket.destroy(), 1_000);
  client.end();
  await closed;
  clearTimeout(late);
}
