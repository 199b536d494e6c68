/**
 * MD4 (RFC 1320), which Windows keeps its passwords by (MS-NLMP, 3.3.2) and OpenSSL 3 has put away. It protects nothing
 * here: it is what the other side knows.
 */
export function md4(message: Uint8Array): Buffer {
  const blocks = padded(message);
  const state = new Uint32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]);
  for (let at = 0; at < blocks.length; at += 64) addBlock(state, blocks, at);
  const digest = Buffer.alloc(16);
  state.forEach((word, index) => digest.writeUInt32LE(word, 4 * index));
  return digest;
}

/** A one bit, zeros, and the length in bits, up to a whole block. */
function padded(message: Uint8Array): Buffer {
  const length = Math.ceil((message.length + 9) / 64) * 64;
  const blocks = Buffer.alloc(length);
  blocks.set(message);
  blocks[message.length] = 0x80;
  blocks.writeBigUInt64LE(BigInt(message.length) * 8n, length - 8);
  return blocks;
}

type Mix = (x: number, y: number, z: number) => number;
const rounds: readonly { mix: Mix; add: number; order: readonly number[]; turns: readonly number[] }[] = [
  {
    mix: (x, y, z) => (x & y) | (~x & z),
    add: 0,
    order: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    turns: [3, 7, 11, 19],
  },
  {
    mix: (x, y, z) => (x & y) | (x & z) | (y & z),
    add: 0x5a827999,
    order: [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
    turns: [3, 5, 9, 13],
  },
  {
    mix: (x, y, z) => x ^ y ^ z,
    add: 0x6ed9eba1,
    order: [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15],
    turns: [3, 9, 11, 15],
  },
];

function addBlock(state: Uint32Array, blocks: Buffer, at: number): void {
  let [a, b, c, d] = state as unknown as [number, number, number, number];
  for (const { mix, add, order, turns } of rounds) {
    order.forEach((word, step) => {
      const sum = (a + mix(b, c, d) + blocks.readUInt32LE(at + 4 * word) + add) | 0;
      const by = turns[step % 4]!;
      [a, b, c, d] = [d, (sum << by) | (sum >>> (32 - by)), b, c];
    });
  }
  [a, b, c, d].forEach((word, index) => (state[index]! += word));
}
