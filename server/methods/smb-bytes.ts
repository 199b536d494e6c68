/** What the other side sent is not what the protocol says. Its bytes are left behind. */
export class NotUnderstood extends Error {
  override readonly name = "NotUnderstood";
}

/** Reads bytes of the other side: whatever lies beyond their end is not understood. */
export function understood<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw new NotUnderstood();
    throw error;
  }
}

/** So many bytes from there; throws where there are not so many. */
export function cut(bytes: Buffer, from: number, length: number): Buffer {
  if (from < 0 || length < 0 || from + length > bytes.length) throw new NotUnderstood();
  return bytes.subarray(from, from + length);
}

/** Text as Windows writes it: UTF-16, little end first. */
export const utf16 = (text: string): Buffer => Buffer.from(text, "utf16le");

export const u8 = (...values: number[]): Buffer => Buffer.from(values);

export function u16(...values: number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  values.forEach((value, index) => bytes.writeUInt16LE(value, 2 * index));
  return bytes;
}

export function u32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeUInt32LE(value >>> 0, 4 * index));
  return bytes;
}

export function u64(...values: bigint[]): Buffer {
  const bytes = Buffer.alloc(8 * values.length);
  values.forEach((value, index) => bytes.writeBigUInt64LE(value, 8 * index));
  return bytes;
}
