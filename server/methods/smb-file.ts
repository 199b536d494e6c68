import { cut, u16, u32, u64, u8, understood, utf16 } from "./smb-bytes.js";
import { headerLength, type Answer } from "./smb-message.js";
import type { SmbWire } from "./smb-wire.js";

/** A folder or file that was opened on the server (MS-SMB2, 2.2.14). */
export interface SmbFile {
  readonly id: Buffer;
  /** In bytes. */
  readonly size: number;
}

// MS-SMB2, 2.2.13: what is wanted of it, and that others may go on with it meanwhile.
const may = { read: 0x1, readAttributes: 0x80, wait: 0x100000 } as const;
const shared = 7;
const asItIs = 1;
const option = { folder: 0x1, file: 0x40 } as const;
const impersonation = 2;

/** Opens what is there, to be read and nothing else. */
export async function openFile(wire: SmbWire, tree: number, path: string, kind: "folder" | "file"): Promise<SmbFile> {
  const name = utf16(path);
  const wanted = may.read | may.readAttributes | may.wait;
  const body = Buffer.concat([
    u16(57),
    u8(0, 0),
    u32(impersonation, 0, 0, 0, 0, wanted, 0, shared, asItIs, option[kind]),
    u16(headerLength + 56, name.length),
    u32(0, 0),
    name.length > 0 ? name : u8(0),
  ]);
  return readOpened(await wire.ask("open", body, { tree }));
}

const readOpened = ({ message }: Answer): SmbFile =>
  understood(() => ({
    id: cut(message, headerLength + 64, 16),
    size: Number(message.readBigUInt64LE(headerLength + 48)),
  }));

export const closeFile = (wire: SmbWire, tree: number, { id }: SmbFile): Promise<Answer> =>
  wire.ask("close", Buffer.concat([u16(24, 0), u32(0), id]), { tree });

/** The body that asks for so many bytes from there (MS-SMB2, 2.2.19). */
export const readQuestion = ({ id }: SmbFile, at: number, length: number): Buffer =>
  Buffer.concat([u16(49), u8(0, 0), u32(length), u64(BigInt(at)), id, u32(0, 0, 0), u16(0, 0), u8(0)]);

/** The body that asks for the next page of a folder's list (MS-SMB2, 2.2.33), as FileFullDirectoryInformation. */
export function listQuestion({ id }: SmbFile, most: number): Buffer {
  const all = utf16("*");
  return Buffer.concat([u16(33), u8(2, 0), u32(0), id, u16(headerLength + 32, all.length), u32(most), all]);
}
