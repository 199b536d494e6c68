import type { IncomingMessage } from "node:http";
import { finished, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import { NetError } from "./error.js";
import { exchangeError } from "./exchange-error.js";

/** What may come over the wire for `limit` bytes: encodings and chunks cost bytes of their own. */
const wireLimit = (limit: number) => 1.25 * limit + 64 * 1024;

/**
 * Reads a body whole, undoing at most one content encoding, and counts what comes out while it comes, and what comes
 * over the wire: a bomb ends where it passes `limit`, and so do a million chunks of next to nothing. Nothing here ends a
 * slow drip; the signal does.
 */
export function readBody(answer: IncomingMessage, limit: number, signal: AbortSignal): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const taken = new Growing(limit);
    const { socket } = answer;
    const mostRead = socket.bytesRead + wireLimit(limit);
    let decoder: Transform | undefined;

    const stop = (error: NetError) => {
      signal.removeEventListener("abort", onAbort);
      answer.on("error", () => undefined).destroy();
      decoder?.on("error", () => undefined).destroy();
      reject(error);
    };
    const onAbort = () => stop(signal.reason as NetError);
    const done = () => {
      signal.removeEventListener("abort", onAbort);
      resolve(taken.whole());
    };
    const take = (chunk: Buffer) => {
      if (!taken.add(chunk) || socket.bytesRead > mostRead) stop(new NetError("body_too_large", { limit }));
    };
    const onLost = (error: Error) => stop(exchangeError(error, true));

    if (signal.aborted) return onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    const encoding = encodingOf(answer);
    if (encoding === undefined) return stop(new NetError("bad_encoding"));
    if (encoding === "identity") {
      answer.on("data", take);
      finished(answer, (error) => (error ? onLost(error) : done()));
      return;
    }
    answer.on("data", (chunk: Buffer) => {
      if (socket.bytesRead > mostRead) return stop(new NetError("body_too_large", { limit }));
      decoder ??= startDecoder(encoding, chunk)
        .on("data", take)
        .on("end", done)
        .on("error", () => stop(new NetError("bad_encoding")))
        .on("drain", () => answer.resume());
      if (!decoder.write(chunk)) answer.pause();
    });
    finished(answer, (error) => {
      if (error) return onLost(error);
      if (decoder) return void decoder.end();
      done();
    });
  });
}

/**
 * Bytes copied together as they come. Kept one by one, a megabyte in chunks of one byte would hold a hundred times its
 * size, and each of them the whole packet that it came in.
 */
class Growing {
  #buffer = Buffer.alloc(0);
  #size = 0;

  constructor(private readonly limit: number) {}

  /** False, and nothing added, where it would pass the limit. */
  add(chunk: Buffer): boolean {
    const size = this.#size + chunk.length;
    if (size > this.limit) return false;
    if (size > this.#buffer.length) {
      const grown = Buffer.allocUnsafeSlow(Math.min(this.limit, Math.max(16 * 1024, 2 * size)));
      this.#buffer.copy(grown, 0, 0, this.#size);
      this.#buffer = grown;
    }
    chunk.copy(this.#buffer, this.#size);
    this.#size = size;
    return true;
  }

  whole(): Buffer {
    return this.#buffer.subarray(0, this.#size);
  }
}

type Encoding = "identity" | "gzip" | "deflate" | "br";

// More than one layer, or one that was not asked for, is nobody's honest answer.
function encodingOf(answer: IncomingMessage): Encoding | undefined {
  const given = (answer.headers["content-encoding"] ?? "identity").trim().toLowerCase();
  if (given === "" || given === "identity") return "identity";
  if (given === "gzip" || given === "x-gzip") return "gzip";
  return given === "deflate" || given === "br" ? given : undefined;
}

function startDecoder(encoding: Exclude<Encoding, "identity">, first: Buffer): Transform {
  if (encoding === "gzip") return createGunzip();
  if (encoding === "br") return createBrotliDecompress();
  // "deflate" means zlib (RFC 9110, 8.4.1.2), yet some servers send it bare; zlib's first byte tells.
  return ((first[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw();
}
