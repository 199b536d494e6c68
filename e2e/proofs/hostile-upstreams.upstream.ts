import { randomBytes } from "node:crypto";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { createServer as createTlsServer, type TLSSocket } from "node:tls";
import type { Behaviour } from "./hostile-upstreams.behaviour.js";
import { answer, waited, type Asked } from "./hostile-upstreams.http.js";
import { goodAnswer } from "./hostile-upstreams.system.js";
import type { Certificates } from "./hostile-upstreams.tls.js";

/** A person's system that behaves as a case says, and keeps all that it is told. */
export interface Upstream {
  /** As the person enters it. */
  readonly address: string;
  readonly port: number;
  /** Requests since `forget`, decrypted. */
  readonly requests: Asked[];
  /** Every byte since `forget`, as text; decrypted where TLS came about. */
  heard(): string;
  forget(): void;
  close(): Promise<void>;
}

/** Listens on this machine. `mark` is text that nobody but this system says. `secure`: https where the case does not say. */
export async function startUpstream(
  behave: Behaviour,
  options: { certificates: Certificates; mark: string; secure: boolean },
): Promise<Upstream> {
  const { certificates, mark } = options;
  const asksTls = behave.plain_on_tls === true || (options.secure && !behave.tls_on_plain);
  const speaksTls = behave.tls_on_plain === true || (options.secure && !behave.plain_on_tls);
  const requests: Asked[] = [];
  const sockets = new Set<Socket>();
  let heard: Buffer[] = [];

  const converse = (socket: Socket | TLSSocket) => {
    socket.on("error", () => undefined);
    if (behave.tls === "close_after") return void socket.destroy();
    if (greet(behave, socket)) return;
    let text = "";
    socket.on("data", (bytes: Buffer) => {
      heard.push(bytes);
      if (behave.tcp === "reset_after_request") return void reset(socket);
      if (behave.tcp === "close_after_request") return void socket.destroy();
      if (behave.raw !== undefined || behave.tcp === "hang") return;
      text += bytes.toString("latin1");
      // A web server answers in plain text to what it cannot read, the first byte of a TLS handshake for one.
      if (text.startsWith("\x16")) return void socket.end("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n");
      // The product sends no bodies here: a request ends with its headers.
      if (!text.includes("\r\n\r\n")) return;
      const asked = read(text);
      text = "";
      requests.push(asked);
      if (behave.tcp !== "early_answer") void answer(behave, asked, socket, mark);
    });
  };

  const tls = speaksTls ? createTlsServer(await certificates.optionsFor(behave), converse) : undefined;
  tls?.on("tlsClientError", () => undefined);
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).once("close", () => sockets.delete(socket));
    if (!tls) return converse(socket);
    if (behave.tls === "hang") return void socket.on("data", (bytes) => heard.push(bytes));
    if (behave.tls === "drip") return void socket.once("data", () => void dripHandshake(socket));
    tls.emit("connection", socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  if (behave.tcp === "refuse") await close();
  return {
    address: `${asksTls ? "https" : "http"}://${certificates.hostFor(behave)}:${port}`,
    port,
    requests,
    heard: () => Buffer.concat(heard).toString("latin1"),
    forget() {
      heard = [];
      requests.length = 0;
    },
    close,
  };
}

/** What is said before anything is asked. True where that is all. */
function greet({ tcp, raw }: Behaviour, socket: Socket): boolean {
  if (tcp === "reset") reset(socket);
  if (tcp === "close") socket.destroy();
  if (tcp === "early_answer") {
    const { body } = goodAnswer("/version", false);
    socket.write(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
  }
  if (raw !== undefined) socket.write(rawBytes(raw));
  return tcp === "reset" || tcp === "close";
}

function rawBytes(raw: string): Buffer {
  const [, count] = /^random:(\d+)$/.exec(raw) ?? [];
  if (count !== undefined) return randomBytes(Number(count));
  return Buffer.from(raw.replaceAll("\\r", "\r").replaceAll("\\n", "\n"), "latin1");
}

function read(text: string): Asked {
  const [, path = ""] = /^\S+ (\S+)/.exec(text) ?? [];
  return { path, signed: /^authorization:/im.test(text), text };
}

const reset = (socket: Socket) => ("resetAndDestroy" in socket ? socket.resetAndDestroy() : undefined);

/** A ServerHello that comes byte by byte (RFC 8446, 4.1.3 and 5.1). */
async function dripHandshake(socket: Socket): Promise<void> {
  const hello = Buffer.concat([Buffer.from([0x16, 3, 3, 0x10, 0, 2, 0, 0x0f, 0xfc, 3, 3]), randomBytes(4096)]);
  for (const byte of hello) {
    if (socket.destroyed || !socket.writable) return;
    socket.write(Buffer.from([byte]));
    if (!(await waited(1000, socket))) return;
  }
}
