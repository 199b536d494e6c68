import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { frame } from "./smb-frames.js";

/** One message on its way, and which it is of its side, from 0. */
export type Change = (message: Buffer, index: number) => Buffer;

export interface Relay {
  readonly port: number;
  /** Messages of both sides, as they were sent. */
  readonly asked: Buffer[];
  readonly answered: Buffer[];
  stop(): Promise<void>;
}

/** Stands between the client and a server, keeps what both say, and may change it: as somebody on the way could. */
export async function relay(port: number, { question, answer }: { question?: Change; answer?: Change } = {}) {
  const asked: Buffer[] = [];
  const answered: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((caller) => {
    const system = connect(port, "127.0.0.1");
    for (const one of [caller, system]) sockets.add(one.on("error", () => undefined));
    pass(caller, system, asked, question);
    pass(system, caller, answered, answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    answered,
    stop: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  } satisfies Relay;
}

function pass(from: Socket, to: Socket, kept: Buffer[], change: Change = (message) => message): void {
  let heard = Buffer.alloc(0);
  let index = 0;
  from.on("data", (chunk: Buffer) => {
    heard = Buffer.concat([heard, chunk]);
    while (heard.length >= 4 && heard.length >= 4 + heard.readUInt32BE()) {
      const end = 4 + heard.readUInt32BE();
      const message = Buffer.from(heard.subarray(4, end));
      heard = heard.subarray(end);
      kept.push(Buffer.from(message));
      to.write(frame(change(message, index++)));
    }
  });
  from.once("close", () => to.destroySoon());
}
