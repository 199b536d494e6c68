import { createServer, type RequestListener } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { createServer as createSocketServer, type AddressInfo, type Server, type Socket } from "node:net";
import type { TlsOptions } from "node:tls";
import { createNet, type NetErrorCode, type NetFacts, NetError } from "./index.js";

/** Starts servers on free ports of this machine, and stops them all. */
export function createServers() {
  const stops: (() => Promise<void>)[] = [];

  async function listen(server: Server, host = "127.0.0.1"): Promise<number> {
    const sockets = new Set<Socket>();
    server.on("connection", (socket: Socket) => {
      sockets.add(socket);
      socket.on("error", () => undefined).once("close", () => sockets.delete(socket));
    });
    await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, host, resolve));
    stops.push(async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    });
    return (server.address() as AddressInfo).port;
  }

  return {
    listen,
    http: (answer: RequestListener, host?: string) => listen(createServer(answer), host),
    https: (tls: TlsOptions, answer: RequestListener = (_request, response) => response.end("hello")) => {
      const server = createSecureServer(tls, answer);
      server.on("tlsClientError", () => undefined);
      return listen(server);
    },
    /** Speaks whatever it likes. */
    raw: (speak: (socket: Socket) => void) => listen(createSocketServer(speak)),
    stop: () => Promise.all(stops.splice(0).map((stop) => stop())),
  };
}

/** A net for which `erp.example.com` and every other name is this machine, and this machine is open. */
export function createLocalNet() {
  return createNet({
    resolve: async () => ["127.0.0.1"],
    rules: { exact: [{ address: "127.0.0.1" }, { address: "::1" }] },
  });
}

/** The code and facts of the NetError that a call ends with. */
export async function failureOf(call: Promise<unknown>): Promise<{ code: NetErrorCode; facts: NetFacts }> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof NetError)) throw new Error("Expected a NetError", { cause: error });
  return { code: error.code, facts: error.facts };
}

/** The code alone. */
export async function codeOf(call: Promise<unknown>): Promise<NetErrorCode> {
  return (await failureOf(call)).code;
}
