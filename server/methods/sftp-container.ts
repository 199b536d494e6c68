import { randomBytes, type KeyObject } from "node:crypto";

/** An Ed25519 key in OpenSSH's own form, not encrypted (OpenSSH, PROTOCOL.key): no other one is read by ssh2. */
export function containerOf(key: KeyObject): string {
  const { d = "", x = "" } = key.export({ format: "jwk" });
  const [secret, point] = [d, x].map((part) => Buffer.from(part, "base64url")) as [Buffer, Buffer];
  const type = string("ssh-ed25519");
  const check = randomBytes(4);
  const inner = Buffer.concat([check, check, type, string(point), string(Buffer.concat([secret, point])), string("")]);
  const padding = Buffer.from(Array.from({ length: (8 - (inner.length % 8)) % 8 }, (_, index) => index + 1));
  const container = Buffer.concat([
    Buffer.from("openssh-key-v1\0"),
    string("none"),
    string("none"),
    string(""),
    uint32(1),
    string(Buffer.concat([type, string(point)])),
    string(Buffer.concat([inner, padding])),
  ]);
  const lines = container.toString("base64").match(/.{1,70}/g) ?? [];
  return ["-----BEGIN OPENSSH PRIVATE KEY-----", ...lines, "-----END OPENSSH PRIVATE KEY-----", ""].join("\n");
}

/** As SSH writes it (RFC 4251, 5): its length, then its bytes. */
function string(value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([uint32(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
