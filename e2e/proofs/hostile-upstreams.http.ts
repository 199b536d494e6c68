import { once } from "node:events";
import type { Duplex } from "node:stream";
import { createBrotliCompress, createDeflate, createGzip, gzipSync } from "node:zlib";
import type { Behaviour } from "./hostile-upstreams.behaviour.js";
import { goodAnswer } from "./hostile-upstreams.system.js";

export interface Asked {
  readonly path: string;
  readonly signed: boolean;
  /** All of it, as it came. */
  readonly text: string;
}

interface Told {
  status: number;
  headers: string[];
  body: Buffer;
}

/** Answers one request as the behaviour has it. What no behaviour names is as on a good day. */
export async function answer(behave: Behaviour, asked: Asked, socket: Duplex, mark: string): Promise<void> {
  if (behave.delay_ms !== undefined && !(await waited(behave.delay_ms, socket))) return;
  const told = tell(behave, asked, mark);
  const way = ways.find(([name]) => name in behave);
  if (way) return void (await way[1](behave, told, socket));
  socket.end(Buffer.concat([head(told), told.body]));
}

/** Status, headers and body. Whatever a person must never see carries the mark. */
function tell(behave: Behaviour, asked: Asked, mark: string): Told {
  const good = goodAnswer(asked.path, asked.signed);
  const usual = behave.status === undefined ? good : { status: behave.status, body: mark };
  const { type, body: bare } = content(behave, asked, usual, mark);
  const body = Buffer.concat([bare, Buffer.alloc(Math.max(0, (behave.body_bytes ?? 0) - bare.length), " ")]);
  const headers = [`content-type: ${type}`, `server: ${mark}`, `date: ${dateOf(behave)}`];
  if (behave.retry_after !== undefined) headers.push(`retry-after: ${behave.retry_after}`);
  if (behave.location !== undefined) headers.push(`location: ${behave.location}`);
  if (behave.redirect_loop) headers.push(`location: ${asked.path}`);
  if (behave.bare_cr) headers.push(`x-note: one\rx-other: two`);
  if (behave.header_nul) headers.push(`x-note: one\0two`);
  if (behave.header_bytes) headers.push(`x-note: ${"n".repeat(behave.header_bytes)}`);
  for (let index = 0; index < (behave.header_count ?? 0); index++) headers.push(`x-${index}: ${index}`);
  for (let index = 0; index < (behave.cookies ?? 0); index++) headers.push(`set-cookie: c${index}=${mark}; Path=/`);
  for (const [name, value] of Object.entries(behave.headers ?? {})) headers.push(`${name}: ${value}`);
  if (usual.status === 101) headers.push("connection: upgrade", "upgrade: websocket");
  if (behave.fake_gzip) headers.push("content-encoding: gzip");
  return { status: behave.redirect_loop ? (behave.status ?? 302) : usual.status, headers, body };
}

function content(behave: Behaviour, asked: Asked, usual: { body: string }, mark: string) {
  const { html, json, body, utf16, echo_request: echo } = behave;
  // A page has its mark where a page has its text.
  if (html !== undefined) return page(`<h1>${html}</h1><p>${mark}</p>`);
  if (echo) return page(`<pre>${asked.text}</pre><p>${mark}</p>`);
  if (body !== undefined) return { type: "application/json", body: Buffer.from(body) };
  if (json !== undefined) {
    const marked = typeof json === "object" && json !== null && !Array.isArray(json) ? { ...json, note: mark } : json;
    return { type: "application/json", body: Buffer.from(JSON.stringify(marked)) };
  }
  if (utf16)
    return { type: "application/json", body: Buffer.from(`\ufeff${goodAnswer("/version", false).body}`, "utf16le") };
  return { type: usual.body === mark ? "text/plain" : "application/json", body: Buffer.from(usual.body) };
}

const page = (inner: string) => ({
  type: "text/html",
  body: Buffer.from(`<!doctype html><html><body>${inner}</body></html>`),
});
const dateOf = ({ date_skew_s: skew = 0 }: Behaviour) => new Date(Date.now() + skew * 1000).toUTCString();
const head = ({ status, headers, body }: Told): Buffer =>
  Buffer.from(
    [`HTTP/1.1 ${status} Some reason`, ...headers, `content-length: ${body.length}`, "", ""].join("\r\n"),
    "latin1",
  );
