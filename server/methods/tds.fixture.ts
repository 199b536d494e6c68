import { readFileSync } from "node:fs";
import { createServer, type AddressInfo, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { createSecureContext, TLSSocket } from "node:tls";
import { TdsHandshake } from "./tds-handshake.js";
import { headerLength, kinds, packets } from "./tds-packet.js";
import { encryption, writeOptions } from "./tds-prelogin.js";
import { done, errorToken, loginAck, rows, type Told } from "./tds-tokens.fixture.js";

/*
 * A FAKE. SQL Server itself is not free to be started wherever tests run, and nothing else speaks its protocol. This one
 * speaks PRELOGIN, the handshake of TLS in packets, LOGIN7 and answers to batches (MS-TDS) truly enough for the driver,
 * which was written against the real one. It knows no SQL: it tells our questions apart by a word in each.
 */

export interface Login {
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export interface FakeOptions {
  /** What it answers to a login: nothing is wrong, or errors in order. */
  readonly judge: (login: Login) => readonly Told[];
  readonly tls?: { readonly certificate: string; readonly key: string };
  /** Names another server after the login, as a gateway does. */
  readonly sendsElsewhere?: boolean;
  /** Said in place of an answer, whether to a login or to what is asked after it; then it hangs up. */
  readonly nonsense?: { readonly to: "login" | "questions"; readonly bytes: Buffer };
  readonly databases: readonly string[];
  readonly tables: (user: string) => { readonly all: number; readonly readable: number; readonly first: string | null };
}

export interface FakeSqlServer {
  readonly port: number;
  readonly logins: Login[];
  stop(): Promise<void>;
}

/** Version 16.0.1000, as SQL Server 2022 says it. */
export const preloginAnswer = (encrypts: number): Buffer =>
  packets(
    kinds.answer,
    writeOptions([
      [0, Buffer.from([16, 0, 0x03, 0xe8, 0, 0])],
      [1, Buffer.from([encrypts])],
      [2, Buffer.from([0])],
      [3, Buffer.alloc(0)],
      [4, Buffer.from([0])],
    ]),
  );

export async function fakeSqlServer(options: FakeOptions): Promise<FakeSqlServer> {
  const logins: Login[] = [];
  const open = new Set<Socket>();
  const context =
    options.tls &&
    createSecureContext({
      cert: readFileSync(options.tls.certificate),
      key: readFileSync(options.tls.key),
      // Before TDS 8.0 no server speaks a newer one.
      maxVersion: "TLSv1.2",
    });
  const server = createServer((socket) => {
    open.add(socket.on("error", () => undefined).once("close", () => open.delete(socket)));
    hearMessages(socket, ([kind]) => {
      if (kind !== kinds.prelogin) return socket.destroy();
      socket.removeAllListeners("data");
      socket.write(preloginAnswer(context ? encryption.required : encryption.notSupported));
      if (!context) return serve(socket, options, logins);
      const tls = new TLSSocket(new TdsHandshake(socket), { isServer: true, secureContext: context });
      serve(
        tls.on("error", () => socket.destroy()),
        options,
        logins,
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    logins,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

const login7 = 0x10;
const batch = 0x01;

function serve(stream: Duplex, options: FakeOptions, logins: Login[]): void {
  let user = "";
  const say = (...tokens: Buffer[]) => stream.write(packets(kinds.answer, Buffer.concat(tokens)));
  const { nonsense } = options;
  const babble = () => stream.end(packets(kinds.answer, nonsense!.bytes));
  hearMessages(stream, ([kind, message]) => {
    if (kind === login7) {
      if (nonsense?.to === "login") return babble();
      const login = readLogin(message);
      logins.push(login);
      user = login.user;
      const told = options.judge(login);
      if (told.length > 0) return say(...told.map(errorToken), done(true));
      return say(loginAck(), ...(options.sendsElsewhere ? [routing("elsewhere.example", 1433)] : []), done());
    }
    if (kind !== batch) return stream.destroy();
    const sql = message.toString("utf16le", message.readUInt32LE(0));
    if (sql.includes("suser_sname") && nonsense) return babble();
    if (sql.includes("suser_sname")) return say(rows([{ who: user, version: "16.0.1000.6" }]), done());
    if (sql.includes("sys.databases")) return say(rows(options.databases.map((name) => ({ name }))), done());
    if (sql.includes("sys.objects")) return say(rows([{ ...options.tables(user) }]), done());
    say(done());
  });
}

/** Whole messages, of however many packets. */
function hearMessages(stream: Duplex, hear: (message: [kind: number, bytes: Buffer]) => void): void {
  let heard = Buffer.alloc(0);
  let message = Buffer.alloc(0);
  stream.on("data", (bytes: Buffer) => {
    heard = Buffer.concat([heard, bytes]);
    while (heard.length >= headerLength && heard.length >= heard.readUInt16BE(2)) {
      const packet = heard.subarray(0, heard.readUInt16BE(2));
      if (packet.length < headerLength) return stream.destroy();
      heard = heard.subarray(packet.length);
      message = Buffer.concat([message, packet.subarray(headerLength)]);
      if ((packet[1]! & 1) === 0) continue;
      const whole = message;
      message = Buffer.alloc(0);
      hear([packet[0]!, whole]);
    }
  });
}

/** LOGIN7 (MS-TDS, 2.2.6.4): places and lengths of texts; the password's bytes with their halves swapped, and xored. */
function readLogin(message: Buffer): Login {
  const bytes = (at: number) => {
    const start = message.readUInt16LE(at);
    return message.subarray(start, start + 2 * message.readUInt16LE(at + 2));
  };
  const clear = bytes(44).map((byte) => (((byte ^ 0xa5) << 4) & 0xf0) | ((byte ^ 0xa5) >> 4));
  return {
    user: bytes(40).toString("utf16le"),
    password: Buffer.from(clear).toString("utf16le"),
    database: bytes(68).toString("utf16le"),
  };
}

/** ENVCHANGE of the type Routing (MS-TDS, 2.2.7.9). */
function routing(host: string, port: number): Buffer {
  const name = Buffer.from(host, "utf16le");
  const value = Buffer.alloc(5 + name.length);
  value.writeUInt16LE(port, 1);
  value.writeUInt16LE(host.length, 3);
  name.copy(value, 5);
  const body = Buffer.alloc(3 + value.length + 2);
  body[0] = 20;
  body.writeUInt16LE(value.length, 1);
  value.copy(body, 3);
  const head = Buffer.alloc(3);
  head[0] = 0xe3;
  head.writeUInt16LE(body.length, 1);
  return Buffer.concat([head, body]);
}
