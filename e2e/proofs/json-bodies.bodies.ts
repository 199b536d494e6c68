import { createGzip } from "node:zlib";
import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";

/** How a case says its body: as text, or how to make it. */
export interface BodyCase {
  body?: string;
  body_base64?: string;
  generate?: Record<string, unknown>;
}
export interface Made {
  /** Null: without a body. */
  body: Buffer | Readable | null;
  headers: Record<string, string>;
}

const json = { "content-type": "application/json" };
const list = (n: number, item: (at: number) => string, open = "{", close = "}"): string => {
  const items = new Array<string>(n);
  for (let at = 0; at < n; at++) items[at] = item(at);
  return open + items.join(",") + close;
};

/** Throws on a way of making that is not known: an unseen case must not pass unsent. */
export async function makeBody({ body, body_base64, generate }: BodyCase): Promise<Made> {
  if (generate) return generated(generate);
  if (body_base64 !== undefined) return { body: Buffer.from(body_base64, "base64"), headers: json };
  return { body: body === undefined ? null : Buffer.from(body), headers: body === undefined ? {} : json };
}

async function generated(how: Record<string, unknown>): Promise<Made> {
  const number = (name: string): number => Number(how[name]);
  const text = (made: string): Made => ({ body: Buffer.from(made), headers: json });
  if ("repeat" in how) {
    const { repeat, tail = "", close = "" } = how as { repeat: string; tail?: string; close?: string };
    return text(repeat.repeat(number("n")) + tail + close.repeat(number("n")));
  }
  if ("string" in how) return text(JSON.stringify({ name: "a".repeat(number("string")) }));
  if ("digits" in how) return text(`{"limit":${"9".repeat(number("digits"))}}`);
  if ("keys" in how) return text(list(number("keys"), (at) => `"k${at}":1`));
  if ("same_keys" in how) return text(list(number("same_keys"), () => `"k":1`));
  if ("int_keys" in how) return text(list(number("int_keys"), (at) => `"${at}":1`));
  if ("zeros" in how) return text(list(number("zeros"), () => "0", "[", "]"));
  if ("escapes" in how) return text(`{"name":"${"\\u0061".repeat(number("escapes"))}"}`);
  if ("multipart_parts" in how) return multipart(number("multipart_parts"));
  if ("gzip_zero_bytes" in how)
    return { body: await gzipOfZeros(number("gzip_zero_bytes")), headers: { ...json, "content-encoding": "gzip" } };
  if ("drip_ms" in how) return { body: Readable.from(drip(number("drip_ms"), number("bytes"))), headers: json };
  throw new Error(`this proof cannot generate ${JSON.stringify(how)}`);
}

function multipart(parts: number): Made {
  const part = (at: number) => `--x\r\ncontent-disposition: form-data; name="p${at}"\r\n\r\n1\r\n`;
  const body = Array.from({ length: parts }, (_, at) => part(at)).join("") + "--x--\r\n";
  return { body: Buffer.from(body), headers: { "content-type": "multipart/form-data; boundary=x" } };
}

async function gzipOfZeros(bytes: number): Promise<Buffer> {
  const block = Buffer.alloc(1 << 20);
  const gzip = createGzip({ level: 1 });
  const chunks: Buffer[] = [];
  gzip.on("data", (chunk: Buffer) => chunks.push(chunk));
  for (let left = bytes; left > 0; left -= block.length)
    if (!gzip.write(left >= block.length ? block : block.subarray(0, left)))
      await new Promise((resolve) => gzip.once("drain", resolve));
  const ended = new Promise((resolve) => gzip.once("end", resolve));
  gzip.end();
  await ended;
  return Buffer.concat(chunks);
}

async function* drip(ms: number, bytes: number): AsyncGenerator<Buffer> {
  yield Buffer.from('{"name":"');
  for (let sent = 0; sent < bytes; sent++) {
    await pause(ms, undefined, { ref: false });
    yield Buffer.from("a");
  }
}
