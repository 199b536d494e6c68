import { once } from "node:events";
import type { Duplex } from "node:stream";
import {
  brotliCompressSync,
  createBrotliCompress,
  createDeflate,
  createGzip,
  deflateRawSync,
  deflateSync,
  gzipSync,
} from "node:zlib";
import type { Behaviour } from "./hostile-upstreams.behaviour.js";
import { chunk, chunkedHead, type Told } from "./hostile-upstreams.frame.js";

const encodedBy = (told: Told, encoding: string, body: Buffer): Told => ({
  lines: [...told.lines, `content-encoding: ${encoding}`],
  body,
});

/** Packed by gzip again and again, and says so. */
export function layered(told: Told, layers: number): Told {
  let { body } = told;
  for (let layer = 0; layer < layers; layer++) body = gzipSync(body);
  return encodedBy(told, Array<string>(layers).fill("gzip").join(", "), body);
}

const packers = { gzip: gzipSync, deflate: deflateSync, deflate_raw: deflateRawSync, br: brotliCompressSync };

/** Packed as it says, but for the fault. */
export function packed(told: Told, packer: keyof typeof packers, fault: Behaviour["pack_fault"]): Told {
  const good = packers[packer](told.body);
  const faulty = () => {
    if (fault === "cut") return good.subarray(0, good.length - 6);
    if (fault === "checksum") return Buffer.concat([good.subarray(0, -8), Buffer.from("wrong!!!")]);
    if (fault === "trailing") return Buffer.concat([good, Buffer.from("and some more")]);
    return fault === "twice" ? Buffer.concat([good, packers[packer](Buffer.from("  "))]) : good;
  };
  return encodedBy(told, packer === "deflate_raw" ? "deflate" : packer, faulty());
}

const bombs = { gzip: createGzip, deflate: createDeflate, br: createBrotliCompress };

/** So many zeros, packed as they go out: nobody holds them. */
export async function bomb(
  encoding: keyof typeof bombs,
  zeros: number,
  { behave, told, socket }: { behave: Behaviour; told: Told; socket: Duplex },
): Promise<void> {
  const packer = bombs[encoding]();
  socket.write(chunkedHead(behave, told, `content-encoding: ${encoding}`));
  const gone = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  packer.on("data", (bytes: Buffer) => {
    if (!socket.destroyed && !socket.write(chunk(bytes))) packer.pause();
  });
  socket.on("drain", () => packer.resume());
  const zero = Buffer.alloc(64 * 1024);
  for (let left = zeros; left > 0 && !socket.destroyed; left -= zero.length) {
    if (!packer.write(zero)) await Promise.race([once(packer, "drain"), gone]);
  }
  if (socket.destroyed) return void packer.destroy();
  packer.once("end", () => socket.end("0\r\n\r\n")).end();
}
