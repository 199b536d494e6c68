import { once } from "node:events";
import { createServer as createWeb, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, createServer, type Server, type Socket } from "node:net";
import { createServer as createSecure, type TlsOptions } from "node:tls";
import { join } from "node:path";
import type { HopAnswer } from "./ssrf-urls.case.js";

/** A connection that somebody made, to an address that is this machine like every other. */
export interface Hit {
  /** `93.184.216.34:443`, `[2001:db8::1]:443`. */
  readonly to: string;
  bytes: number;
}

export interface Canary {
  /** Since `forget`. */
  hits(): readonly Hit[];
  forget(): void;
}

/** Listens at the ports, on every address, speaks http and https on each, and sees who comes. */
export async function startCanary(
  ports: readonly number[],
  options: { folder: string; tls: TlsOptions; hops: () => Readonly<Record<string, HopAnswer>> },
): Promise<Canary> {
  let hits: Hit[] = [];
  const web = createWeb((request, response) => answer(options.hops(), request, response));
  const secure = createSecure(options.tls, (socket) => web.emit("connection", socket));
  secure.on("tlsClientError", () => undefined);
  const rooms = { plain: join(options.folder, "plain"), secure: join(options.folder, "secure") };
  await Promise.all([listening(web.listen(rooms.plain)), listening(secure.listen(rooms.secure))]);

  const meet = (socket: Socket) => {
    const hit: Hit = { to: placeOf(socket), bytes: 0 };
    hits.push(hit);
    socket.on("error", () => undefined);
    socket.once("data", (first: Buffer) => {
      // The first byte of a TLS record that begins a handshake.
      const room = connect(first[0] === 0x16 ? rooms.secure : rooms.plain);
      room.on("error", () => socket.destroy());
      hit.bytes += first.length;
      socket.on("data", (bytes: Buffer) => (hit.bytes += bytes.length));
      room.write(first);
      socket.pipe(room).pipe(socket);
    });
  };
  await Promise.all(ports.map((port) => listening(createServer(meet).listen(port, "::"))));
  return { hits: () => hits, forget: () => void (hits = []) };
}

const listening = (server: Server) => once(server, "listening");

function placeOf({ localAddress = "", localPort }: Socket): string {
  const address = localAddress.replace(/^::ffff:(?=\d+\.)/, "");
  return address.includes(":") ? `[${address}]:${localPort}` : `${address}:${localPort}`;
}

const usual: HopAnswer = [200, null, {}, '{"canary":true}'];

function answer(hops: Readonly<Record<string, HopAnswer>>, request: IncomingMessage, response: ServerResponse): void {
  const scheme = "encrypted" in request.socket ? "https" : "http";
  const url = `${scheme}://${request.headers.host}${request.url}`;
  const hop = hops[url] ?? hops[url.replace(/\/$/, "")] ?? hops["*"] ?? usual;
  const [status, location, headers = {}, body = ""] = hop;
  const lines = [
    `HTTP/1.1 ${status} Some reason`,
    ...(location ? [`location: ${location}`] : []),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
  ];
  // By hand: a hostile Location may be no valid header.
  response.socket?.end(Buffer.from(`${lines.join("\r\n")}\r\n\r\n${body}`, "utf8"));
}
