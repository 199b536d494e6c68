import { describe, expect, it } from "vitest";
import { NotUnderstood, u16, u32, utf16 } from "./smb-bytes.js";
import { filesIn } from "./smb-listing.js";
import { readMessage } from "./smb-message.js";

interface Entry {
  readonly name: string;
  readonly attributes?: number;
  readonly tag?: number;
  /** Where it says that the next one begins. */
  readonly next?: number;
}

/** A page as MS-FSCC, 2.4.14 has it. */
function page(...entries: Entry[]) {
  const parts = entries.map(({ name, attributes = 0x20, tag = 0, next }, index) => {
    const text = utf16(name);
    const length = Math.ceil((68 + text.length) / 8) * 8;
    const entry = Buffer.alloc(length);
    entry.writeUInt32LE(next ?? (index === entries.length - 1 ? 0 : length));
    u32(attributes, text.length, tag).copy(entry, 56);
    text.copy(entry, 68);
    return entry;
  });
  const list = Buffer.concat(parts);
  const header = Buffer.alloc(64);
  Buffer.concat([Buffer.from("\xfeSMB", "latin1"), u16(64)]).copy(header);
  return readMessage(Buffer.concat([header, u16(9, 72), u32(list.length), list]));
}

describe("a page of a list over SMB", () => {
  it("has files of any name; folders, hidden ones, those of the system and links are left out", () => {
    const { names, entries } = filesIn(
      page(
        { name: ".", attributes: 0x10 },
        { name: "..", attributes: 0x10 },
        { name: "Bestellungen für Werk Süd.csv" },
        { name: "注文 📦.csv" },
        { name: "read only.csv", attributes: 0x21 },
        { name: "hidden.csv", attributes: 0x22 },
        { name: "system.csv", attributes: 0x24 },
        { name: "link.csv", attributes: 0x420, tag: 0xa000000c },
        { name: "unix link.csv", attributes: 0x420, tag: 0x80000014 },
        { name: "untold.csv", attributes: 0x420 },
        { name: "packed by the server.csv", attributes: 0x420, tag: 0x80000013 },
      ),
    );
    expect(entries).toBe(11);
    expect(names).toEqual([
      "Bestellungen für Werk Süd.csv",
      "注文 📦.csv",
      "read only.csv",
      "packed by the server.csv",
    ]);
  });

  it.each([
    ["a way out", { name: "..\\other.csv" }],
    ["a way out, with slashes", { name: "../other.csv" }],
    ["the folder above as a file", { name: ".." }],
    ["a line break", { name: "a\nb.csv" }],
    ["no name", { name: "" }],
    ["a name longer than any", { name: "x".repeat(256) }],
  ])("that says %s is not understood", (_, entry) => {
    expect(() => filesIn(page(entry))).toThrow(NotUnderstood);
  });

  it.each([
    ["onto itself", 8],
    ["beyond its end", 4_096],
  ])("whose entries lead %s is not understood", (_, next) => {
    expect(() => filesIn(page({ name: "a.csv", next }, { name: "b.csv" }))).toThrow(NotUnderstood);
  });
});
