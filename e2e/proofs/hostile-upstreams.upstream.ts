import { createServer, type AddressInfo, type Socket } from "node:net";
import { createServer as createTlsServer, type TLSSocket } from "node:tls";
import type { Behaviour } from "./hostile-upstreams.behaviour.js";
import { startBlackHole } from "./hostile-upstreams.black-hole.js";
import { answer, type Asked } from "./hostile-upstreams.http.js";
import { meddle } from "./hostile-upstreams.handshake.js";
import { flood } from "./hostile-upstreams.pace.js";
import { rawBytes } from "./hostile-upstreams.raw.js";
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
    // A TLS socket cannot reset; the one below it can.
    const below = [...sockets].find(({ remotePort }) => remotePort === socket.remotePort);
    if (below && below !== socket) socket.resetAndDestroy = () => (below.resetAndDestroy(), socket);
    if (greet(behave, socket)) return;
    let text = "";
    socket.on("data", (bytes: Buffer) => {
      heard.push(bytes);
      if (isMute(behave)) return;
      if (behave.tcp === "reset_after_request") return void socket.resetAndDestroy();
      if (behave.tcp === "close_after_request") return void socket.destroy();
      text += bytes.toString("latin1");
      // A web server answers in plain text to what it cannot read, the first byte of a TLS handshake for one.
      if (text.startsWith("\x16")) return void socket.end("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n");
      // The product sends no bodies here: a request ends with its headers.
      if (!text.includes("\r\n\r\n")) return;
      const asked = { ...read(text), number: requests.length };
      text = "";
      requests.push(asked);
      if (behave.tls === "renegotiate") (socket as TLSSocket).renegotiate({}, () => undefined);
      if (behave.raw !== undefined) return void socket[behave.keep_open ? "write" : "end"](rawBytes(behave.raw));
      if (behave.tcp !== "early_answer") void answer(behave, asked, socket, mark);
    });
  };

  const tls = speaksTls ? createTlsServer(await certificates.optionsFor(behave), converse) : undefined;
  tls?.on("tlsClientError", () => undefined);
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).once("close", () => sockets.delete(socket));
    if (!tls) return converse(socket);
    if (meddle(behave, socket, (bytes) => heard.push(bytes))) return;
    tls.emit("connection", socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const hole = behave.tcp === "blackhole" ? await startBlackHole() : undefined;
  const port = hole?.port ?? (server.address() as AddressInfo).port;
  const close = () =>
    new Promise<void>((resolve) => {
      hole?.close();
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
function greet({ tcp, tls, raw }: Behaviour, socket: Socket): boolean {
  if (tcp === "reset" || tls === "reset_after") socket.resetAndDestroy();
  if (tcp === "close" || tls === "close_after") socket.destroy();
  if (tcp === "half_close") socket.end();
  if (tcp === "flood") void flood(Buffer.alloc(64 * 1024, "flood "), socket);
  if (tcp === "early_answer") {
    const { body } = goodAnswer("/version", false);
    socket.write(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
  }
  if (raw !== undefined && !isAnswer(raw)) socket.write(rawBytes(raw));
  return socket.destroyed;
}

/** What begins like an answer waits for its question; what greets, greets. */
const isAnswer = (raw: string): boolean => raw.startsWith("HTTP/");
const isMute = ({ tcp, tls, raw }: Behaviour): boolean =>
  tcp === "hang" || tcp === "flood" || tls === "hang_after" || (raw !== undefined && !isAnswer(raw));

function read(text: string): Omit<Asked, "number"> {
  const [, path = ""] = /^\S+ (\S+)/.exec(text) ?? [];
  return { path, signed: /^authorization:/im.test(text), text };
}
