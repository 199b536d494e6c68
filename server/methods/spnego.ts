import { cut, NotUnderstood, u8, understood } from "./smb-bytes.js";

/*
 * SPNEGO (RFC 4178; MS-SPNG) as far as it takes to speak NTLM in it: what is offered, and tokens to and fro, in DER.
 */

const tags = { octets: 0x04, oid: 0x06, enumerated: 0x0a, sequence: 0x30, application: 0x60, part: 0xa0 } as const;
const spnego = Buffer.from("2b0601050502", "hex");
const ntlm = Buffer.from("2b06010401823702020a", "hex");

/** The one way that we offer. What is said under the session's key first signs it, so that nobody takes another way out of it. */
export const ways = der(tags.sequence, der(tags.oid, ntlm));

/** Offers it, with its first token. */
export const offer = (token: Buffer): Buffer =>
  der(
    tags.application,
    der(tags.oid, spnego),
    der(tags.part, der(tags.sequence, der(tags.part, ways), der(tags.part + 2, der(tags.octets, token)))),
  );

/** A further token, and the signature of `ways`. */
export const goOn = (token: Buffer, signature: Buffer): Buffer =>
  der(
    tags.part + 1,
    der(tags.sequence, der(tags.part + 2, der(tags.octets, token)), der(tags.part + 3, der(tags.octets, signature))),
  );

/** Whether a server that says what it takes takes NTLM; one that says nothing leaves it to us. Throws NotUnderstood. */
export function takesNtlm(hello: Buffer): boolean {
  if (hello.length === 0) return true;
  const [oid, offered] = children(only(hello, tags.application));
  if (oid?.tag !== tags.oid || !oid.value.equals(spnego) || offered?.tag !== tags.part) throw new NotUnderstood();
  const taken = children(only(offered.value, tags.sequence)).find(({ tag }) => tag === tags.part);
  return taken !== undefined && children(only(taken.value, tags.sequence)).some(({ value }) => value.equals(ntlm));
}

/** The server's token, or undefined where it has none; `refused` where it takes no way of ours. Throws NotUnderstood. */
export function readAnswer(message: Buffer): { refused: boolean; token: Buffer | undefined } {
  const parts = children(only(only(message, tags.part + 1), tags.sequence));
  const part = (number: number, tag: number) => {
    const found = parts.find((one) => one.tag === tags.part + number);
    return found && only(found.value, tag);
  };
  return { refused: part(0, tags.enumerated)?.[0] === 2, token: part(2, tags.octets) };
}

function der(tag: number, ...content: Buffer[]): Buffer {
  const value = Buffer.concat(content);
  const { length } = value;
  const long = length < 0x80 ? u8(length) : length < 0x100 ? u8(0x81, length) : u8(0x82, length >> 8, length & 0xff);
  return Buffer.concat([u8(tag), long, value]);
}

interface Element {
  readonly tag: number;
  readonly value: Buffer;
}

function only(bytes: Buffer, tag: number): Buffer {
  const [first] = children(bytes);
  if (first?.tag !== tag) throw new NotUnderstood();
  return first.value;
}

/** What servers say has about six. */
const most = 32;

function children(bytes: Buffer): Element[] {
  const found: Element[] = [];
  return understood(() => {
    for (let at = 0; at < bytes.length;) {
      const tag = bytes.readUInt8(at);
      const short = bytes.readUInt8(at + 1);
      const more = short < 0x80 ? 0 : short - 0x80;
      if (short === 0x80 || more > 3 || found.length === most) throw new NotUnderstood();
      const length = more === 0 ? short : bytes.readUIntBE(at + 2, more);
      found.push({ tag, value: cut(bytes, at + 2 + more, length) });
      at += 2 + more + length;
    }
    return found;
  });
}
