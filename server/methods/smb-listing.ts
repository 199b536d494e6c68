import { NotUnderstood, cut, understood } from "./smb-bytes.js";
import { headerLength, type Answer } from "./smb-message.js";

const attribute = { hidden: 0x2, system: 0x4, folder: 0x10, elsewhere: 0x400 } as const;
/** What lies elsewhere and stands for it: links, mounted folders. What is only packed by the server is a file (MS-FSCC, 2.1.2.1). */
const standsForAnother = 0x20000000;
/** Links and devices of Unix, as Windows' NFS server keeps them. */
const unixKind = 0x80000014;

/** Names of the files in one page of a list, as FileFullDirectoryInformation (MS-FSCC, 2.4.14). Throws NotUnderstood. */
export function filesIn({ message }: Answer): { names: string[]; entries: number } {
  return understood(() => {
    const at = message.readUInt16LE(headerLength + 2);
    const page = cut(message, at, message.readUInt32LE(headerLength + 4));
    const names: string[] = [];
    for (let from = 0, entries = 1; ; entries++) {
      const entry = cut(page, from, page.length - from);
      const name = nameOf(entry);
      if (isFile(entry)) names.push(safe(name));
      const next = entry.readUInt32LE(0);
      if (next === 0) return { names, entries };
      // Each one begins behind the one before.
      if (next < 68 + 2 * name.length) throw new NotUnderstood();
      from += next;
    }
  });
}

const nameOf = (entry: Buffer): string => cut(entry, 68, entry.readUInt32LE(60)).toString("utf16le");

function isFile(entry: Buffer): boolean {
  const attributes = entry.readUInt32LE(56);
  if (attributes & (attribute.hidden | attribute.system | attribute.folder)) return false;
  return (attributes & attribute.elsewhere) === 0 || isFileOfItsOwn(entry.readUInt32LE(64));
}

const isFileOfItsOwn = (tag: number): boolean => tag !== 0 && (tag & standsForAnother) === 0 && tag !== unixKind;

/** In UTF-16 (MS-FSCC, 2.1.5.2). */
const longestName = 255;

/** No honest server says a name that leads out of its folder, or one that there cannot be. */
function safe(name: string): string {
  if (name === "" || name.length > longestName || name === "." || name === ".." || /[\\/\p{Cc}]/u.test(name))
    throw new NotUnderstood();
  return name;
}
