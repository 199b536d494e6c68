import { Duplex } from "node:stream";
import type { Socket } from "./starttls.js";

/**
 * What a driver is given in place of a socket, for a conversation that is secured half-way: it hears `first`, and then what
 * the joined connection says; what it says itself goes to `socket` until then.
 */
export class Relay extends Duplex {
  #socket: Socket;
  #joined = false;

  constructor(socket: Socket, first: Buffer) {
    super();
    this.#socket = socket;
    this.push(first);
  }

  join(socket: Socket): void {
    this.#socket = socket;
    this.#joined = true;
    socket.on("data", (bytes: Buffer) => {
      if (!this.push(bytes)) socket.pause();
    });
    socket.on("end", () => this.push(null)).on("close", () => this.destroy());
  }

  /** A driver that stumbles over what a hostile server says must not take the process with it. */
  override emit(event: string | symbol, ...said: unknown[]): boolean {
    if (event !== "data") return super.emit(event, ...said);
    try {
      return super.emit(event, ...said);
    } catch (error) {
      this.destroy(error instanceof Error ? error : new Error("stumbled"));
      return true;
    }
  }

  override _read(): void {
    if (this.#joined) this.#socket.resume();
  }

  override _write(bytes: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.#socket.write(bytes, done);
  }

  override _final(done: () => void): void {
    this.#socket.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }
}
