import { createServer, type AddressInfo, type Socket } from "node:net";
import { startNameServer } from "../../server/net/name-server.fixture.js";
import { createNet, type Net, type NetRules } from "../../server/net/index.js";
import { askNameServers } from "../../server/net/resolve.js";
import { freePort } from "../real/ground/freePort.js";

/** Ways that lead nowhere: real ports, real name servers of this machine, and operators who opened nothing. */
export interface Nowhere {
  /** Takes connections, and never says a word. */
  readonly silentPort: number;
  closedPort(): Promise<number>;
  /** Broadcast on loopback: the kernel has no way there for TCP, and sends nothing. */
  readonly unreachable: string;
  readonly nets: {
    /** Whose name servers say that there is no such name (RFC 1035, 4.1.1: 3). */
    readonly withoutNames: Net;
    readonly withSilentNames: Net;
    /** Of an operator who has opened nothing that lies inside. */
    readonly closed: Net;
    readonly toUnreachable: Net;
  };
  stop(): Promise<void>;
}

const nameError = 3;
const here: NetRules = { exact: [{ address: "127.0.0.1" }] };

export async function startNowhere(): Promise<Nowhere> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).resume();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const denying = await startNameServer({ a: nameError, aaaa: nameError });
  const silent = await startNameServer({ a: "silence", aaaa: "silence" });
  const asking = ({ address }: { address: string }): Net =>
    createNet({ rules: here, resolve: (name, { signal }) => askNameServers(name, signal, [address]) });
  const unreachable = "127.255.255.255";
  return {
    silentPort: (server.address() as AddressInfo).port,
    closedPort: freePort,
    unreachable,
    nets: {
      withoutNames: asking(denying),
      withSilentNames: asking(silent),
      closed: createNet(),
      toUnreachable: createNet({ rules: { exact: [{ address: unreachable }] } }),
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      for (const nameServer of [denying, silent]) nameServer.stop();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
