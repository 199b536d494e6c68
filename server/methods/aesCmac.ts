import { createCipheriv } from "node:crypto";

/** AES-128-CMAC (RFC 4493), 16 bytes: it is the last block of CBC, once that block has been marked as the last. */
export function aesCmac(key: Buffer, message: Buffer): Buffer {
  const whole = message.length > 0 && message.length % 16 === 0;
  const blocks = Buffer.alloc(Math.max(1, Math.ceil(message.length / 16)) * 16);
  message.copy(blocks);
  if (!whole) blocks[message.length] = 0x80;
  const once = doubled(encrypt(key, Buffer.alloc(16)));
  const mark = whole ? once : doubled(once);
  const last = blocks.subarray(-16);
  mark.forEach((byte, index) => (last[index]! ^= byte));
  return encrypt(key, blocks).subarray(-16);
}

function encrypt(key: Buffer, blocks: Buffer): Buffer {
  const cipher = createCipheriv("aes-128-cbc", key, Buffer.alloc(16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(blocks), cipher.final()]);
}

/** Times x in the field of 2^128 elements. */
function doubled(block: Buffer): Buffer {
  const number = BigInt(`0x${block.toString("hex")}`);
  const shifted = BigInt.asUintN(128, (number << 1n) ^ (number >> 127n === 1n ? 0x87n : 0n));
  return Buffer.from(shifted.toString(16).padStart(32, "0"), "hex");
}
