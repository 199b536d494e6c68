import type { Duplex } from "node:stream";

/** Waits so many milliseconds. False when the other side is gone. */
export function waited(ms: number, socket: Duplex): Promise<boolean> {
  return new Promise((resolve) => {
    if (socket.destroyed) return resolve(false);
    const done = () => {
      clearTimeout(timer);
      socket.off("close", done);
      resolve(!socket.destroyed);
    };
    const timer = setTimeout(done, ms);
    socket.once("close", done);
  });
}

/** Writes, and waits until there is room for more. False when the other side is gone. */
export async function wrote(socket: Duplex, bytes: Buffer | string): Promise<boolean> {
  if (socket.destroyed || !socket.writable) return false;
  if (socket.write(bytes)) return true;
  return new Promise((resolve) => {
    const done = () => {
      socket.off("drain", done).off("close", done);
      resolve(!socket.destroyed);
    };
    socket.once("drain", done).once("close", done);
  });
}

/** Part by part, with a pause after each. */
export async function drip(parts: Iterable<number | Buffer>, ms: number, socket: Duplex): Promise<void> {
  for (const one of parts) {
    if (!(await wrote(socket, typeof one === "number" ? Buffer.from([one]) : one))) return;
    if (!(await waited(ms, socket))) return;
  }
  socket.end();
}

/** The same for ever, as fast as it is taken. */
export async function flood(bytes: Buffer, socket: Duplex): Promise<void> {
  while (await wrote(socket, bytes));
}

export function* endless<T>(one: T): Iterable<T> {
  for (;;) yield one;
}
