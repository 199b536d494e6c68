import { connect } from "node:net";
import type { Kept } from "./keep.js";

/** Waits until a TCP port takes connections. Throws with the server's last words when it ends first, or after `within` ms. */
export async function untilListening(kept: Kept, port: number, within = 30_000): Promise<void> {
  await untilAnswers(kept, () => canConnect(port), within);
}

/** The same for servers that speak first: MariaDB listens before it can serve, and hangs if it is ended in between. */
export async function untilGreeting(kept: Kept, port: number, within = 30_000): Promise<void> {
  await untilAnswers(kept, () => greets(port), within);
}

/** Waits until `answers` says true; what it throws counts as "not yet". Servers announce nothing, so they are asked. */
export async function untilAnswers(kept: Kept, answers: () => Promise<boolean>, within = 30_000): Promise<void> {
  const deadline = Date.now() + within;
  for (;;) {
    const words = kept.lastWords();
    if (kept.hasEnded()) throw new Error(`The server ended before it answered:\n${words}`);
    if (await answers().catch(() => false)) return;
    if (Date.now() > deadline) {
      await kept.stop();
      throw new Error(`The server did not answer within ${within} ms:\n${words}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.setTimeout(1_000, () => socket.destroy());
    socket.once("data", () => resolve(true)).once("error", () => resolve(false));
    socket.once("data", () => socket.destroy()).once("close", () => resolve(false));
  });
}
