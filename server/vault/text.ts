/*
 * A JavaScript string is a sequence of 16-bit units, and a pasted password may hold one that is half a pair. UTF-8
 * has no such thing: encoding would put U+FFFD in its place and the password would be another. So text is kept as
 * UTF-8 where it is well-formed, and as UTF-16LE where it is not; the first byte says which.
 */
const utf8 = 0;
const utf16 = 1;

/** Bytes that `fromBytes` makes the same string of, unit for unit. */
export function toBytes(text: string): Buffer {
  if (!/\p{Surrogate}/u.test(text)) return Buffer.concat([Buffer.of(utf8), Buffer.from(text, "utf8")]);
  return Buffer.concat([Buffer.of(utf16), Buffer.from(text, "utf16le")]);
}

export function fromBytes(bytes: Buffer): string {
  return bytes.subarray(1).toString(bytes[0] === utf16 ? "utf16le" : "utf8");
}
