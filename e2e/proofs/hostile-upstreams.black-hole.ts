import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** Listens and never accepts: it stops for ever as soon as it has said its port. */
const listener = `
  const server = require("node:net").createServer().listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
    require("node:fs").writeSync(1, String(server.address().port));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });`;

const mostWaiting = 16;

/**
 * A port where connecting neither succeeds nor fails: Linux drops a SYN while the queue of connections that nobody has
 * accepted is full (listen(2), tcp_abort_on_overflow).
 */
export async function startBlackHole(): Promise<{ port: number; close(): void }> {
  const child = spawn(process.execPath, ["--eval", listener], { stdio: ["ignore", "pipe", "inherit"] });
  const [text] = (await once(child.stdout, "data")) as [Buffer];
  const port = Number(text.toString());
  const waiting: Socket[] = [];
  while (waiting.length < mostWaiting) {
    const socket = connect(port, "127.0.0.1").on("error", () => undefined);
    waiting.push(socket);
    const full = await Promise.race([once(socket, "connect").then(() => false), after(250).then(() => true)]);
    if (full) break;
  }
  return {
    port,
    close() {
      for (const socket of waiting) socket.destroy();
      child.kill("SIGKILL");
    },
  };
}

const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
