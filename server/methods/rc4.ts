/**
 * RC4 (RFC 6229 has its vectors), by which NTLM hands over a session's key (MS-NLMP, 3.1.5.1.2). OpenSSL 3 has put it away;
 * what it wraps here is a random key, once.
 */
export function rc4(key: Uint8Array, text: Uint8Array): Buffer {
  const box = Uint8Array.from({ length: 256 }, (_, index) => index);
  const swap = (one: number, other: number) => ([box[one], box[other]] = [box[other]!, box[one]!]);
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + box[i]! + key[i % key.length]!) & 0xff;
    swap(i, j);
  }
  let i = 0;
  let j = 0;
  return Buffer.from(
    text.map((byte) => {
      i = (i + 1) & 0xff;
      j = (j + box[i]!) & 0xff;
      swap(i, j);
      return byte ^ box[(box[i]! + box[j]!) & 0xff]!;
    }),
  );
}
