import { randomBytes } from "node:crypto";

/** How well-known servers greet, or what they say to a web request. */
const banners: Record<string, string> = {
  ssh: "SSH-2.0-OpenSSH_9.2\r\n",
  smtp: "220 mail.example ESMTP\r\n",
  ftp: "220 ftp.example ready\r\n",
  pop3: "+OK ready\r\n",
  imap: "* OK ready\r\n",
  redis: "-ERR unknown command\r\n",
  mysql: "\x4a\0\0\0\x0a8.0.36\0",
  vnc: "RFB 003.008\n",
  telnet: "\xff\xfd\x18\xff\xfd\x20login: ",
  amqp: "AMQP\0\0\x09\x01",
  postgres: "E\0\0\0\x20SFATAL\0C08P01\0",
  rdp: "\x03\0\0\x0b\x06\xd0\0\0\x124\0",
  http2: "\0\0\x12\x04\0\0\0\0\0\0\x03\0\0\0\x64",
  icy: "ICY 200 OK\r\n\r\n",
};

/** `random:N`, `zeros:N`, `hex:…`, `base64:…`, the name of a protocol, or text with its escapes written out. */
export function rawBytes(raw: string): Buffer {
  const [, kind = "", of = ""] = /^(random|zeros?|hex|base64):(.*)$/s.exec(raw) ?? [];
  if (kind === "random") return randomBytes(Number(of));
  if (kind.startsWith("zero")) return Buffer.alloc(Number(of));
  if (kind === "hex" || kind === "base64") return Buffer.from(of, kind);
  const banner = banners[raw.toLowerCase()] ?? raw;
  return Buffer.from(banner.replace(/\\(?:x([0-9a-f]{2})|u00([0-9a-f]{2})|([rnt0\\]))/gi, unescaped), "latin1");
}

const letters: Record<string, string> = { r: "\r", n: "\n", t: "\t", "0": "\0", "\\": "\\" };
const unescaped = (_: string, hex?: string, unit?: string, letter?: string): string =>
  letter === undefined ? String.fromCharCode(Number.parseInt(hex ?? unit ?? "", 16)) : letters[letter.toLowerCase()]!;
