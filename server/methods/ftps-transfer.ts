import { NetError, type NetConnection } from "../net/index.js";
import { deadlineOf } from "./deadline.js";
import { replyCode } from "./ftps-cause.js";
import type { FtpVisit, Line } from "./ftps-line.js";
import { passivePort } from "./ftps-passive.js";
import { patience, type Socket } from "./starttls.js";

export interface Received {
  readonly bytes: Buffer;
  /** There was more than was wanted. */
  readonly cut: boolean;
}

/** What the server says of a failure may come a little after the failure itself. */
const grace = 1_000;

/**
 * Sends a command whose answer comes over a connection of its own, and takes at most `most` bytes of it. That connection
 * goes to where the control connection ended, whatever the server says: only the port is taken from it. It is secured by
 * the same judgement, and takes up the session of the control connection, by which servers know that it is still us.
 */
export async function transfer(visit: FtpVisit, line: Line, command: string, most: number): Promise<Received> {
  const port = await passivePort(line.client);
  const own = new AbortController();
  const { signal, release } = deadlineOf(visit.signal, patience);
  const onEnd = () => own.abort(signal.reason);
  signal.addEventListener("abort", onEnd, { once: true });
  if (signal.aborted) onEnd();
  try {
    const { reached, opening } = dial(visit, line, port, own.signal);
    const bytes = opening.then(({ socket }) => collect(socket, most));
    const failed = bytes.then(never, async (error: unknown) => {
      await new Promise((resolve) => setTimeout(resolve, grace));
      throw error;
    });
    failed.catch(() => undefined);
    // The server takes up TLS only once it knows what for.
    await reached;
    await Promise.race([told(line, command, bytes), failed]);
    return await bytes;
  } finally {
    release();
    own.abort();
  }
}

const never = () => new Promise<never>(() => undefined);

/** Until the server has said that it is done. */
async function told({ client }: Line, command: string, bytes: Promise<Received>): Promise<void> {
  let cut = false;
  bytes.then(
    (one) => (cut = one.cut),
    () => undefined,
  );
  await client.ftp.handle(command, (reply, task) => {
    if (!(reply instanceof Error)) return reply.code >= 200 && task.resolve(undefined);
    // A server whose answer was cut off complains.
    return cut && replyCode(reply) !== undefined ? task.resolve(undefined) : task.reject(reply);
  });
}

function dial({ address, net, tenant, trust }: FtpVisit, { socket, secure }: Line, port: number, signal: AbortSignal) {
  let onReached: () => void = () => undefined;
  const there = new Promise<void>((resolve) => (onReached = resolve));
  const opening: Promise<NetConnection> = net.connect({
    host: new URL(`tcp://${address ?? ""}`).hostname,
    port,
    tenant,
    // Whatever its number, the port is FTP's: it was opened for us, where we have been let in.
    ...(port >= 1024 && { protocolPorts: [port] }),
    beside: socket,
    signal,
    deadlines: { secure: patience },
    ...(secure && { tls: true, beforeTls: async () => onReached() }),
    ...(trust && { trust }),
  });
  return { opening, reached: Promise.race([there, opening]) };
}

function collect(socket: Socket, most: number): Promise<Received> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const finish = (cut: boolean) => {
      resolve({ bytes: Buffer.concat(chunks).subarray(0, most), cut });
      socket.destroy();
    };
    socket.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > most) finish(true);
    });
    socket.once("end", () => finish(false));
    socket.once("error", () => reject(new NetError("connection_lost")));
    socket.once("close", () => reject(new NetError("connection_lost")));
  });
}
