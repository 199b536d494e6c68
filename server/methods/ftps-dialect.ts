import type { Fact } from "#contract";
import { because } from "./finding.js";
import { readReply, type Reply } from "./ftps-reply.js";
import { NoTls, otherProtocol, Refused, type Dialect, type Socket } from "./starttls.js";

/** Before a port that says nothing is taken for one that waits for TLS. */
export const silence = 2_500;
/** Where TLS comes before the first word (IANA, ftps). */
const implicitPort = 990;

export interface FtpDialect extends Dialect {
  /** What the server said first; undefined as long as it has said nothing, for it waited for TLS. */
  hello(): Reply | undefined;
}

/**
 * FTP begins in clear and is asked for TLS (RFC 4217, 4), or, at ports of another kind, waits for TLS before it says a word.
 * Which it is, the silence tells: nobody has to know it.
 */
export function ftpDialect(port: number): FtpDialect {
  let hello: Reply | undefined;
  return {
    port: 21,
    ports: [implicitPort],
    hello: () => hello,
    async askForTls(socket) {
      if (port === implicitPort) return;
      hello = await firstWords(socket, silence);
      if (!hello) return;
      welcomed(hello);
      socket.write("AUTH TLS\r\n");
      const { code } = await readReply(socket);
      if (code === 234) return;
      if (code < 400) throw otherProtocol();
      throw new NoTls();
    },
  };
}

async function firstWords(socket: Socket, ms: number): Promise<Reply | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const silent = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), ms)));
  return Promise.race([readReply(socket), silent]).finally(() => clearTimeout(timer));
}

/** Throws Refused where the first reply is none of an FTP server that takes visitors. */
export function welcomed({ code, text }: Reply): void {
  if (code === 421) throw new Refused(because("rate_limited"));
  if (code === 120) throw new Refused(because("maintenance"));
  // Mail servers begin alike and name their protocol (RFC 5321, 4.2).
  if (code !== 220 || /^220[ -][^\r\n]*\bE?SMTP\b/i.test(text)) throw otherProtocol();
}

const products = [
  "vsFTPd",
  "ProFTPD",
  "Pure-FTPd",
  "FileZilla Server",
  "Microsoft FTP Service",
  "Serv-U",
  "WS_FTP",
  "CrushFTP",
];

/** What a server calls itself, where it is one that is known; else just what it is. */
export function productFacts({ text }: Reply): Fact[] {
  const name = products.find((one) => text.toLowerCase().includes(one.toLowerCase()));
  if (name === undefined) return [{ kind: "product", value: "FTP server" }];
  const rest = text.slice(text.toLowerCase().indexOf(name.toLowerCase()) + name.length);
  const version = /^(?: Server)?[ /]v?(\d[\w.]{0,20})/.exec(rest)?.[1];
  return [{ kind: "product", value: name }, ...(version ? [{ kind: "version" as const, value: version }] : [])];
}
