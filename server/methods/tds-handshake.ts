import { Duplex } from "node:stream";
import { headerLength, kinds, packets } from "./tds-packet.js";
import type { Socket } from "./starttls.js";

/**
 * What TLS is spoken over: before TDS 8.0 its handshake is wrapped in packets of the kind PRELOGIN, and what follows is not
 * (MS-TDS, 3.2.5.2 and 2.2.6.5).
 */
export class TdsHandshake extends Duplex {
  readonly #socket: Socket;
  #heard = Buffer.alloc(0);
  #isOver = false;

  constructor(socket: Socket) {
    super();
    this.#socket = socket;
    socket.on("data", (bytes: Buffer) => this.#hear(bytes));
    socket.on("end", () => this.push(null)).on("close", () => this.destroy());
  }

  /** The handshake is over: nothing is wrapped any more. */
  over(): void {
    this.#isOver = true;
  }

  #hear(bytes: Buffer): void {
    this.#heard = Buffer.concat([this.#heard, bytes]);
    while (this.#heard.length > 0) {
      // A record of TLS (RFC 8446, 5.1) that comes unwrapped is the other side's word that it is over.
      if (this.#heard[0] !== kinds.prelogin) this.#isOver = true;
      const length = this.#isOver ? this.#heard.length : this.#wrapped();
      if (length === undefined) return;
      const said = this.#heard.subarray(this.#isOver ? 0 : headerLength, length);
      this.#heard = this.#heard.subarray(length);
      if (said.length > 0 && !this.push(said)) this.#socket.pause();
    }
  }

  /** Length of the packet that was heard, once it is all there. */
  #wrapped(): number | undefined {
    if (this.#heard.length < headerLength) return undefined;
    const length = Math.max(this.#heard.readUInt16BE(2), headerLength);
    return this.#heard.length < length ? undefined : length;
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(bytes: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.#socket.write(this.#isOver ? bytes : packets(kinds.prelogin, bytes), done);
  }

  /** What is said at once is one message: it is answered by one. */
  override _writev(parts: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this._write(Buffer.concat(parts.map(({ chunk }) => chunk)), "", done);
  }

  override _final(done: () => void): void {
    this.#socket.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }
}
