/** One element of DER (X.690): its tag, and where its content lies. Null where the bytes are none. */
export interface Element {
  readonly tag: number;
  readonly from: number;
  readonly to: number;
}

export const tags = { integer: 0x02, bits: 0x03, octets: 0x04, sequence: 0x30, version: 0xa0 } as const;

export function elementAt(bytes: Uint8Array, at: number): Element | null {
  const [tag, short] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || short === undefined) return null;
  const count = short & 0x7f;
  const long = short >= 0x80;
  // Four bytes of length are more than any file that is taken.
  if (long && (count === 0 || count > 4)) return null;
  let length = long ? 0 : short;
  for (let n = 0; long && n < count; n++) length = length * 256 + (bytes[at + 2 + n] ?? 0);
  const from = at + 2 + (long ? count : 0);
  return from + length <= bytes.length ? { tag, from, to: from + length } : null;
}

/** Tags of what an element is made of, the first few; cut short where the bytes make no sense. */
export function partsOf(bytes: Uint8Array, { from, to }: Element, most = 8): Element[] {
  const parts: Element[] = [];
  for (let at = from; at < to && parts.length < most;) {
    const part = elementAt(bytes, at);
    if (!part || part.to > to) break;
    parts.push(part);
    at = part.to;
  }
  return parts;
}
