import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { afterEach } from "vitest";
import type { Net } from "../net/index.js";

/** Ports of this machine at which something else answers, or nobody any more. All are gone after each test. */
export function strangePorts() {
  const servers: Server[] = [];
  afterEach(() => servers.splice(0).forEach((server) => server.close()));
  const listen = async (answer: (socket: Socket) => void): Promise<number> => {
    const server = createServer((socket) => answer(socket.on("error", () => undefined)));
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return (server.address() as AddressInfo).port;
  };
  return {
    listen,
    /** One where nobody listens. */
    async nobodys(): Promise<number> {
      const port = await listen(() => undefined);
      await new Promise((resolve) => servers.pop()!.close(resolve));
      return port;
    },
  };
}

/** The same way out, and the connections that are open on it. */
export function watched(net: Net): { net: Net; open: ReadonlySet<unknown> } {
  const open = new Set<unknown>();
  const connect = async (options: Parameters<Net["connect"]>[0]) => {
    const connection = await net.connect(options);
    open.add(connection.socket.once("close", () => open.delete(connection.socket)));
    return connection;
  };
  return { net: { ...net, connect }, open };
}