const chunkedHead = ({ status, headers }: Told, ...more: string[]): string =>
  [`HTTP/1.1 ${status} Some reason`, ...headers, ...more, "transfer-encoding: chunked", "", ""].join("\r\n");
const chunk = (bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from("\r\n")]);

type Way = (behave: Behaviour, told: Told, socket: Duplex) => void | Promise<void>;

/** Ways of sending an answer that are not one write and an end. */
const ways: [keyof Behaviour, Way][] = [
  ["header_drip_ms", (behave, told, socket) => drip(head(told), behave.header_drip_ms!, socket)],
  [
    "body_drip_ms",
    async (behave, told, socket) => {
      socket.write(chunkedHead(told));
      await drip(endless(chunk(Buffer.from(" "))), behave.body_drip_ms!, socket);
    },
  ],
  [
    "chunks_endless",
    async (_behave, told, socket) => {
      socket.write(chunkedHead(told));
      const many = Buffer.from("1\r\nx\r\n".repeat(4096));
      while (await wrote(socket, many));
    },
  ],
  [
    "chunk_ext",
    (behave, told, socket) =>
      void socket.end(
        `${chunkedHead(told)}${told.body.length.toString(16)};x=${"y".repeat(behave.chunk_ext!)}\r\n${told.body.toString()}\r\n0\r\n\r\n`,
      ),
  ],
  [
    "trailers",
    (behave, told, socket) =>
      void socket.end(
        `${chunkedHead(told)}${chunk(told.body).toString()}0\r\nx-note: ${"n".repeat(behave.trailers!)}\r\n\r\n`,
      ),
  ],
  [
    "early_hints",
    async (behave, told, socket) => {
      const hint = "HTTP/1.1 103 Early Hints\r\nlink: </a.css>; rel=preload\r\n\r\n";
      for (let left = behave.early_hints!; left > 0; left -= 100) {
        if (!(await wrote(socket, Buffer.from(hint.repeat(Math.min(100, left)))))) return;
      }
      socket.end(Buffer.concat([head(told), told.body]));
    },
  ],
  [
    "gzip_layers",
    (behave, told, socket) => {
      let { body } = told;
      for (let layer = 0; layer < behave.gzip_layers!; layer++) body = gzipSync(body);
      const encodings = Array<string>(behave.gzip_layers!).fill("gzip").join(", ");
      const wrapped = { ...told, body, headers: [...told.headers, `content-encoding: ${encodings}`] };
      socket.end(Buffer.concat([head(wrapped), body]));
    },
  ],
  ["gzip_zero", (behave, told, socket) => bomb(createGzip(), "gzip", behave.gzip_zero!, told, socket)],
  ["deflate_zero", (behave, told, socket) => bomb(createDeflate(), "deflate", behave.deflate_zero!, told, socket)],
  ["brotli_zero", (behave, told, socket) => bomb(createBrotliCompress(), "br", behave.brotli_zero!, told, socket)],
  [
    "content_length",
    (behave, told, socket) => {
      const lines = head(told)
        .toString("latin1")
        .replace(/content-length: \d+/, `content-length: ${behave.content_length}`);
      socket.end(Buffer.concat([Buffer.from(lines, "latin1"), told.body]));
    },
  ],
];

/** So many zeros, compressed as they go out: nobody holds them. */
async function bomb(
  packer: ReturnType<typeof createGzip>,
  encoding: string,
  zeros: number,
  told: Told,
  socket: Duplex,
) {
  socket.write(chunkedHead(told, `content-encoding: ${encoding}`));
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

function* endless(bytes: Buffer): Iterable<Buffer> {
  for (;;) yield bytes;
}

async function drip(bytes: Iterable<number | Buffer>, ms: number, socket: Duplex): Promise<void> {
  for (const one of bytes) {
    if (!(await wrote(socket, typeof one === "number" ? Buffer.from([one]) : one))) return;
    if (!(await waited(ms, socket))) return;
  }
  socket.end();
}

/** False when the other side is gone. */
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

async function wrote(socket: Duplex, bytes: Buffer): Promise<boolean> {
  if (socket.destroyed) return false;
  if (socket.write(bytes)) return true;
  return new Promise((resolve) => {
    const done = () => {
      socket.off("drain", done).off("close", done);
      resolve(!socket.destroyed);
    };
    socket.once("drain", done).once("close", done);
  });
}
