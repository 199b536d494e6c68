import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server on loopback that answers each path with a text. */
export async function startLocalServer(
  answer: (path: string) => string,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => response.end(answer(request.url ?? "")));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
