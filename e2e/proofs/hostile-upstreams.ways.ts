import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Behaviour } from "./hostile-upstreams.behaviour.js";
import { bomb, layered, packed } from "./hostile-upstreams.encodings.js";
import { chunk, chunkedHead, framed, type Told } from "./hostile-upstreams.frame.js";
import { drip, endless, flood, waited, wrote } from "./hostile-upstreams.pace.js";

type Way = (behave: Behaviour, told: Told, socket: Duplex) => void | Promise<void>;

/** The way in which a behaviour sends its answer: the first word of it that has one, else all at once. */
export function wayOf(behave: Behaviour): Way {
  return ways.find(([word]) => behave[word] !== undefined)?.[1] ?? whole;
}

const lastChunk = "0\r\n\r\n";

/** At once; longer bodies as they go, so that nobody holds them. */
const whole: Way = async (behave, told, socket) => {
  // HTTP/0.9 has a body and nothing else.
  if (behave.http_version === "0.9") return void socket.end(told.body);
  const { body_bytes: bytes = 0, body_delay_ms: pause, content_length: given } = behave;
  const length = given ?? (bytes > told.body.length ? bytes : undefined);
  const chunked = /chunked/.test(behave.transfer_encoding ?? "") || behave.both_lengths;
  if (!(await wrote(socket, framed({ ...behave, ...(length !== undefined && { content_length: length }) }, told))))
    return;
  if (pause !== undefined && !(await waited(pause, socket))) return;
  if (!(await wrote(socket, chunked ? Buffer.concat([chunk(told.body), Buffer.from(lastChunk)]) : told.body))) return;
  const blanks = Buffer.alloc(64 * 1024, " ");
  for (let left = bytes - told.body.length; left > 0; left -= blanks.length) {
    if (!(await wrote(socket, blanks.subarray(0, Math.min(left, blanks.length))))) return;
  }
  if (behave.more_after === "answer") socket.write(Buffer.concat([framed(behave, told), told.body]));
  else if (behave.more_after !== undefined) socket.write(behave.more_after);
  if (!behave.keep_open) socket.end();
};

const breakOff = async ({ cut_by: by = "close" }: Behaviour, socket: Duplex): Promise<void> => {
  if (by === "hang") return;
  // What was written has to arrive first: a reset would take it back.
  await waited(20, socket);
  if (by === "reset" && "resetAndDestroy" in socket) (socket as Socket).resetAndDestroy();
  else socket.end();
};

const interim =
  (count: number, line: string): Way =>
  async (behave, told, socket) => {
    for (let left = count; left > 0; left -= 100) {
      if (!(await wrote(socket, line.repeat(Math.min(100, left))))) return;
    }
    await whole(behave, told, socket);
  };

/** Ways that are not one write and an end. */
const ways: [keyof Behaviour, Way][] = [
  ["header_drip_ms", (behave, told, socket) => drip(framed(behave, told), behave.header_drip_ms!, socket)],
  ["line_endless", (_, __, socket) => (socket.write("HTTP/1.1 200 "), flood(Buffer.alloc(64 * 1024, "r"), socket))],
  [
    "headers_endless",
    (_, { lines }, socket) => {
      socket.write(`${lines[0]}\r\n`);
      return flood(Buffer.from("x-note: one more\r\n".repeat(1024)), socket);
    },
  ],
  [
    "cut_head",
    async (behave, told, socket) => {
      socket.write(framed(behave, told).subarray(0, behave.cut_head));
      await breakOff(behave, socket);
    },
  ],
  [
    "cut_body",
    async (behave, told, socket) => {
      socket.write(Buffer.concat([framed(behave, told), told.body.subarray(0, behave.cut_body)]));
      await breakOff(behave, socket);
    },
  ],
  [
    "body_drip_ms",
    async (behave, told, socket) => {
      socket.write(chunkedHead(behave, told));
      await drip(endless(chunk(" ")), behave.body_drip_ms!, socket);
    },
  ],
  [
    "chunk_drip_ms",
    async (behave, told, socket) => {
      socket.write(chunkedHead(behave, told));
      await drip(endless(chunk(" ".repeat(1024))), behave.chunk_drip_ms!, socket);
    },
  ],
  [
    "body_endless",
    (behave, told, socket) => {
      socket.write(framed({ ...behave, no_length: true }, told));
      return flood(Buffer.alloc(64 * 1024, " "), socket);
    },
  ],
  [
    "chunks_endless",
    (behave, told, socket) => {
      socket.write(chunkedHead(behave, told));
      return flood(Buffer.from("1\r\nx\r\n".repeat(4096)), socket);
    },
  ],
  [
    "chunk_size",
    (behave, told, socket) =>
      void socket.end(
        `${chunkedHead(behave, told).toString("latin1")}${behave.chunk_size}\r\n${told.body.toString()}\r\n${lastChunk}`,
        "latin1",
      ),
  ],
  [
    "chunk_unended",
    async (behave, told, socket) => {
      socket.write(Buffer.concat([chunkedHead(behave, told), chunk(told.body)]));
      await breakOff(behave, socket);
    },
  ],
  [
    "chunk_ext",
    (behave, told, socket) =>
      void socket.end(
        `${chunkedHead(behave, told).toString("latin1")}${told.body.length.toString(16)};x=${"y".repeat(behave.chunk_ext!)}\r\n${told.body.toString()}\r\n${lastChunk}`,
        "latin1",
      ),
  ],
  [
    "trailers",
    (behave, told, socket) =>
      void socket.end(
        Buffer.concat([
          chunkedHead(behave, told),
          chunk(told.body),
          Buffer.from(`0\r\nx-note: ${"n".repeat(behave.trailers!)}\r\n\r\n`),
        ]),
      ),
  ],
  [
    "chunked",
    (behave, told, socket) =>
      void socket.end(Buffer.concat([chunkedHead(behave, told), chunk(told.body), Buffer.from(lastChunk)])),
  ],
  [
    "early_hints",
    (behave, told, socket) =>
      interim(behave.early_hints!, "HTTP/1.1 103 Early Hints\r\nlink: </a.css>; rel=preload\r\n\r\n")(
        behave,
        told,
        socket,
      ),
  ],
  [
    "continues",
    (behave, told, socket) => interim(behave.continues!, "HTTP/1.1 100 Continue\r\n\r\n")(behave, told, socket),
  ],
  ["gzip_layers", (behave, told, socket) => whole(behave, layered(told, behave.gzip_layers!), socket)],
  ["packed", (behave, told, socket) => whole(behave, packed(told, behave.packed!, behave.pack_fault), socket)],
  ["gzip_zero", (behave, told, socket) => bomb("gzip", behave.gzip_zero!, { behave, told, socket })],
  ["deflate_zero", (behave, told, socket) => bomb("deflate", behave.deflate_zero!, { behave, told, socket })],
  ["brotli_zero", (behave, told, socket) => bomb("br", behave.brotli_zero!, { behave, told, socket })],
];
