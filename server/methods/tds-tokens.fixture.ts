/** What a server says within an answer (MS-TDS, 2.2.7). Text is UTF-16, counted in its units. */

export interface Told {
  readonly number: number;
  readonly state?: number;
  readonly message: string;
}

const u16 = (value: number) => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
};
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const text = (value: string) => Buffer.from(value, "utf16le");
const short = (value: string) => Buffer.concat([Buffer.from([value.length]), text(value)]);
const sized = (token: number, body: Buffer) => Buffer.concat([Buffer.from([token]), u16(body.length), body]);

/** ERROR (2.2.7.10), of class 14: who asks is at fault. */
export const errorToken = ({ number, state = 1, message }: Told): Buffer =>
  sized(
    0xaa,
    Buffer.concat([
      u32(number),
      Buffer.from([state, 14]),
      u16(message.length),
      text(message),
      short("PLANT"),
      short(""),
      u32(1),
    ]),
  );

/** LOGINACK (2.2.7.14), of TDS 7.4. */
export const loginAck = (): Buffer =>
  sized(
    0xad,
    Buffer.concat([Buffer.from([1, 0x74, 0, 0, 4]), short("Microsoft SQL Server"), Buffer.from([16, 0, 0x03, 0xe8])]),
  );

/** DONE (2.2.7.6). */
export const done = (failed = false): Buffer =>
  Buffer.concat([Buffer.from([0xfd]), u16(failed ? 2 : 0), u16(0), Buffer.alloc(8)]);

const nvarchar = 0xe7;
const intn = 0x26;
type Cell = string | number | null;

/** COLMETADATA and ROWs (2.2.7.4, 2.2.7.19): whole numbers as int, all else as nvarchar. */
export function rows(found: readonly Readonly<Record<string, Cell>>[]): Buffer {
  const [first = {}] = found;
  const columns = Object.entries(first).map(([name, value]) =>
    Buffer.concat([
      u32(0),
      u16(1),
      typeof value === "number" ? Buffer.from([intn, 4]) : Buffer.from([nvarchar, 0x40, 0x1f, 9, 4, 0xd0, 0, 0x34]),
      short(name),
    ]),
  );
  const cells = found.flatMap((row) => [Buffer.from([0xd1]), ...Object.values(row).map(cell)]);
  return Buffer.concat([Buffer.from([0x81]), u16(columns.length), ...columns, ...cells]);
}

function cell(value: Cell): Buffer {
  if (value === null) return u16(0xffff);
  if (typeof value === "number") return Buffer.concat([Buffer.from([4]), u32(value)]);
  return Buffer.concat([u16(value.length * 2), text(value)]);
}
