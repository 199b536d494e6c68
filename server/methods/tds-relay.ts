import { Relay } from "./mysql-relay.js";

/** What the driver is given in place of a socket: its PRELOGIN is answered already, and goes nowhere. */
export class TdsRelay extends Relay {
  #asked: Buffer | undefined = Buffer.alloc(0);

  override _write(bytes: Buffer, encoding: string, done: (error?: Error | null) => void): void {
    if (!this.#asked) return super._write(bytes, encoding, done);
    this.#asked = Buffer.concat([this.#asked, bytes]);
    const length = this.#asked.length < 4 ? Infinity : this.#asked.readUInt16BE(2);
    if (this.#asked.length < length) return done();
    const rest = this.#asked.subarray(length);
    this.#asked = undefined;
    if (rest.length === 0) return done();
    super._write(rest, encoding, done);
  }

  /** Drivers ask this of a socket; it is the socket's own matter. */
  setKeepAlive(): this {
    return this;
  }
}
