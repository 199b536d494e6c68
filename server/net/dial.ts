import { Socket } from "node:net";
import { readAddress, sameAddress, type Address } from "./address.js";
import { announceSocket } from "./announce.js";
import { NetError, type NetErrorCode } from "./error.js";

/** Before the next address is tried beside one that keeps silent (RFC 8305, 5). */
const headStart = 250;

/**
 * Opens TCP to the first vetted address that answers. Addresses are tried one after another, the next as soon as one
 * fails or keeps silent too long; all but the winner are closed. Aborting closes everything.
 */
export function dial(addresses: readonly Address[], port: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const open = new Set<Socket>();
    let next = 0;
    let timer: NodeJS.Timeout | undefined;
    let failure: NetError | undefined;

    const finish = (winner?: Socket) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      for (const socket of open) if (socket !== winner) socket.destroy();
    };
    const onAbort = () => {
      finish();
      reject(signal.reason as NetError);
    };
    const onFailure = (error: NetError) => {
      failure ??= error;
      if (next < addresses.length) return tryNext();
      if (open.size > 0) return;
      finish();
      reject(failure);
    };
    const tryNext = () => {
      clearTimeout(timer);
      const address = addresses[next++];
      if (!address) return;
      if (next < addresses.length) timer = setTimeout(tryNext, headStart);
      const socket = openSocket(address, port);
      open.add(socket);
      socket.once("error", (error: NodeJS.ErrnoException) => {
        open.delete(socket);
        onFailure(new NetError(dialErrorCode(error.code)));
      });
      socket.once("connect", () => {
        socket.removeAllListeners("error");
        if (!isPeer(socket, address)) {
          open.delete(socket);
          socket.destroy();
          return onFailure(new NetError("peer_changed"));
        }
        finish(socket);
        resolve(socket);
      });
    };

    if (signal.aborted) return onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    tryNext();
  });
}

// The address is given as such: with it Node asks no name server.
function openSocket(address: Address, port: number): Socket {
  const host = address.toString();
  const family = address.kind() === "ipv4" ? 4 : 6;
  const socket = new Socket().setNoDelay();
  announceSocket({ socket, to: family === 4 ? `${host}:${port}` : `[${host}]:${port}` });
  return socket.connect({ host, port, family });
}

/** Whether a connected socket ends where it was meant to. */
export function isPeer(socket: Pick<Socket, "remoteAddress">, address: Address): boolean {
  const peer = readAddress(socket.remoteAddress ?? "");
  return peer !== undefined && sameAddress(peer, address);
}

function dialErrorCode(code: string | undefined): NetErrorCode {
  if (code === "ECONNREFUSED") return "connection_refused";
  if (code === "ETIMEDOUT") return "connection_timed_out";
  if (code === "ECONNRESET") return "connection_lost";
  return "unreachable";
}
